import { expect, test } from "vitest";
import type { StreamBehaviour } from "../site/siteFiles.ts";
import { createCameraFeed } from "./cameraFeed.ts";
import { FREEZE_CYCLE_MS, FREEZE_FROM_MS, planDelivery, STUTTER_CYCLE_MS, STUTTER_GAPS } from "./deliveryPlan.ts";
import { createLoopFeed } from "./loopFeed.ts";
import { makeClip } from "./testKit.ts";

/** A multiple of both cycles. */
const START_MS = 1_800_000_000_000;

function createFeed(behaviour: StreamBehaviour) {
  return createCameraFeed(createLoopFeed(makeClip(), 0), () => behaviour);
}

test.each([
  ["steady", 0, 0],
  ["steady", 55_000, 55_000],
  ["stutters", 1_499, 1_499],
  ["stutters", 1_500, 2_100],
  ["stutters", 2_099, 2_100],
  ["stutters", 9_000, 10_500],
  ["stutters", 24_000, 25_500],
  ["freezes", 49_999, 49_999],
  ["freezes", 50_000, null],
  ["freezes", 59_999, null],
  ["freezes", 60_000, 60_000],
  ["offline", 0, null],
] as const)("%s: what is captured at %i ms arrives at %s", (behaviour, capturedMs, expectedMs) => {
  const atMs = planDelivery(behaviour, START_MS + capturedMs);
  expect(atMs === null ? null : atMs - START_MS).toBe(expectedMs);
});

test("a stuttering camera delivers in order, with gaps of 0.5 to 2.5 s", () => {
  let beforeMs = 0;
  for (let atMs = START_MS; atMs < START_MS + STUTTER_CYCLE_MS * 2; atMs += 10) {
    const deliveredMs = planDelivery("stutters", atMs) ?? 0;
    expect(deliveredMs).toBeGreaterThanOrEqual(Math.max(atMs, beforeMs));
    beforeMs = deliveredMs;
  }
  for (const { lengthMs } of STUTTER_GAPS) expect(lengthMs >= 500 && lengthMs <= 2_500).toBe(true);
});

test("the newest frame of a frozen camera stays the last one before the freeze, and goes on with a key frame", () => {
  const feed = createFeed("freezes");
  const last = feed.newestFrame(START_MS + FREEZE_FROM_MS + 9_900);
  expect(feed.capturedAtMs(last ?? 0)).toBe(START_MS + FREEZE_FROM_MS - 67);
  const next = feed.newestFrame(START_MS + FREEZE_CYCLE_MS);
  expect(feed.sampleOf(next ?? 0).isKey).toBe(true);
});

test("a frame whose key frame was lost in a freeze never arrives", () => {
  const feed = createCameraFeed(createLoopFeed(makeClip(), 500), () => "freezes");
  const frame = feed.frameAt(START_MS + FREEZE_CYCLE_MS + 100);
  expect(feed.capturedAtMs(frame)).toBeGreaterThanOrEqual(START_MS + FREEZE_CYCLE_MS);
  expect(feed.deliveredAtMs(frame)).toBeNull();
  expect(feed.newestFrame(START_MS + FREEZE_CYCLE_MS + 499)).toBeLessThan(frame);
});

test("a group is whole once its last frame has arrived", () => {
  const feed = createFeed("stutters");
  const group = feed.groupOf(feed.frameAt(START_MS + 1_000));
  expect(feed.isWhole(group, START_MS + 2_050)).toBe(false);
  expect(feed.isWhole(group, START_MS + 2_100)).toBe(true);
});
