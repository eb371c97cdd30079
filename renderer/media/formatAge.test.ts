import { describe, expect, it } from "vitest";
import { formatAge } from "./formatAge.ts";

describe("formatAge", () => {
  it.each([
    [0, "0.0 s"],
    [449, "0.4 s"],
    [9_999, "9.9 s"],
    [10_000, "10 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [3_599_999, "59 min"],
    [10_800_000, "3 h"],
    [172_800_000, "2 d"],
  ])("writes %d ms as %s", (ageMs, text) => {
    expect(formatAge(ageMs)).toBe(text);
  });
});
