import type { PlaybackSample } from "../../../contract/deskApi.ts";
import type { TileState } from "../../../contract/tileStates.ts";

/** The last playback sample of each tile, as its window reported it. */
export interface SampleBook {
  put(windowId: string, samples: readonly PlaybackSample[]): void;
  dropWindow(windowId: string): void;
  /** Tiles that should move and do not. */
  countLate(): number;
}

/** States in which a tile is neither live nor blank for a reason. */
const LATE_STATES: ReadonlySet<TileState> = new Set(["delayed", "frozen", "connecting", "reconnecting"]);

export function createSampleBook(): SampleBook {
  const byWindow = new Map<string, readonly PlaybackSample[]>();
  return {
    put: (windowId, samples) => byWindow.set(windowId, samples),
    dropWindow: (windowId) => byWindow.delete(windowId),
    countLate: () => [...byWindow.values()].flat().filter(({ state }) => LATE_STATES.has(state)).length,
  };
}
