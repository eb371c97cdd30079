/** Span over which frames per second are told. */
const FPS_SPAN_MS = 1_000;

interface Sample {
  readonly atMs: number;
  readonly presented: number;
}

export interface FrameCount {
  readonly presented: number;
  readonly lost: number;
}

export interface FrameRate extends FrameCount {
  readonly fps: number;
}

export interface FrameTotals {
  /** Counts of the picture now on the glass, at `atMs`. Returns the totals over all pictures, and frames per second. */
  note(current: FrameCount, atMs: number): FrameRate;
  /** The picture on the glass is replaced: its counts are final. */
  endPicture(final: FrameCount): void;
}

/** Adds up the frames of the pictures that follow one another in a tile. */
export function createFrameTotals(): FrameTotals {
  let ended: FrameCount = { presented: 0, lost: 0 };
  let samples: readonly Sample[] = [];
  return {
    note(current, atMs) {
      const presented = ended.presented + current.presented;
      const firstUseful = samples.findLastIndex((sample) => atMs - sample.atMs >= FPS_SPAN_MS);
      samples = [...samples.slice(Math.max(0, firstUseful)), { atMs, presented }];
      const [first] = samples;
      const spanMs = first === undefined ? 0 : atMs - first.atMs;
      const fps = first === undefined || spanMs <= 0 ? 0 : ((presented - first.presented) * 1_000) / spanMs;
      return { presented, lost: ended.lost + current.lost, fps };
    },
    endPicture(final) {
      ended = { presented: ended.presented + final.presented, lost: ended.lost + final.lost };
    },
  };
}
