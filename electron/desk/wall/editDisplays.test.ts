import { describe, expect, test } from "vitest";
import type { Display } from "../../../contract/wall.ts";
import {
  assignTiles,
  changeLayout,
  chooseDisplayNumber,
  clearTiles,
  createDisplay,
  fillTiles,
  showOnly,
  swapTiles,
} from "./editDisplays.ts";

function display(layout: Display["layout"], ...tiles: (string | null)[]): Display {
  return {
    ...changeLayout(createDisplay(1), layout),
    tiles: changeLayout({ ...createDisplay(1), tiles }, layout).tiles,
  };
}

describe("a display", () => {
  test("keeps cameras in their tiles in a larger layout", () => {
    const grown = changeLayout(display("2x2", "a", null, "c", "d"), "3x3");
    expect(grown.tiles).toEqual(["a", null, "c", "d", null, null, null, null, null]);
  });

  test("moves cameras that lose their tile into empty ones, and drops the rest", () => {
    const shrunk = changeLayout(display("3x3", "a", null, "c", null, "e", "f", "g"), "2x2");
    expect(shrunk.tiles).toEqual(["a", "e", "c", "f"]);
  });

  test("takes assignments to its tiles and refuses others", () => {
    expect(assignTiles(display("2x2", "a"), [{ tile: 4, cameraId: "d" }])?.tiles).toEqual(["a", null, null, "d"]);
    expect(assignTiles(display("2x2"), [{ tile: 5, cameraId: "e" }])).toBeNull();
  });

  test("is filled in order without showing a camera twice, growing where it must", () => {
    expect(fillTiles(display("2x2", null, "b"), ["a", "b", "c"]).tiles).toEqual(["a", "b", "c", null]);
    const grown = fillTiles(display("2x2", "a", "b", "c", "d"), ["e"]);
    expect([grown.layout, grown.tiles.slice(0, 5)]).toEqual(["1+5", ["a", "b", "c", "d", "e"]]);
  });

  test("shows only what was asked, leaving in place what it shows already", () => {
    const shown = showOnly(display("2x2", "x", "b", "y", null), ["a", "b", "c"]);
    expect([shown.layout, shown.tiles]).toEqual(["2x2", ["a", "b", "c", null]]);
    expect(
      showOnly(
        display("1x1"),
        Array.from({ length: 13 }, (_, n) => `c${n}`),
      ).layout,
    ).toBe("1+12");
  });

  test("swaps, clears and is numbered", () => {
    expect(swapTiles(display("2x2", "a", "b"), 1, 2)?.tiles).toEqual(["b", "a", null, null]);
    expect(swapTiles(display("2x2", "a"), 1, 9)).toBeNull();
    expect(clearTiles(display("1x1", "a")).tiles).toEqual([null]);
    expect(chooseDisplayNumber([createDisplay(1), createDisplay(3)])).toBe(2);
    expect(chooseDisplayNumber(Array.from({ length: 16 }, (_, n) => createDisplay(n + 1)))).toBeNull();
  });
});
