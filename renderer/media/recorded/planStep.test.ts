import { expect, test } from "vitest";
import { findFrame, planStep } from "./planStep.ts";
import type { FrameTime } from "./segmentBox.ts";

/** Fifteen a second in whole milliseconds, as cameras stamp them. */
const frames: readonly FrameTime[] = Array.from({ length: 15 }, (_, index) => {
  const atMs = Math.round((index * 1_000) / 15);
  return { atMs, durationMs: Math.round(((index + 1) * 1_000) / 15) - atMs };
});

const moments: readonly [number, number][] = [
  [0, 0],
  [66, 0],
  [67, 1],
  [999, 14],
  [5_000, 14],
  [-1, -1],
];
test.each(moments)("at %d ms stands frame %d", (atMs, frame) => {
  expect(findFrame(frames, atMs)).toBe(frame);
});

test("no frames, no frame", () => {
  expect(findFrame([], 5)).toBe(-1);
});

test.each([1, -1] as const)(
  "fourteen steps by %d pass every frame once, though the clock steps by a plain frame",
  (by) => {
    let shown = by === 1 ? 0 : 14;
    let atMs = frames[shown]?.atMs ?? 0;
    const seen = [shown];
    for (let count = 0; count < 14; count += 1) {
      atMs += (by * 1_000) / 15;
      shown = planStep(frames, shown, by, atMs);
      seen.push(shown);
    }
    expect(seen).toEqual(by === 1 ? [...frames.keys()] : [...frames.keys()].reverse());
  },
);

test("a camera of twice the rate stays with the clock rather than fall behind", () => {
  const quick = Array.from({ length: 60 }, (_, index) => ({ atMs: index * 20, durationMs: 20 }));
  let shown = 0;
  for (let count = 1; count <= 10; count += 1) shown = planStep(quick, shown, 1, count * 40);
  expect(Math.abs((quick[shown]?.atMs ?? 0) - 400)).toBeLessThanOrEqual(20);
});

test("where the frames end the clock's own is shown", () => {
  expect(planStep(frames, 14, 1, 999)).toBe(14);
});
