import { beforeEach, expect, test } from "vitest";
import { type CameraFeed, createCameraFeed } from "../media/cameraFeed.ts";
import { createLoopFeed } from "../media/loopFeed.ts";
import { makeClip } from "../media/testKit.ts";
import type { StreamBehaviour } from "../site/siteFiles.ts";
import { createTap, type Stretch, type Tap } from "./tapFeed.ts";
import { START_MS } from "./testKit.ts";

let behaviour: StreamBehaviour;
let feed: CameraFeed;
let tap: Tap;

beforeEach(() => {
  behaviour = "steady";
  feed = createCameraFeed(createLoopFeed(makeClip(), 0), () => behaviour);
  tap = createTap(0);
});

/** Takes every 250 ms, like the recorder. */
function takeFrom(fromMs: number, toMs: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let atMs = fromMs; atMs <= toMs; atMs += 250) stretches.push(...tap.take(feed, atMs));
  return stretches;
}
const startsOf = (stretches: readonly Stretch[]) => stretches.map(({ atMs }) => (atMs - START_MS) / 1_000);

test("a group is taken once, when its last frame has come", () => {
  expect(startsOf(takeFrom(START_MS + 500, START_MS + 4_000))).toEqual([0, 1, 2, 3]);
  expect(startsOf(takeFrom(START_MS + 4_250, START_MS + 5_900))).toEqual([4]);
});

test("nothing captured before a moment is taken", () => {
  tap = createTap(START_MS + 2_500);
  expect(startsOf(takeFrom(START_MS + 500, START_MS + 5_000))).toEqual([3, 4]);
});

test("after a rest it goes on with what is captured then, and takes nothing twice", () => {
  takeFrom(START_MS, START_MS + 3_000);
  tap.restart();
  expect(startsOf(takeFrom(START_MS + 3_000, START_MS + 4_000))).toEqual([3]);
  tap.restart();
  expect(startsOf(takeFrom(START_MS + 9_500, START_MS + 11_000))).toEqual([9, 10]);
  expect(tap.missed()).toBe(0);
});

test("a camera that stutters loses nothing, however late its frames come", () => {
  behaviour = "stutters";
  const stretches = takeFrom(START_MS, START_MS + 60_000);
  expect(startsOf(stretches)).toEqual(Array.from({ length: stretches.length }, (_, index) => index));
  expect(stretches.length).toBeGreaterThanOrEqual(58);
  expect(stretches.every(({ frames, durationMs }) => frames.length === 15 && durationMs === 1_000)).toBe(true);
});

test("a camera that freezes in mid-group gives what it had sent, and the rest is a gap", () => {
  // It freezes 50 s into each minute; a loop that is half a second ahead has its group begin at 49.5 s.
  feed = createCameraFeed(createLoopFeed(makeClip(), 500), () => behaviour);
  behaviour = "freezes";
  const stretches = takeFrom(START_MS, START_MS + 70_000);
  const cut = stretches.find(({ frames }) => frames.length < 15);
  expect(cut).toMatchObject({ atMs: START_MS + 49_500, durationMs: 533 });
  expect(cut?.frames).toHaveLength(8);
  // The first group after it begins with a key frame that came.
  expect(startsOf(stretches.filter(({ atMs }) => atMs > START_MS + 49_500))[0]).toBe(60.5);
});

test("what had come while nobody asked is passed over beyond twenty seconds, and counted", () => {
  takeFrom(START_MS, START_MS + 2_000);
  expect(startsOf(takeFrom(START_MS + 14_000, START_MS + 14_000))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect(startsOf(takeFrom(START_MS + 75_000, START_MS + 76_000))).toEqual([75]);
  expect(tap.missed()).toBe(75 - 14);
});
