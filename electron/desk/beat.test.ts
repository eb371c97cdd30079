import { expect, test } from "vitest";
import { startBeat } from "./beat.ts";
import { createHandClock } from "./testing/handClock.ts";

test("a beat tells how long the machine stood still, and ends when told", () => {
  const clock = createHandClock();
  const gaps: number[] = [];
  const stop = startBeat(clock, 100, (sinceLastMs) => gaps.push(sinceLastMs));
  clock.advance(200);
  clock.jump(5_000);
  stop();
  expect(gaps).toEqual([100, 100, 5_000]);
  expect(clock.pending()).toBe(0);
});
