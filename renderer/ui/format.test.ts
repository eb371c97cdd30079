import { describe, expect, it } from "vitest";
import {
  formatCount,
  formatCountdown,
  formatDelay,
  formatDistance,
  formatLayout,
  formatRate,
  formatSince,
} from "./format.ts";

describe("formatting", () => {
  it.each([
    [0, "00:00"],
    [-5_000, "00:00"],
    [702_000, "11:42"],
    [3_599_999, "59:59"],
    [43_184_000, "11:59:44"],
  ])("writes a countdown of %i ms as %s", (durationMs, words) => {
    expect(formatCountdown(durationMs)).toBe(words);
  });

  it.each([
    [59_999, "now"],
    [540_000, "9 min"],
    [3_600_000, "1 h"],
    [4_320_000, "1 h 12"],
    [180_000_000, "2 d"],
  ])("says how long ago %i ms is as %s", (durationMs, words) => {
    expect(formatSince(durationMs)).toBe(words);
  });

  it("gives each number its unit", () => {
    expect(formatDistance(119.6)).toBe("120 m");
    expect(formatDistance(1_250)).toBe("1.3 km");
    expect(formatRate(9_400_000)).toBe("9.4 Mb/s");
    expect(formatDelay(180)).toBe("0.18 s");
  });

  it("keeps thousands apart and writes grids with a times sign", () => {
    expect(formatCount(48_201)).toBe(new Intl.NumberFormat().format(48_201));
    expect(formatCount(201)).toBe("201");
    expect(formatLayout("3x3")).toBe("3×3");
    expect(formatLayout("1+12")).toBe("1+12");
  });
});
