import { describe, expect, it } from "vitest";
import { measureFrameAge } from "./measureFrameAge.ts";

describe("measureFrameAge", () => {
  it.each([
    ["is the age at its presentation while frames flow", 10_000, 9_400, 200, 400],
    ["grows once no frame comes", 10_000, 9_400, 300, 600],
    ["is never below zero", 10_000, 10_003, 0, 0],
    ["is unknown for a frame from the future", 10_000, 11_001, 0, null],
    ["is unknown without hub time", null, 9_400, 0, null],
    ["is unknown without a time of capture", 10_000, null, 0, null],
  ])("%s", (_name, hubNowMs, capturedAtMs, sinceFrameMs, ageMs) => {
    expect(measureFrameAge({ hubNowMs, capturedAtMs, sinceFrameMs })).toBe(ageMs);
  });
});
