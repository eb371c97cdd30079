import type { WindowModel } from "../state/windowModel.ts";
import { type CameraActs, createCameraActs } from "./cameraActs.ts";
import { createMarkerActs, type MarkerActs } from "./markerActs.ts";
import { createPlaybackClock, type PlaybackClock } from "./playbackClock.ts";
import { createPlaybackStore, type PlaybackStore } from "./playbackStore.ts";
import { createTimeActs, type TimeActs } from "./timeActs.ts";

/** The playback of one console: it is left and come back to without losing its place, and ends with the session. */
export interface Playback extends TimeActs, CameraActs, Omit<MarkerActs, "followMarkers"> {
  readonly store: PlaybackStore;
  readonly clock: PlaybackClock;
  /** Hub time; 0 before the hub was heard. */
  nowMs(): number;
  close(): void;
}

export function createPlayback(model: WindowModel, hubNowMs: () => number | null): Playback {
  const store = createPlaybackStore();
  const nowMs = () => hubNowMs() ?? 0;
  const bounds = () => {
    const { fromMs, toMs } = store.getState().range;
    return { fromMs, toMs: Math.max(fromMs, toMs ?? nowMs()) };
  };
  const clock = createPlaybackClock({ clock: model.clock, atMs: 0, bounds });
  const parts = { model, store, clock, nowMs };
  const time = createTimeActs(parts);
  const cameras = createCameraActs(parts);
  const { followMarkers, ...markers } = createMarkerActs(parts, time.seek, model.clock);
  const closers = [
    followMarkers(),
    model.stores.selection.subscribe(({ playbackWish: wish }, { playbackWish: before }) => {
      if (wish === null || wish === before) return;
      if ("incidentId" in wish) void cameras.openIncident(wish.incidentId);
      else cameras.openFromNow(wish.cameraId);
    }),
    model.stores.session.subscribe(({ session }) => {
      if (session.state === "signedOut") cameras.forget();
    }),
  ];
  return {
    ...{ store, clock, nowMs, ...time, ...cameras, ...markers },
    close() {
      for (const close of closers) close();
    },
  };
}
