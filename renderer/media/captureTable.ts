/** Marks remembered: one per key frame or segment, so about this many seconds; more than any buffer holds. */
const REMEMBERED_MARKS = 32;
/** Key frames further apart than this excuse no older picture: nobody may call what is 10 s old live. Our choice. */
const LONGEST_INTERVAL_MS = 5_000;

/** When the frame at one media position was captured. */
export interface CaptureMark {
  readonly mediaTimeS: number;
  /** Hub time, milliseconds. */
  readonly capturedAtMs: number;
  /** Whether the hub vouches for the source's clock. */
  readonly isTrusted: boolean;
}

export interface CaptureTable {
  add(mark: CaptureMark): void;
  /** Time of capture of the frame at a media position; null where no trusted mark precedes it. */
  find(mediaTimeS: number): number | null;
  /** Media time between the last two marks, 0 to 5 000 milliseconds whatever they say; null before there are two. */
  lastIntervalMs(): number | null;
}

/** Times of capture along one stream, from the marks it carries. */
export function createCaptureTable(): CaptureTable {
  const marks: CaptureMark[] = [];
  return {
    add(mark) {
      marks.push(mark);
      if (marks.length > REMEMBERED_MARKS) marks.shift();
    },
    lastIntervalMs() {
      const [before, last] = marks.slice(-2);
      if (before === undefined || last === undefined) return null;
      return Math.min(Math.max((last.mediaTimeS - before.mediaTimeS) * 1_000, 0), LONGEST_INTERVAL_MS);
    },
    find(mediaTimeS) {
      // Half a millisecond: media times come back from the decoder in microseconds, rounded.
      const mark = marks.findLast((candidate) => candidate.mediaTimeS <= mediaTimeS + 0.0005);
      if (mark === undefined || !mark.isTrusted) return null;
      return mark.capturedAtMs + (mediaTimeS - mark.mediaTimeS) * 1_000;
    },
  };
}
