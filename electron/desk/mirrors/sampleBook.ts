import type { TileState } from "../../../contract/tileStates.ts";
import type { PlaybackSample } from "../../../contract/viewingCalls.ts";

/** What one window last reported of its tiles, and when on the desk's clock. */
export interface WindowSamples {
  readonly windowId: string;
  readonly samples: readonly PlaybackSample[];
  readonly atMs: number;
}

/** The last playback sample of each tile, as its window reported it. */
export interface SampleBook {
  put(windowId: string, samples: readonly PlaybackSample[], atMs: number): void;
  dropWindow(windowId: string): void;
  all(): readonly WindowSamples[];
  /** Tiles that should move and do not. */
  countLate(): number;
}

/** States in which a tile is neither live nor blank for a reason. */
const LATE_STATES: ReadonlySet<TileState> = new Set(["delayed", "frozen", "connecting", "reconnecting"]);

export function createSampleBook(): SampleBook {
  const byWindow = new Map<string, WindowSamples>();
  return {
    put: (windowId, samples, atMs) => byWindow.set(windowId, { windowId, samples, atMs }),
    dropWindow: (windowId) => byWindow.delete(windowId),
    all: () => [...byWindow.values()],
    countLate: () =>
      [...byWindow.values()].flatMap(({ samples }) => samples).filter(({ state }) => LATE_STATES.has(state)).length,
  };
}
