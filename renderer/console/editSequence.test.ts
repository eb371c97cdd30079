import { describe, expect, it } from "vitest";
import { moveMember, readDwellMs } from "./editSequence.ts";

describe("members of a sequence", () => {
  it.each([
    [0, 1, "bac"],
    [2, -1, "acb"],
    [0, -1, "abc"],
    [2, 1, "abc"],
  ] as const)("moved from place %i by %i", (index, by, order) => {
    expect(moveMember(["a", "b", "c"], index, by).join("")).toBe(order);
  });
});

describe("seconds as they are typed", () => {
  it.each([
    ["3", 3_000],
    [" 12,5 ", 12_500],
    ["3600", 3_600_000],
    ["2.9", null],
    ["3601", null],
    ["", null],
    ["ten", null],
    ["1e3", null],
    ["-5", null],
  ])("%j", (seconds, dwellMs) => {
    expect(readDwellMs(seconds, 3_000, 3_600_000)).toBe(dwellMs);
  });
});
