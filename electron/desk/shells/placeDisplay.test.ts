import { describe, expect, it } from "vitest";
import { describeScreens, findScreenAt, planDisplay, type ScreenFacts } from "./placeDisplay.ts";

const desk: ScreenFacts = {
  label: "DELL U2720Q",
  leftPx: 0,
  topPx: 0,
  widthPx: 1920,
  heightPx: 1080,
  scale: 1,
  isPrimary: true,
};
const wall: ScreenFacts = { ...desk, label: "", leftPx: 1920, widthPx: 2560, heightPx: 1440, isPrimary: false };
const screens = describeScreens([desk, wall]);
const [deskId = "", wallId = ""] = screens.map((screen) => screen.screenId);

describe("screens", () => {
  it("keep their id in another order, and have different ids", () => {
    expect(describeScreens([wall, desk]).map((screen) => screen.screenId)).toEqual([wallId, deskId]);
    expect(deskId).not.toBe(wallId);
  });

  it("without a label of their own are called by their place in the list", () => {
    expect(screens.map((screen) => screen.label)).toEqual(["DELL U2720Q", "Screen 2"]);
  });

  it("are found by a point on them, the far edge belonging to the next", () => {
    expect(findScreenAt(screens, 1919, 0)?.screenId).toBe(deskId);
    expect(findScreenAt(screens, 1920, 0)?.screenId).toBe(wallId);
    expect(findScreenAt(screens, -1, 0)).toBeUndefined();
  });
});

describe("a display window", () => {
  const whole = { leftPx: 1920, topPx: 0, widthPx: 2560, heightPx: 1440 };
  const part = { leftPx: 768, topPx: 432, widthPx: 1152, heightPx: 648 };

  it.each([
    ["goes to the first free screen", [deskId], undefined, { screenId: wallId, bounds: whole, isFullScreen: true }],
    ["goes to the wished screen even if taken", [deskId, wallId], wallId, { screenId: wallId, isFullScreen: true }],
    ["goes to a free screen when the wished one is gone", [deskId], "gone", { screenId: wallId, isFullScreen: true }],
    [
      "takes a part of the primary screen when none is free",
      [deskId, wallId],
      undefined,
      { screenId: deskId, bounds: part, isFullScreen: false },
    ],
  ])("%s", (_, taken, wished, place) => {
    expect(planDisplay(screens, new Set(taken), wished)).toMatchObject(place);
  });

  it("cannot be placed without any screen", () => {
    expect(planDisplay([], new Set(), undefined)).toBeNull();
  });
});
