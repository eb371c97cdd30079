import { expect, test } from "vitest";
import type { Speed } from "../../playback/playbackClock.ts";
import { chooseLane, LANES, type Lane, LaneMap, rateOf } from "./lanes.ts";

const ORIGIN_MS = 1_700_000_000_000;
const AT_MS = ORIGIN_MS + 5_184_000_123;
const map = new LaneMap(ORIGIN_MS);

test.each(LANES)("a moment put on %s is found there again", (lane) => {
  const found = map.fromMediaS(map.toMediaS(lane, AT_MS));
  expect(found.lane).toBe(lane);
  expect(found.atMs).toBeCloseTo(AT_MS, 2);
});

test.each(LANES)("a segment on %s lies between its ends, whatever its own times count from", (lane) => {
  const segment = { atMs: AT_MS, durationMs: 2_000 };
  const baseMs = AT_MS - 86_400_000;
  const ownS = (segment.atMs - baseMs) / 1_000;
  const startS = ownS + map.offsetS(lane, segment, baseMs);
  const { fromS, toS } = map.spanS(lane, segment.atMs, segment.atMs + segment.durationMs);
  expect(startS).toBeCloseTo(fromS, 6);
  expect(startS + 2).toBeCloseTo(toS, 6);
});

test("going back, what was later comes first", () => {
  expect(map.toMediaS("back", AT_MS + 1_000)).toBeLessThan(map.toMediaS("back", AT_MS));
});

const rows: readonly [Speed, boolean, Lane][] = [
  [1, true, "whole"],
  [0.25, true, "whole"],
  [4, true, "whole"],
  [8, true, "ahead"],
  [16, true, "ahead"],
  [-1, true, "back"],
  [-16, true, "back"],
  [-16, false, "whole"],
  [16, false, "whole"],
];
test.each(rows)("at speed %d, playing %s, pictures are on %s", (speed, isPlaying, lane) => {
  expect(chooseLane(speed, isPlaying)).toBe(lane);
});

test("where every frame is too much for the machine, key frames go ahead; a paused picture is whole all the same", () => {
  expect([chooseLane(4, true, true), chooseLane(4, false, true)]).toEqual(["ahead", "whole"]);
});

const rates: readonly [Speed, number, number][] = [
  [1, 0, 1],
  [1, 0.05, 1.05],
  [-2, -0.05, 1.9],
  [16, 0.05, 16],
  [-16, 0, 16],
];
test.each(rates)("speed %d corrected by %d plays at %d", (speed, correction, rate) => {
  expect(rateOf(speed, correction)).toBeCloseTo(rate, 6);
});
