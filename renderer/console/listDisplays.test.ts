import { expect, it } from "vitest";
import type { DisplayPlace, ScreenInfo, Screens } from "../../contract/screens.ts";
import { findOccupant, findRoomBesideConsole, listDisplays, listFreeScreens } from "./listDisplays.ts";

const display = (number: number, hasWindow = false) => ({
  display: number,
  tiles: ["camera", null, null, null],
  hasWindow,
});
const screen = (screenId: string): ScreenInfo => ({
  screenId,
  label: screenId,
  leftPx: 0,
  topPx: 0,
  widthPx: 100,
  heightPx: 100,
  scale: 1,
  isPrimary: false,
  isInternal: false,
});
const place = (number: number, state: DisplayPlace["state"], screenId: string | null): DisplayPlace => ({
  display: number,
  state,
  screenId,
  isFullScreen: screenId !== null,
  home: null,
});
const screens: Screens = {
  canPlace: true,
  screens: [screen("desk"), screen("wall"), screen("spare")],
  consoleScreenId: "desk",
  places: [place(1, "closed", null), place(2, "shown", "wall"), place(3, "no-screen", null)],
};

it("says of each display where it is", () => {
  const rows = listDisplays([display(1), display(2, true), display(3, true), display(4)], screens, 1);
  expect(rows.map(({ state }) => state)).toEqual(["console", "shown", "no-screen", "closed"]);
  expect(rows[1]).toMatchObject({ cameraCount: 1, screen: { screenId: "wall" } });
});

it("goes by who opened it where no shell places windows", () => {
  const byHand = { ...screens, canPlace: false, places: [] };
  expect(listDisplays([display(1), display(2, true), display(3)], byHand, 1).map(({ state }) => state)).toEqual([
    "console",
    "by-hand",
    "closed",
  ]);
});

it("offers screens with neither console nor display", () => {
  expect(listFreeScreens(screens).map(({ screenId }) => screenId)).toEqual(["spare"]);
  expect([findOccupant(screens, "wall"), findOccupant(screens, "spare")]).toEqual([2, null]);
});

it("offers the console's own screen while four windows are not beside it", () => {
  const beside = (count: number) => Array.from({ length: count }, (_, index) => place(index + 4, "shown", "desk"));
  expect(findRoomBesideConsole({ ...screens, places: beside(3) })).toBe("desk");
  expect(findRoomBesideConsole({ ...screens, places: beside(4) })).toBeNull();
  expect(findRoomBesideConsole({ ...screens, consoleScreenId: null })).toBeNull();
});
