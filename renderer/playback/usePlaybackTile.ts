import { useCallback, useSyncExternalStore } from "react";
import type { CameraRow } from "../../contract/cameras.ts";
import type { TileState } from "../../contract/tileStates.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import { recordedReports } from "../consent/recordedReports.ts";
import type { WindowPictures } from "../consent/windowPictures.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import type { TileDescription } from "../wall/describeTile.ts";
import { describeRecorded } from "./describeRecorded.ts";
import type { PlaybackCamera } from "./playbackStore.ts";

export interface PlaybackTileView {
  readonly state: TileState;
  readonly isBlank: boolean;
  readonly status: ViewingStatus | null;
  readonly camera: CameraRow | null;
  readonly rendition: { readonly rendition: string; readonly widthPx: number; readonly heightPx: number } | null;
  readonly frames: "all" | "key";
  readonly basis: "recorder" | "camera" | null;
  readonly description: TileDescription;
}

/** Everything a tile of the past draws; drawn again when that changes, not with every frame. */
export function usePlaybackTile(
  model: WindowModel,
  pictures: WindowPictures,
  { tile, cameraId }: PlaybackCamera,
): PlaybackTileView {
  const camera = useStoreValue(model.stores.cameras, ({ book }) => book.byId.get(cameraId) ?? null);
  const hearStatus = useCallback((listener: () => void) => pictures.recorded.subscribe(listener), [pictures]);
  const status = useSyncExternalStore(hearStatus, () => pictures.recorded.statusOf(tile));
  const hearShown = useCallback((listener: () => void) => recordedReports.subscribeShown(tile, listener), [tile]);
  const shown = useSyncExternalStore(hearShown, () => recordedReports.getShown(tile));
  const isWaiting = status?.state === "pending" && status.isAsked;
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => (isWaiting ? clock.hubNowMs : null));
  return {
    ...{ status, camera, state: shown?.state ?? "connecting", isBlank: shown?.isBlank ?? true },
    ...{ rendition: shown?.rendition ?? null, frames: shown?.frames ?? "all", basis: shown?.basis ?? null },
    description: describeRecorded({ shown, status, camera, hubNowMs }),
  };
}
