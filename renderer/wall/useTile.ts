import { useCallback, useSyncExternalStore } from "react";
import type { CameraRow } from "../../contract/cameras.ts";
import type { TileState } from "../../contract/tileStates.ts";
import type { RenditionOffer, ViewingStatus } from "../../contract/viewingCalls.ts";
import type { FrameChoice } from "../../contract/viewings.ts";
import type { Claims } from "../consent/claims.ts";
import { tileReports } from "../consent/tileReports.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { describeTile, type TileDescription } from "./describeTile.ts";

export interface TileView {
  readonly state: TileState;
  readonly isBlank: boolean;
  readonly status: ViewingStatus | null;
  readonly camera: CameraRow | null;
  readonly rendition: RenditionOffer | null;
  readonly frames: FrameChoice;
  /** Height of the picture where it is not the rendition's. */
  readonly oddHeightPx: number | null;
  readonly description: TileDescription;
}

/** States whose words count time. */
function needsClock(state: TileState, status: ViewingStatus | null): boolean {
  return state === "offline" || (status?.state === "pending" && status.isAsked);
}

/** Everything a tile draws. It is drawn again when that changes; once a second only where its words count time. */
export function useTile(model: WindowModel, claims: Claims, tile: number, cameraId: string | null): TileView {
  const camera = useStoreValue(model.stores.cameras, ({ book }) =>
    cameraId === null ? null : (book.byId.get(cameraId) ?? null),
  );
  const hearClaims = useCallback((listener: () => void) => claims.subscribe(listener), [claims]);
  const status = useSyncExternalStore(hearClaims, () => claims.statusOf(tile));
  const hearShown = useCallback((listener: () => void) => tileReports.subscribeShown(tile, listener), [tile]);
  const shown = useSyncExternalStore(hearShown, () => tileReports.getShown(tile));
  const state = cameraId === null ? "empty" : (shown?.state ?? "connecting");
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => (needsClock(state, status) ? clock.hubNowMs : null));
  const kept = useStoreValue(model.stores.budget, ({ budget }) => (state === "overloaded" ? budget?.kept : undefined));
  const frames = shown?.frames ?? "all";
  const { reason = null, blankedAfterMs = null, rendition = null, oddHeightPx = null } = shown ?? {};
  return {
    ...{ state, status, camera, rendition, frames, oddHeightPx },
    isBlank: cameraId === null || (shown?.isBlank ?? true),
    description: describeTile({ state, status, camera, reason, blankedAfterMs, hubNowMs, frames, kept: kept ?? [] }),
  };
}
