import { BufferTarget, CmafOutputFormat, EncodedPacket, EncodedVideoPacketSource, Output } from "mediabunny";
import { describe, expect, it, test } from "vitest";
import { findPictures, readFrames, readInit } from "./segmentBox.ts";

const TICKS = 1_000;
const START_MS = 1_700_000_000_123;
const FRAMES = 15;
/** Of no picture that can be decoded: only boxes are read here. */
const AVC_CONFIG = Uint8Array.from([1, 100, 0, 31, 255, 225, 0, 4, 103, 100, 0, 31, 1, 0, 2, 104, 238]);
const sampleOf = (frame: number) => new Uint8Array(64).fill(frame);
const atMsOf = (frame: number) => START_MS + Math.round((frame * 1_000) / 15);

/** One second as the hub muxes it. */
async function mux(): Promise<{ init: ArrayBuffer; segment: ArrayBuffer }> {
  const [initTarget, target] = [new BufferTarget(), new BufferTarget()];
  const output = new Output({ format: new CmafOutputFormat(), target, initTarget });
  const source = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(source, { frameRate: TICKS });
  await output.start();
  const decoderConfig = { codec: "avc1.64001f", codedWidth: 320, codedHeight: 180, description: AVC_CONFIG };
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const [atS, endS] = [atMsOf(frame) / 1_000, atMsOf(frame + 1) / 1_000];
    const packet = new EncodedPacket(sampleOf(frame), frame === 0 ? "key" : "delta", atS, endS - atS);
    await source.add(packet, { decoderConfig });
  }
  await output.finalize();
  return { init: initTarget.buffer ?? new ArrayBuffer(0), segment: target.buffer ?? new ArrayBuffer(0) };
}
const { init, segment } = await mux();

describe("a segment as the hub writes it", () => {
  it("tells the capture of every frame, to the millisecond", () => {
    const expected = Array.from({ length: FRAMES }, (_, frame) => ({
      atMs: atMsOf(frame),
      durationMs: atMsOf(frame + 1) - atMsOf(frame),
    }));
    expect(readFrames(segment, TICKS, 0)).toEqual(expected);
  });

  it("counts from the base of its header", () => {
    const [first] = readFrames(segment, TICKS, 5_000) ?? [];
    expect(first?.atMs).toBe(START_MS + 5_000);
  });

  it("holds its pictures one after the other", () => {
    const pictures = findPictures(segment);
    expect(pictures?.length).toBe(FRAMES * sampleOf(0).length);
    expect(pictures?.slice(-1)).toEqual(Uint8Array.of(FRAMES - 1));
  });
});

test("a header says how time is counted and how its pictures are decoded", () => {
  expect(readInit(init)).toEqual({ ticksPerSecond: TICKS, avcConfig: AVC_CONFIG });
});

test("what is no header is none", () => {
  expect(readInit(segment)).toBeNull();
  expect(readInit(new ArrayBuffer(0))).toBeNull();
});

const damages: readonly [string, ArrayBuffer][] = [
  ["empty", new ArrayBuffer(0)],
  ["cut in half", segment.slice(0, segment.byteLength / 2)],
  ["cut by a single byte", segment.slice(0, segment.byteLength - 1)],
  ["cut within its first box", segment.slice(0, 5)],
  ["a header", init],
  ["nothing but noughts", new ArrayBuffer(4_096)],
  ["a page of text", new TextEncoder().encode("<!doctype html><title>Not found</title>").buffer],
];
test.each(damages)("a segment that is %s is refused", (_name, bytes) => {
  expect(readFrames(bytes, TICKS, 0)).toBeNull();
});

test("no length of a cut segment reads beyond its end", () => {
  for (let length = 0; length < Math.min(600, segment.byteLength); length += 1) {
    expect(readFrames(segment.slice(0, length), TICKS, 0)).toBeNull();
  }
});

test("a run that claims more frames than there are is refused", () => {
  const bytes = segment.slice(0);
  const text = new TextDecoder("latin1").decode(bytes);
  new DataView(bytes).setUint32(text.indexOf("trun") + 8, 0xffff_ffff);
  expect(readFrames(bytes, TICKS, 0)).toBeNull();
});
