import { describe, expect, it } from "vitest";
import type { Display, Wall } from "../../contract/wall.ts";
import { chooseTile } from "./actions.ts";
import { applyWallPatch } from "./applyWallPatch.ts";

function createDisplay(display: number, tiles: Display["tiles"] = []): Display {
  return {
    display,
    layout: "2x2",
    tiles,
    purpose: null,
    purposeSetAtMs: null,
    hasWindow: false,
    sequences: [],
    pinned: [],
    hotspot: null,
  };
}

const wall: Wall = {
  revision: 7,
  stationName: "Station 3",
  displays: [createDisplay(1), createDisplay(3)],
  canUndo: false,
};

describe("wall patches", () => {
  it("replace whole displays, add new ones in order and take others away", () => {
    const changed = [createDisplay(2), createDisplay(1, ["cam-1"])];
    const next = applyWallPatch(wall, { revision: 8, canUndo: true, changed, removed: [3] });
    expect(next?.displays.map(({ display }) => display)).toEqual([1, 2]);
    expect(next?.displays[0]?.tiles).toEqual(["cam-1"]);
    expect(next?.canUndo).toBe(true);
  });

  it("ask for a snapshot when a number was missed", () => {
    expect(applyWallPatch(wall, { revision: 9, canUndo: true, changed: [], removed: [] })).toBeNull();
  });

  it("change nothing when they are older than what is known", () => {
    expect(applyWallPatch(wall, { revision: 7, canUndo: true, changed: [], removed: [1] })).toBe(wall);
  });
});

describe("the tile for one more camera", () => {
  it("is the selected one when empty, else the next empty one, else the selected one", () => {
    expect(chooseTile(createDisplay(1, [null, "b"]), 1)).toBe(1);
    expect(chooseTile(createDisplay(1, ["a", "b", null]), 1)).toBe(3);
    expect(chooseTile(createDisplay(1, ["a", "b", "c", "d"]), 2)).toBe(2);
  });

  it("is never one the layout does not show", () => {
    expect(chooseTile(createDisplay(1, ["a", "b", "c", "d", null]), 4)).toBe(4);
  });
});
