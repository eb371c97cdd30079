import { createStore, type StoreApi } from "zustand/vanilla";
import type { IncidentCamera } from "../../contract/incidents.ts";
import type { Marker } from "../../contract/markers.ts";
import type { TimeRange } from "../../contract/recorded.ts";
import type { TimeView } from "./timeView.ts";

/** A camera in the playback and the tile its claim has. */
export interface PlaybackCamera {
  readonly tile: number;
  readonly cameraId: string;
}

/** What is being typed at the transport; a marker is of the moment at which its key was pressed. */
export type PlaybackEntry = { readonly kind: "marker"; readonly atMs: number } | { readonly kind: "goTo" };

export interface PlaybackState {
  /** In the order of their tiles on the glass. */
  readonly cameras: readonly PlaybackCamera[];
  readonly selectedId: string | null;
  /** Shown over all others. */
  readonly fullId: string | null;
  /** Asked for, of every camera alike; what the terms leave of it is with each camera's answer. */
  readonly range: TimeRange;
  readonly inMs: number | null;
  readonly outMs: number | null;
  /** Near the incident, but not opened. */
  readonly left: readonly IncidentCamera[];
  readonly entry: PlaybackEntry | null;
  /** Of the incident that is the purpose, by time. */
  readonly markers: readonly Marker[];
  /** What the timeline shows. */
  readonly view: TimeView;
}

export type PlaybackStore = StoreApi<PlaybackState>;

export const NO_PLAYBACK: PlaybackState = {
  ...{ cameras: [], selectedId: null, fullId: null, range: { fromMs: 0, toMs: null } },
  ...{ inMs: null, outMs: null, left: [], entry: null, markers: [], view: { fromMs: 0, toMs: 1 } },
};

export function createPlaybackStore(): PlaybackStore {
  return createStore<PlaybackState>(() => NO_PLAYBACK);
}
