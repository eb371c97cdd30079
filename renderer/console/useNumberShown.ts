import { useEffect, useState } from "react";
import type { WindowModel } from "../state/windowModel.ts";

/** A display says its number for so long after its start (design). */
const NUMBER_SHOWN_MS = 3_000;

/** Whether this window's number is to be seen now: on demand, and where wanted for a moment after its start. */
export function useNumberShown({ client, clock }: WindowModel, atStart: boolean): boolean {
  const [isShown, setShown] = useState(atStart);
  useEffect(() => {
    let cancel = clock.after(NUMBER_SHOWN_MS, () => setShown(false));
    const unsubscribe = client.on("display.identify", ({ forMs }) => {
      cancel();
      setShown(true);
      cancel = clock.after(forMs, () => setShown(false));
    });
    return () => {
      cancel();
      unsubscribe();
    };
  }, [client, clock]);
  return isShown;
}
