import { describe, expect, it } from "vitest";
import { chooseScreen, type Placing, planPlaces } from "./placeDisplays.ts";
import { describeScreens, findScreenAt, type ScreenFacts } from "./screens.ts";

const desk: ScreenFacts = {
  label: "DELL U2720Q",
  leftPx: 0,
  topPx: 0,
  widthPx: 1920,
  heightPx: 1080,
  scale: 1,
  isPrimary: true,
  isInternal: false,
  platformId: "1",
};
const wall: ScreenFacts = {
  ...desk,
  label: "",
  leftPx: 1920,
  widthPx: 2560,
  heightPx: 1440,
  isPrimary: false,
  platformId: "2",
};
const screens = describeScreens([desk, wall]);
const [deskId = "", wallId = ""] = screens.map((screen) => screen.screenId);
const whole = (display: number, screenId: string | null): Placing => ({ display, screenId, isWhole: true });
const part = (display: number, screenId: string): Placing => ({ display, screenId, isWhole: false });

describe("screens", () => {
  it("keep their id in another order, and have different ids", () => {
    expect(describeScreens([wall, desk]).map((screen) => screen.screenId)).toEqual([wallId, deskId]);
    expect(deskId).not.toBe(wallId);
  });

  it("without a label of their own are called by their place in the list", () => {
    expect(screens.map((screen) => screen.label)).toEqual(["DELL U2720Q", "Screen 2"]);
  });

  it("are found by a point on them, the far edge belonging to the next", () => {
    expect(findScreenAt(screens, { leftPx: 1919, topPx: 0 })?.screenId).toBe(deskId);
    expect(findScreenAt(screens, { leftPx: 1920, topPx: 0 })?.screenId).toBe(wallId);
    expect(findScreenAt(screens, { leftPx: -1, topPx: 0 })).toBeUndefined();
  });
});

describe("places", () => {
  it("fill the screen", () => {
    expect(planPlaces([whole(2, wallId)], screens, deskId).get(2)).toEqual({
      screenId: wallId,
      bounds: { leftPx: 1920, topPx: 0, widthPx: 2560, heightPx: 1440 },
      isFullScreen: true,
    });
  });

  it("never put one wall on another: of two that claim a screen the second waits", () => {
    const places = planPlaces([whole(3, wallId), whole(2, wallId)], screens, deskId);
    expect(places.get(2)).toMatchObject({ screenId: wallId });
    expect(places.get(3)).toBeNull();
  });

  it("leave the console's screen to the console: four quarters, and no fifth", () => {
    const places = planPlaces(
      [2, 3, 4, 5, 6].map((display) => whole(display, deskId)),
      screens,
      deskId,
    );
    const shown = [...places.values()].flatMap((place) => (place === null ? [] : [place.bounds]));
    expect(shown.map(({ leftPx, topPx }) => [leftPx, topPx])).toEqual([
      [960, 540],
      [0, 540],
      [960, 0],
      [0, 0],
    ]);
    expect(shown.every(({ widthPx, heightPx }) => widthPx === 960 && heightPx === 540)).toBe(true);
    expect(places.get(6)).toBeNull();
  });

  it("are none without their screen", () => {
    expect(planPlaces([whole(2, null), whole(3, "gone")], screens, null)).toEqual(
      new Map([
        [2, null],
        [3, null],
      ]),
    );
  });
});

describe("a display without a screen", () => {
  it.each<[string, Placing[], string | null, ReturnType<typeof chooseScreen>]>([
    ["takes the first that is free of console and displays", [], deskId, { screenId: wallId, isWhole: true }],
    ["takes the primary one where there is no console", [], null, { screenId: deskId, isWhole: true }],
    ["shares the console's when none is free", [whole(2, wallId)], deskId, { screenId: deskId, isWhole: false }],
    ["takes the last quarter", [2, 3, 4].map((d) => part(d, deskId)).concat(whole(5, wallId)), deskId, part(0, deskId)],
    [
      "waits when all quarters are taken",
      [2, 3, 4, 6].map((d) => part(d, deskId)).concat(whole(5, wallId)),
      deskId,
      null,
    ],
    ["waits when every screen is a whole wall", [whole(1, deskId), whole(2, wallId)], null, null],
  ])("%s", (_, others, consoleScreenId, choice) => {
    const chosen = chooseScreen(screens, others, consoleScreenId);
    if (choice === null) expect(chosen).toBeNull();
    else expect(chosen).toEqual({ screenId: choice.screenId, isWhole: choice.isWhole });
  });

  it("has none where there is none", () => {
    expect(chooseScreen([], [], null)).toBeNull();
  });
});
