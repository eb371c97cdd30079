import { describe, expect, it } from "vitest";
import { judgePicture } from "./judgePicture.ts";

describe("judgePicture", () => {
  it.each([
    ["waits for the first frame", null, 0, null],
    ["leaves a running picture", 100, 50, null],
    ["leaves a picture that stands still with its stream", 29_999, 29_000, null],
    ["gives up a decoder that takes bytes and gives no frames", 5_000, 100, "media"],
    ["gives up a stream that stood still for 30 s", 30_000, 29_000, "timeout"],
  ])("%s", (_name, sinceFrameMs, sinceByteMs, kind) => {
    const nowMs = 100_000;
    const facts = {
      lastFrameAtMs: sinceFrameMs === null ? null : nowMs - sinceFrameMs,
      lastByteAtMs: nowMs - sinceByteMs,
      ...{ capturedAtMs: null, frames: "all" as const, keyIntervalMs: null, heightPx: null },
      framesPresented: 1,
      framesLost: 0,
    };
    expect(judgePicture(facts, nowMs)?.kind ?? null).toBe(kind);
  });
});
