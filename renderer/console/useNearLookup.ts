import { useEffect } from "react";
import type { WindowModel } from "../state/windowModel.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { useDisplay } from "./useDisplay.ts";

/** After cameras changed, how long to wait for more of it before looking again: look-ups are audited. Our choice. */
const SETTLE_MS = 2_000;

/** Keeps the cameras near the purpose's incident, and near the selected one, known. */
export function useNearLookup(model: WindowModel): void {
  const purposeId = useDisplay(model)?.purpose?.incidentId ?? null;
  const selectedId = useStoreValue(model.stores.selection, (selection) => selection.incidentId);
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  useEffect(() => {
    if (purposeId !== null) model.actions.lookNear(purposeId);
  }, [model, purposeId]);
  useEffect(() => {
    if (selectedId !== null && selectedId !== purposeId) model.actions.lookNear(selectedId);
  }, [model, selectedId, purposeId]);
  // The book is new whenever a camera's terms or health have changed, and with them what would be allowed.
  useEffect(() => {
    if (purposeId === null || book.inOrder.length === 0) return;
    return model.clock.after(SETTLE_MS, () => model.actions.lookNear(purposeId));
  }, [model, purposeId, book]);
}
