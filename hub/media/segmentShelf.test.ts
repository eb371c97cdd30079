import { expect, test } from "vitest";
import { createLoopFeed } from "./loopFeed.ts";
import { createSegmentShelf, MAX_SEGMENTS } from "./segmentShelf.ts";
import { makeClip } from "./testKit.ts";

function createCountedShelf() {
  const muxed: number[] = [];
  const shelf = createSegmentShelf(async (_feed, group) => {
    muxed.push(group);
    return { init: Buffer.alloc(0), segment: Buffer.alloc(0) };
  });
  return { shelf, muxed };
}

test("a segment is muxed once for all who ask, also at the same time, and apart for each camera", async () => {
  const { shelf, muxed } = createCountedShelf();
  const [one, other] = [createLoopFeed(makeClip(), 0), createLoopFeed(makeClip(), 0)];
  await Promise.all([shelf.take(one, 7), shelf.take(one, 7), shelf.take(other, 7)]);
  expect(muxed).toEqual([7, 7]);
});

test("the shelf is bounded and forgets the least lately used", async () => {
  const { shelf, muxed } = createCountedShelf();
  const feed = createLoopFeed(makeClip(), 0);
  for (let group = 0; group < MAX_SEGMENTS; group++) await shelf.take(feed, group);
  await shelf.take(feed, 0);
  await shelf.take(feed, MAX_SEGMENTS);
  await shelf.take(feed, 0);
  expect(muxed).toHaveLength(MAX_SEGMENTS + 1);
  await shelf.take(feed, 1);
  expect(muxed.at(-1)).toBe(1);
});
