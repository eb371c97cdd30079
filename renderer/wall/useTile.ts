import { useCallback, useSyncExternalStore } from "react";
import type { CameraRow } from "../../contract/cameras.ts";
import type { RenditionOffer, ViewingStatus } from "../../contract/deskApi.ts";
import type { TileState } from "../../contract/tileStates.ts";
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
  readonly description: TileDescription;
  readonly hubNowMs: number | null;
}

/** Everything a tile draws, drawn again at changes of state and, where a countdown runs, once a second. */
export function useTile(model: WindowModel, claims: Claims, tile: number, cameraId: string | null): TileView {
  const camera = useStoreValue(model.stores.cameras, ({ book }) =>
    cameraId === null ? null : (book.byId.get(cameraId) ?? null),
  );
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const hearClaims = useCallback((listener: () => void) => claims.subscribe(listener), [claims]);
  const status = useSyncExternalStore(hearClaims, () => claims.statusOf(tile));
  const hearReports = useCallback((listener: () => void) => tileReports.subscribe(tile, listener), [tile]);
  const reported = useSyncExternalStore(hearReports, () => tileReports.get(tile)?.state ?? "connecting");
  const isCovered = useSyncExternalStore(hearReports, () => tileReports.get(tile)?.isBlank ?? true);
  const rendition = useSyncExternalStore(hearReports, () => tileReports.get(tile)?.rendition ?? null);
  const reason = useSyncExternalStore(hearReports, () => tileReports.get(tile)?.reason ?? null);
  const state = cameraId === null ? "empty" : reported;
  const blankedAfterMs = useSyncExternalStore(hearReports, () => tileReports.get(tile)?.blankedAfterMs ?? null);
  const description = describeTile({ state, status, camera, reason, blankedAfterMs, hubNowMs });
  return { state, isBlank: cameraId === null || isCovered, status, camera, rendition, description, hubNowMs };
}
