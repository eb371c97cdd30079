import { expect, test } from "vitest";
import { createLoopFeed } from "./loopFeed.ts";
import { makeClip } from "./testKit.ts";

const NOON_MS = 1_800_000_000_000;

test("the frame at a moment was captured at or before it, and the next one after it", () => {
  const feed = createLoopFeed(makeClip(), 1_300);
  for (let atMs = NOON_MS; atMs < NOON_MS + 9_000; atMs += 7) {
    const frame = feed.frameAt(atMs);
    expect(feed.capturedAtMs(frame)).toBeLessThanOrEqual(atMs);
    expect(feed.capturedAtMs(frame + 1)).toBeGreaterThan(atMs);
  }
});

test("an offset shows what is that far ahead in the loop", () => {
  const plain = createLoopFeed(makeClip(), 0);
  const ahead = createLoopFeed(makeClip(), 2_000);
  expect(ahead.sampleOf(ahead.frameAt(NOON_MS))).toEqual(plain.sampleOf(plain.frameAt(NOON_MS + 2_000)));
});

test("capture times go on over the end of the loop without a jump", () => {
  const feed = createLoopFeed(makeClip(), 0);
  const start = feed.frameAt(NOON_MS);
  const stepsMs = Array.from(
    { length: 200 },
    (_, i) => feed.capturedAtMs(start + i + 1) - feed.capturedAtMs(start + i),
  );
  expect(new Set(stepsMs)).toEqual(new Set([66, 67]));
});

test("each group begins with its key frame and ends where the next begins", () => {
  const feed = createLoopFeed(makeClip(), 700);
  const group = feed.groupOf(feed.frameAt(NOON_MS));
  for (let g = group; g < group + 9; g++) {
    const first = feed.firstOf(g);
    expect(feed.sampleOf(first).isKey).toBe(true);
    expect(feed.groupOf(first)).toBe(g);
    expect(feed.groupOf(feed.firstOf(g + 1) - 1)).toBe(g);
  }
});

test("a clip that does not begin with a key frame is refused", () => {
  const clip = makeClip();
  expect(() => createLoopFeed({ ...clip, samples: clip.samples.slice(1) }, 0)).toThrow(RangeError);
});
