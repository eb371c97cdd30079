import { useEffect } from "react";
import type { WindowModel } from "../state/windowModel.ts";
import { tileWords } from "../ui/tileWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** Tells the operator, once signed in, that the wall of the last run could not be read whole, and where it is kept. */
export function useKeptAside({ stores, notices }: WindowModel): void {
  const why = useStoreValue(stores.wall, ({ wall }) => wall?.keptAside?.why ?? null);
  const file = useStoreValue(stores.wall, ({ wall }) => wall?.keptAside?.file ?? "");
  useEffect(() => {
    if (why !== null) notices.keep(tileWords.keptAside[why](file));
  }, [why, file, notices]);
}
