import { expect, test } from "vitest";
import { createScenarioTime } from "./scenarioTime.ts";

// Played, paused at 10 s, moved on at four times the pace from 20 s, taken back to 5 s.
const MARKS = [
  { seq: 10, atMs: 1_000, positionMs: 0, rate: 1 },
  { seq: 20, atMs: 11_000, positionMs: 10_000, rate: 0 },
  { seq: 30, atMs: 30_000, positionMs: 20_000, rate: 4 },
  { seq: 40, atMs: 35_000, positionMs: 5_000, rate: 0 },
];

test.each([
  ["before it began", 5, 500, 0],
  ["while it plays", 11, 6_000, 5_000],
  ["while it stands", 25, 25_000, 10_000],
  ["at four times the pace", 31, 32_000, 28_000],
  ["after it was taken back", 50, 90_000, 5_000],
  ["after the clock was set back", 15, 100, 0],
])("%s", (_when, seq, atMs, expected) => {
  expect(createScenarioTime(MARKS, 60_000).at({ seq, atMs })).toBe(expected);
});

test("how far it had come counts what was taken back since", () => {
  const time = createScenarioTime(MARKS, 60_000);
  expect(time.farthestMs(99_000)).toBe(40_000);
  expect(time.farthestMs(15_000)).toBeLessThanOrEqual(20_000);
});

test("nothing is beyond the end", () => {
  expect(
    createScenarioTime([{ seq: 1, atMs: 0, positionMs: 0, rate: 8 }], 60_000).at({ seq: 2, atMs: 1_000_000 }),
  ).toBe(60_000);
});
