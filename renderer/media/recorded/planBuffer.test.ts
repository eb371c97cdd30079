import { expect, test } from "vitest";
import type { RecordedSegment } from "../../../contract/recorded.ts";
import { type Course, isSpent, orderSegments, planIndexSpan, planSpan } from "./planBuffer.ts";

const second = (seq: number): RecordedSegment => ({ seq, atMs: seq * 1_000, durationMs: 1_000, frames: 15, init: 0 });
const AT_MS = 100_400;
const PLAYING: Course = { atMs: AT_MS, lane: "whole", pace: 1 };
const PAUSED: Course = { ...PLAYING, pace: 0 };
const BACK: Course = { atMs: AT_MS, lane: "back", pace: 16 };

test("playing, what comes next is fetched and nothing behind", () => {
  expect(planSpan(PLAYING)).toEqual({ fromMs: AT_MS, toMs: AT_MS + 5_000 });
});

test("paused, both sides are fetched, so that a step finds its frame", () => {
  const { fromMs, toMs } = planSpan(PAUSED);
  expect(AT_MS - fromMs).toBe(toMs - AT_MS);
});

test("faster, further ahead; going back, what was before", () => {
  const { fromMs, toMs } = planSpan(BACK);
  expect([AT_MS - fromMs, toMs - AT_MS]).toEqual([48_000, 0]);
});

test.each([PLAYING, PAUSED, BACK])("the index reaches further than the pictures at pace $pace", (course) => {
  const [pictures, known] = [planSpan(course), planIndexSpan(course)];
  expect(known.fromMs).toBeLessThanOrEqual(pictures.fromMs);
  expect(known.toMs).toBeGreaterThanOrEqual(pictures.toMs);
  expect([known.fromMs, known.toMs].every(Number.isInteger)).toBe(true);
});

const orders: readonly [string, Course, readonly number[]][] = [
  ["playing: the one at the clock, then on", PLAYING, [100, 101, 102]],
  ["back: the one at the clock, then before it", BACK, [100, 99, 98]],
];
test.each(orders)("%s", (_name, course, first) => {
  const segments = [103, 101, 98, 100, 99, 102].map(second).filter(({ atMs, durationMs }) => {
    const { fromMs, toMs } = planSpan(course);
    return atMs + durationMs > fromMs && atMs < toMs;
  });
  expect(
    orderSegments(segments, course)
      .slice(0, 3)
      .map(({ seq }) => seq),
  ).toEqual(first);
});

const spent: readonly [string, Course, number, boolean][] = [
  ["what is fetched is not thrown away", PLAYING, 104, false],
  ["the second just played stays for a step back", PLAYING, 98, false],
  ["what is long past goes", PLAYING, 80, true],
  ["what a jump left behind goes", PLAYING, 300, true],
  ["going back, what was just passed stays", BACK, 105, false],
];
test.each(spent)("%s", (_name, course, seq, isGone) => {
  expect(isSpent(course.lane, second(seq), course)).toBe(isGone);
});

test("what lies on another stretch goes", () => {
  expect(isSpent("ahead", second(100), PLAYING)).toBe(true);
});

test.each([PLAYING, PAUSED, BACK])("nothing that is wanted is spent, at pace $pace", (course) => {
  const { fromMs, toMs } = planSpan(course);
  for (let seq = Math.floor(fromMs / 1_000); seq * 1_000 < toMs; seq += 1) {
    expect(isSpent(course.lane, second(seq), course)).toBe(false);
  }
});
