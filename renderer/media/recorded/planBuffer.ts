import type { RecordedSegment, Span } from "../../../contract/recorded.ts";
import { endOf } from "./indexBook.ts";
import type { Lane } from "./lanes.ts";

/** How far ahead of the clock pictures are fetched: so much time of now, and at the least so much of the past. */
const AHEAD_NOW_MS = 3_000;
const AHEAD_LEAST_MS = 5_000;
/** Paused, a few seconds on both sides, for steps. */
const BESIDE_MS = 2_500;
/** How far behind it they are kept. */
const BEHIND_MS = 6_000;
/** What is known of the recording reaches further, so that the next pictures are never waited for by asking. */
const INDEX_AHEAD_NOW_MS = 15_000;
const INDEX_AHEAD_LEAST_MS = 60_000;
const INDEX_BEHIND_MS = 20_000;

/** Where the clock is and how it moves. */
export interface Course {
  readonly atMs: number;
  readonly lane: Lane;
  /** Milliseconds of the past in one of now; 0 while paused. */
  readonly pace: number;
}

/** The span whose pictures are wanted, in the order they come up: from the clock on, in the direction of play. */
export function planSpan({ atMs, lane, pace }: Course): Span {
  if (pace === 0) return { fromMs: atMs - BESIDE_MS, toMs: atMs + BESIDE_MS };
  const aheadMs = Math.max(AHEAD_LEAST_MS, pace * AHEAD_NOW_MS);
  return lane === "back" ? { fromMs: atMs - aheadMs, toMs: atMs } : { fromMs: atMs, toMs: atMs + aheadMs };
}

/** The span that should be known. */
export function planIndexSpan({ atMs, lane, pace }: Course): Span {
  const aheadMs = Math.round(Math.max(INDEX_AHEAD_LEAST_MS, pace * INDEX_AHEAD_NOW_MS));
  const at = Math.floor(atMs);
  return lane === "back"
    ? { fromMs: at - aheadMs, toMs: at + INDEX_BEHIND_MS }
    : { fromMs: at - INDEX_BEHIND_MS, toMs: at + aheadMs };
}

/** Segments in the order they are needed: the one at the clock first, then by how soon the clock is there. */
export function orderSegments(segments: readonly RecordedSegment[], { atMs, lane }: Course): RecordedSegment[] {
  const distanceOf = (segment: RecordedSegment) => {
    if (segment.atMs <= atMs && atMs < endOf(segment)) return 0;
    return lane === "back" ? Math.abs(atMs - endOf(segment)) : Math.abs(segment.atMs - atMs);
  };
  return [...segments].sort((a, b) => distanceOf(a) - distanceOf(b));
}

/** Whether an appended segment may go: on another stretch, or too far from the clock to be needed soon. */
export function isSpent(lane: Lane, segment: RecordedSegment, course: Course): boolean {
  if (lane !== course.lane) return true;
  const { fromMs, toMs } = planSpan(course);
  const behindMs = Math.max(BEHIND_MS, course.pace * 1_000);
  const kept =
    lane === "back"
      ? { fromMs, toMs: toMs + behindMs }
      : { fromMs: Math.min(fromMs, course.atMs - behindMs), toMs: Math.max(toMs, course.atMs + AHEAD_LEAST_MS) };
  // One segment more on either side, so that what was just fetched is not thrown away at its edge.
  return endOf(segment) + segment.durationMs < kept.fromMs || segment.atMs - segment.durationMs > kept.toMs;
}
