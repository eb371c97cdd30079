import { describe, expect, test } from "vitest";
import { countBefore, readFragment, readTimescale, writeFragment } from "./fragment.ts";
import { createLoopFeed } from "./loopFeed.ts";
import { muxGroup } from "./muxGroup.ts";
import { makeClip } from "./testKit.ts";

/** One second at 15 frames, captured from 4 s on; frame N holds its number. */
const loop = createLoopFeed(makeClip(), 0);
const { init, segment } = await muxGroup(loop, 4);
const fragment = readFragment(segment);
const durationOf = (bytes: Buffer) =>
  readFragment(bytes).samples.reduce((sum, { durationTicks }) => sum + durationTicks, 0);

describe("a segment", () => {
  test("is read with its time, its frames and their lengths", () => {
    expect(readTimescale(init)).toBe(1_000);
    expect(fragment.startTicks).toBe(4_000);
    expect(fragment.samples).toHaveLength(15);
    expect(durationOf(segment)).toBe(1_000);
  });

  test.each([1, 2, 7, 15])("cut to %d frames holds these and no byte of another", (count) => {
    const cut = writeFragment(fragment, count);
    const read = readFragment(cut);
    expect(read.startTicks).toBe(4_000);
    expect(read.samples).toEqual(fragment.samples.slice(0, count));
    expect(read.media).toEqual(segment.subarray(segment.length - fragment.media.length).subarray(0, count * 64));
  });

  test("of its key frame alone lasts as long as the whole", () => {
    const key = writeFragment(fragment, 1, 1_000);
    expect(readFragment(key).samples).toHaveLength(1);
    expect(durationOf(key)).toBe(1_000);
    expect(key.length).toBeLessThan(segment.length / 2);
  });

  test("cut twice is cut once", () => {
    const once = writeFragment(fragment, 5);
    expect(writeFragment(readFragment(once), 5)).toEqual(once);
  });

  test.each([
    ["its first frame", 4_000, 0],
    ["its second frame", 4_067, 1],
    ["a moment after its second frame", 4_068, 2],
    ["its end", 5_000, 15],
    ["a time before it", 0, 0],
  ])("has so many frames before %s", (_what, ticks, count) => {
    expect(countBefore(fragment, ticks)).toBe(count);
  });
});

test("a frame that is shown late is not before a time that its decoding is before", () => {
  const [first, second, ...rest] = fragment.samples;
  if (first === undefined || second === undefined) throw new Error("too short");
  const samples = [{ ...first, shiftTicks: 100 }, { ...second, shiftTicks: 300 }, ...rest];
  expect(countBefore({ ...fragment, samples }, 4_200)).toBe(1);
});

describe("damage is a range error and nothing else", () => {
  test.each<[string, Buffer]>([
    ["nothing", Buffer.alloc(0)],
    ["a header alone", init],
    ["half a segment", segment.subarray(0, segment.length / 2)],
    ["two segments", Buffer.concat([segment, segment])],
    ["noise", Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 7_919) % 256))],
    ["zeros", Buffer.alloc(500)],
  ])("%s", (_what, bytes) => {
    expect(() => readFragment(bytes)).toThrow(RangeError);
  });

  test("each byte of a segment turned over, one by one, up to its pictures", () => {
    const head = segment.length - fragment.media.length;
    for (let at = 0; at < head; at++) {
      const bad = Buffer.from(segment);
      bad[at] = 255 - (bad[at] ?? 0);
      try {
        const read = readFragment(bad);
        expect(writeFragment(read, 1).length).toBeLessThanOrEqual(segment.length * 2);
      } catch (cause) {
        expect(cause).toBeInstanceOf(RangeError);
      }
    }
  });

  test("a header without a track has no timescale", () => {
    expect(() => readTimescale(segment)).toThrow(RangeError);
  });
});
