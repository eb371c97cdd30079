import { useCallback, useEffect } from "react";
import type { WindowModel } from "../state/windowModel.ts";
import { mapWords } from "../ui/mapWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { judgePlace } from "./judgePlace.ts";
import type { StageHandle } from "./MapStage.tsx";
import type { MapStore } from "./mapStore.ts";

interface Parts {
  readonly model: WindowModel;
  readonly store: MapStore;
  readonly stage: { readonly current: StageHandle | null };
  /** Whether there is a map to move. */
  readonly isReady: boolean;
  readonly zoom: number;
}

/** Flies to a camera and marks it: for the search, and for "find on map" from a tile. */
export function useWishes({ model, store, stage, isReady, zoom }: Parts): (cameraId: string) => void {
  const flyTo = useCallback(
    (cameraId: string) => {
      const row = model.stores.cameras.getState().book.byId.get(cameraId);
      if (row === undefined) return;
      store.setState({ focus: { kind: "camera", cameraId }, shape: null });
      const { position } = row;
      if (position === undefined || judgePlace(position, null) !== null)
        return model.notices.tell(mapWords.notOnMap(row.number));
      stage.current?.view.goTo({ centre: position, zoom: Math.max(zoom, stage.current.view.view().zoom) }, true);
    },
    [model, store, stage, zoom],
  );
  const wish = useStoreValue(model.stores.selection, (selection) => selection.mapWish);
  useEffect(() => {
    if (wish === null || !isReady) return;
    flyTo(wish.cameraId);
    model.actions.select({ mapWish: null });
  }, [wish, isReady, flyTo, model]);
  return flyTo;
}
