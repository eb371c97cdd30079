/** Frame counts are looked at four times a second, so over a second they say little; over this they are true to 5 %. */
const SPAN_MS = 5_000;
/** With fewer tiles a camera that stutters cannot be told from a machine that does. */
const LEAST_TILES = 4;

/** Counts of one tile that plays every frame of one rendition. */
export interface FrameSample {
  readonly id: string;
  /** Rendition and whatever else starts the counting anew. */
  readonly stream: string;
  readonly fps: number;
  readonly presented: number;
  readonly lost: number;
}

interface Kept extends FrameSample {
  readonly atMs: number;
}

/** Finds out from the frames of all tiles whether the machine keeps up. */
export interface StrainGauge {
  /** What all steadily playing tiles show now. Returns the share of frames lost to the machine, 0 to 1; null while unknown. */
  note(samples: readonly FrameSample[], nowMs: number): number | null;
}

/**
 * Strain is the larger of the frames the decoders dropped, over all tiles, and what the middle tile was short of its
 * camera's rate: a machine that is too slow is so for all, a bad camera only for itself.
 */
export function createStrainGauge(): StrainGauge {
  let history = new Map<string, readonly Kept[]>();
  return {
    note(samples, nowMs) {
      const next = new Map<string, readonly Kept[]>();
      const spans: { readonly short: number; readonly dropped: number; readonly due: number }[] = [];
      for (const sample of samples) {
        const before = (history.get(sample.id) ?? []).filter((kept) => kept.stream === sample.stream);
        const firstUseful = before.findLastIndex((kept) => nowMs - kept.atMs >= SPAN_MS);
        const [first] = before.slice(Math.max(0, firstUseful));
        next.set(sample.id, [...before.slice(Math.max(0, firstUseful)), { ...sample, atMs: nowMs }]);
        if (first !== undefined && nowMs - first.atMs >= SPAN_MS) spans.push(measureSpan(first, sample, nowMs));
      }
      history = next;
      return spans.length === 0 ? null : judge(spans);
    },
  };
}

function measureSpan(first: Kept, last: FrameSample, nowMs: number) {
  const due = ((nowMs - first.atMs) / 1_000) * last.fps;
  const presented = last.presented - first.presented;
  return { short: Math.max(0, 1 - presented / due), dropped: Math.max(0, last.lost - first.lost), due };
}

function judge(spans: readonly { readonly short: number; readonly dropped: number; readonly due: number }[]): number {
  const due = spans.reduce((sum, span) => sum + span.due, 0);
  const dropped = spans.reduce((sum, span) => sum + span.dropped, 0) / due;
  const shortfalls = spans.map(({ short }) => short).sort((a, b) => a - b);
  const middle = shortfalls.length < LEAST_TILES ? 0 : (shortfalls[Math.floor(shortfalls.length / 2)] ?? 0);
  return Math.min(1, Math.max(dropped, middle));
}
