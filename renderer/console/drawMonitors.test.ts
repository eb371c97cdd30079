import { expect, it } from "vitest";
import type { ScreenInfo } from "../../contract/screens.ts";
import { drawMonitors } from "./drawMonitors.ts";

const screen = (screenId: string, leftPx: number, topPx: number, widthPx: number, heightPx: number): ScreenInfo => ({
  screenId,
  label: screenId,
  leftPx,
  topPx,
  widthPx,
  heightPx,
  scale: 1,
  isPrimary: false,
  isInternal: false,
});

it("draws monitors to scale and where they stand, left of the primary one and turned ones, too", () => {
  const { boxes, ratio } = drawMonitors([screen("a", 0, 0, 2000, 1000), screen("b", -1000, -1000, 1000, 2000)]);
  expect(ratio).toBeCloseTo(1.5);
  expect(boxes.map(({ left, top, width, height }) => [left, top, width, height].map(Math.round))).toEqual([
    [33, 50, 67, 50],
    [0, 0, 33, 100],
  ]);
});

it("draws nothing without a monitor", () => {
  expect(drawMonitors([])).toEqual({ boxes: [], ratio: 1 });
});
