import type { FrameTime } from "./segmentBox.ts";

/** The frame that stands at a moment: the last captured at or before it. Undefined where the frames do not reach it. */
export function findFrame(frames: readonly FrameTime[], atMs: number): number {
  let low = 0;
  let high = frames.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((frames[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}

/**
 * The frame a step ends at: one frame on from the one shown (index `shown`), so that no frame is passed over and none
 * comes twice; but the clock's own frame (index `due`) where a step would leave the picture more than a frame beside it,
 * as with cameras of another rate.
 */
export function planStep(frames: readonly FrameTime[], shown: number, by: 1 | -1, atMs: number): number {
  const due = findFrame(frames, atMs);
  const next = frames[shown + by];
  if (next === undefined) return due;
  const beside = Math.max(next.atMs - atMs, atMs - (next.atMs + next.durationMs), 0);
  return beside < next.durationMs ? shown + by : due;
}
