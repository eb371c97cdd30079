import { useEffect } from "react";
import type { TileState } from "../../contract/tileStates.ts";
import type { WindowModel } from "../state/windowModel.ts";

/** Tells the lists what this tile shows, for as long as it shows it. */
export function useTileState(model: WindowModel, cameraId: string | null, state: TileState, isAsked: boolean): void {
  const { tileStates } = model.stores;
  useEffect(() => {
    if (cameraId === null) return;
    tileStates.setState(({ byCamera }) => ({ byCamera: new Map(byCamera).set(cameraId, { state, isAsked }) }));
    return () =>
      tileStates.setState(({ byCamera }) => {
        const rest = new Map(byCamera);
        rest.delete(cameraId);
        return { byCamera: rest };
      });
  }, [tileStates, cameraId, state, isAsked]);
}
