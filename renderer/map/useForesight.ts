import { useEffect, useState } from "react";
import { type Foreseen, ForesightRequest } from "../../contract/foresight.ts";
import { MAX_NEAR_CAMERAS } from "../../contract/incidents.ts";
import type { Purpose } from "../../contract/viewings.ts";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** While a shape is drawn or pins are walked over, only what is stayed at is asked for. */
const ASK_AFTER_MS = 150;

export interface Foresight {
  /** The purpose it was asked for; null while the display has none. */
  readonly purpose: Purpose | null;
  /** Null until the hub has answered. */
  readonly byCamera: ReadonlyMap<string, Foreseen> | null;
}

/** What would happen if these cameras were asked for with the display's purpose. Nobody is asked by it. */
export function useForesight({ client, clock, notices, stores }: WindowModel, cameraIds: readonly string[]): Foresight {
  const purpose = useStoreValue(stores.wall, () => findDisplay(stores)?.purpose ?? null);
  const [answer, setAnswer] = useState<{ key: string; byCamera: ReadonlyMap<string, Foreseen> } | null>(null);
  const isAskable = purpose !== null && cameraIds.length > 0 && cameraIds.length <= MAX_NEAR_CAMERAS;
  // The question as text, so that an equal one is not asked again.
  const key = isAskable ? JSON.stringify({ purpose, cameraIds }) : "";
  useEffect(() => {
    if (key === "") return;
    let isWanted = true;
    const cancel = clock.after(ASK_AFTER_MS, () => {
      client.call("viewing.foresee", ForesightRequest.parse(JSON.parse(key))).then(
        ({ cameras }) =>
          isWanted && setAnswer({ key, byCamera: new Map(cameras.map((each) => [each.cameraId, each])) }),
        (fault: unknown) => isWanted && client.isOpen() && notices.tellFault(fault),
      );
    });
    return () => {
      isWanted = false;
      cancel();
    };
  }, [client, clock, notices, key]);
  return { purpose, byCamera: answer?.key === key && key !== "" ? answer.byCamera : null };
}
