import type { Display } from "../../contract/wall.ts";
import type { Stores } from "../state/stores.ts";
import type { WindowModel } from "../state/windowModel.ts";
import type { PlaybackClock } from "./playbackClock.ts";
import type { PlaybackStore } from "./playbackStore.ts";

/** What the acts of playback work on. */
export interface PlaybackParts {
  readonly model: WindowModel;
  readonly store: PlaybackStore;
  readonly clock: PlaybackClock;
  /** Hub time; 0 before the hub was heard. */
  nowMs(): number;
}

/** The display of this window: recordings are looked at for its purpose. */
export function findOwnDisplay(stores: Stores): Display | null {
  const number = stores.link.getState().identity?.display ?? 1;
  return stores.wall.getState().wall?.displays.find(({ display }) => display === number) ?? null;
}

/** The incident recordings are looked at for; null where another reason is given, or none. */
export function findPurposeIncident(stores: Stores): string | null {
  return findOwnDisplay(stores)?.purpose?.incidentId ?? null;
}
