import { describe, expect, it } from "vitest";
import { createKeyFrameRepeater } from "./repeatKeyFrames.ts";

const HEADER = Uint8Array.from([0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0]);

function tag(kind: number, atMs: number, body: readonly number[]): Uint8Array {
  const time = [(atMs >> 16) & 255, (atMs >> 8) & 255, atMs & 255, (atMs >>> 24) & 255];
  return Uint8Array.from([kind, 0, 0, body.length, ...time, 0, 0, 0, ...body, 0, 0, 0, 11 + body.length]);
}

const key = (atMs: number) => tag(9, atMs, [0x17, 1, 0, 0, 0, 42]);
const concat = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

describe("repeating key frames", () => {
  it.each([
    ["a key frame, twice more a millisecond apart", key(1_000), [key(1_000), key(1_001), key(1_002)]],
    ["over the border of its low time bytes", key(0xffffff), [key(0xffffff), key(0x1000000), key(0x1000001)]],
    ["not a decoder configuration", tag(9, 0, [0x17, 0, 0, 0, 0, 1]), [tag(9, 0, [0x17, 0, 0, 0, 0, 1])]],
    ["not a frame that leans on others", tag(9, 0, [0x27, 1, 0, 0, 0, 1]), [tag(9, 0, [0x27, 1, 0, 0, 0, 1])]],
    ["not a script tag", tag(18, 0, [0x17, 1, 0]), [tag(18, 0, [0x17, 1, 0])]],
    ["an enhanced key frame", tag(9, 5, [0x91, 1, 2]), [5, 6, 7].map((atMs) => tag(9, atMs, [0x91, 1, 2]))],
  ])("gives %s", (_what, input, output) => {
    expect(createKeyFrameRepeater()(concat(HEADER, input))).toEqual(concat(HEADER, ...output));
  });

  it("gives the same however the bytes are cut, and holds back a tag that has not come whole", () => {
    const stream = concat(HEADER, key(0), tag(18, 1_000, [1, 2]), key(1_000));
    const whole = createKeyFrameRepeater()(stream);
    for (const size of [1, 5, 12, 30]) {
      const repeat = createKeyFrameRepeater();
      const parts = Array.from({ length: Math.ceil(stream.length / size) }, (_, n) =>
        repeat(stream.slice(n * size, (n + 1) * size)),
      );
      expect(concat(...parts)).toEqual(whole);
    }
    expect(createKeyFrameRepeater()(stream.slice(0, -1)).length).toBeLessThan(whole.length - key(0).length);
  });

  it("passes garbage on instead of gathering it for ever", () => {
    const repeat = createKeyFrameRepeater();
    const garbage = new Uint8Array(64).fill(255);
    expect(repeat(concat(HEADER, garbage)).length).toBe(HEADER.length + garbage.length);
    expect(repeat(garbage).length).toBe(garbage.length);
  });
});
