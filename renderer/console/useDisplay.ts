import type { Display } from "../../contract/wall.ts";
import { findDisplay } from "../state/actions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** The display this window arranges; null until the desk has told of it. */
export function useDisplay(model: WindowModel): Display | null {
  useStoreValue(model.stores.selection, (selection) => selection.display);
  return useStoreValue(model.stores.wall, () => findDisplay(model.stores));
}
