import { expect, test } from "vitest";
import { createHandClock } from "../testing/handClock.ts";
import { createHubTime } from "./hubTime.ts";

const HUB_MS = 1_800_000_000_000;

test("carries hub time on by the monotonic clock", () => {
  const clock = createHandClock();
  const time = createHubTime(clock);
  expect(time.nowMs()).toBeNull();
  time.learnBeat(HUB_MS);
  clock.advance(2_500);
  expect(time.nowMs()).toBe(HUB_MS + 2_500);
});

test.each([
  ["steady", 1_000, 1_000],
  ["steady", 1_000, 1_400],
  ["late", 3_000, 1_000],
  ["jumped", 1_000, 1_200_000],
  ["wentBack", 1_000, -600_000],
])("calls a beat %s after %i ms here and %i ms there", (news, hereMs, thereMs) => {
  const clock = createHandClock();
  const time = createHubTime(clock);
  time.learnBeat(HUB_MS);
  clock.advance(hereMs);
  expect(time.learnBeat(HUB_MS + thereMs)).toBe(news);
});

test("does not call a slow answer a clock that went back", () => {
  const clock = createHandClock();
  const time = createHubTime(clock);
  time.learnBeat(HUB_MS);
  const sentAtMs = clock.nowMs();
  clock.advance(3_000);
  expect(time.learnAnswer(HUB_MS + 100, sentAtMs)).toBe("late");
  expect(time.learnAnswer(HUB_MS - 2_000, sentAtMs)).toBe("wentBack");
});

test("the age of the last heartbeat grows while the hub is silent, and an answer is no heartbeat", () => {
  const clock = createHandClock();
  const time = createHubTime(clock);
  expect(time.vitals()).toEqual({ beatAgeMs: null, roundTripMs: null });
  time.learnBeat(1_800_000_000_000);
  const sentAtMs = clock.nowMs();
  clock.advance(40);
  time.learnAnswer(1_800_000_000_020, sentAtMs);
  clock.advance(2_960);
  expect(time.vitals()).toEqual({ beatAgeMs: 3_000, roundTripMs: 40 });
});
