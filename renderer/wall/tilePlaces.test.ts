import { describe, expect, it } from "vitest";
import type { Display } from "../../contract/wall.ts";
import { measurePlace, placeTiles } from "./tilePlaces.ts";

function createDisplay(layout: Display["layout"], tiles: Display["tiles"]): Display {
  return {
    display: 1,
    layout,
    tiles,
    purpose: null,
    purposeSetAtMs: null,
    hasWindow: true,
    sequences: [],
    pinned: [],
    hotspot: null,
  };
}

describe("tiles in their places", () => {
  it("keep key and order of every camera when two are swapped and the layout grows", () => {
    const before = placeTiles(createDisplay("2x2", ["b", "a", "c", null]));
    const after = placeTiles(createDisplay("3x3", ["a", "b", "c"]));
    const keysOf = (placed: typeof before) => placed.flatMap(({ key, cameraId }) => (cameraId === null ? [] : [key]));
    expect(keysOf(after)).toEqual(keysOf(before));
    expect(after.find(({ cameraId }) => cameraId === "a")?.tile).toBe(1);
  });

  it("show as many tiles as the layout has, whatever the desk keeps beyond", () => {
    expect(placeTiles(createDisplay("1x1", ["a", "b", "c"]))).toHaveLength(1);
    expect(placeTiles(createDisplay("6x6", []))).toHaveLength(36);
  });

  it("measure a place in shares of the wall", () => {
    expect(measurePlace({ column: 1, row: 0, columns: 1, rows: 2 }, 4, 4)).toEqual({
      left: "25%",
      top: "0%",
      width: "25%",
      height: "50%",
    });
  });
});
