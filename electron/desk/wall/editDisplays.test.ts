import { describe, expect, test } from "vitest";
import type { Display } from "../../../contract/wall.ts";
import {
  assignTiles,
  changeLayout,
  chooseDisplayNumber,
  clearTiles,
  createDisplay,
  fillTiles,
  restoreTiles,
  showOnly,
  showView,
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

const TURNING = { cameraIds: ["b", "x"], dwellMs: 5_000, isPaused: false, position: 0, next: "x" };

/** Tile 1 `a`, tile 2 a sequence, tile 3 pinned `c`, tile 4 the hotspot showing `h`. */
function marked(layout: Display["layout"] = "2x2"): Display {
  const plain = display(layout, "a", "b", "c", "h");
  return { ...plain, sequences: [{ tile: 2, ...TURNING }], pinned: [3], hotspot: 4 };
}
const marksOf = ({ pinned, sequences, hotspot }: Display) => ({
  pinned,
  hotspot,
  sequences: sequences.map(({ tile }) => tile),
});

describe("pins, sequences and the hotspot", () => {
  test("stay in their tiles in a larger layout", () => {
    const grown = changeLayout(marked(), "4x4");
    expect(marksOf(grown)).toEqual({ pinned: [3], hotspot: 4, sequences: [2] });
    expect(grown.sequences).toEqual([{ tile: 2, ...TURNING }]);
  });

  test("move with what they mark into the free tiles of a smaller one", () => {
    const wide = swapTiles({ ...changeLayout(marked(), "3x3") }, 2, 9);
    const shrunk = changeLayout(wide ?? marked(), "2x2");
    expect(shrunk.tiles).toEqual(["a", "b", "c", "h"]);
    expect(marksOf(shrunk)).toEqual({ pinned: [3], hotspot: 4, sequences: [2] });
  });

  test.each([
    ["2x2", ["c"], "1x1"],
    ["3x3", ["c"], "1x1"],
  ] as const)("a pinned tile of %s is the last to go", (layout, tiles, smaller) => {
    const shrunk = changeLayout(marked(layout), smaller);
    expect([shrunk.tiles, marksOf(shrunk)]).toEqual([tiles, { pinned: [1], hotspot: null, sequences: [] }]);
  });

  test("change places with a swap, and a swap back changes nothing", () => {
    const swapped = swapTiles(swapTiles(marked(), 2, 3) ?? marked(), 1, 4) ?? marked();
    expect(swapped.tiles).toEqual(["h", "c", "b", "a"]);
    expect(marksOf(swapped)).toEqual({ pinned: [2], hotspot: 1, sequences: [3] });
    expect(swapTiles(swapTiles(swapped, 1, 4) ?? swapped, 2, 3)).toEqual(marked());
  });

  test.each([
    [1, { pinned: [3], hotspot: 4, sequences: [2] }],
    [2, { pinned: [3], hotspot: 4, sequences: [] }],
    [3, { pinned: [], hotspot: 4, sequences: [2] }],
    [4, { pinned: [3], hotspot: null, sequences: [2] }],
  ])("end in tile %i when another camera takes it, or nothing", (tile, left) => {
    const taken = assignTiles(marked(), [{ tile, cameraId: "n" }]);
    expect([taken?.tiles[tile - 1], taken && marksOf(taken)]).toEqual(["n", left]);
    const emptied = assignTiles(marked(), [{ tile, cameraId: null }]);
    expect([emptied?.tiles[tile - 1], emptied && marksOf(emptied)]).toEqual([null, left]);
  });

  test("a pin stays when its own camera is put into its tile", () => {
    expect(assignTiles(marked(), [{ tile: 3, cameraId: "c" }])).toEqual(marked());
  });

  test("a hotspot is not filled, and what it happens to show is not taken for shown", () => {
    const filled = fillTiles({ ...marked("3x3"), tiles: ["a", null, null, "h", null, null, null, null, null] }, ["h"]);
    expect(filled.tiles.slice(0, 4)).toEqual(["a", "h", null, "h"]);
    const waiting = fillTiles({ ...display("2x2", "a", "b", "c"), hotspot: 4 }, ["n"]);
    expect([waiting.layout, waiting.hotspot, waiting.tiles[4]]).toEqual(["1+5", 4, "n"]);
  });

  test("go when the display is cleared, and come back with an undo that connects nothing by itself", () => {
    const cleared = clearTiles(marked());
    expect(marksOf(cleared)).toEqual({ pinned: [], hotspot: null, sequences: [] });
    const back = restoreTiles({ ...cleared, purpose: { code: "public-space-monitoring" } }, marked());
    expect(back).toMatchObject({ purpose: { code: "public-space-monitoring" }, pinned: [3], hotspot: 4 });
    expect(back.sequences).toEqual([{ tile: 2, ...TURNING, next: null }]);
  });

  test("showing only some cameras keeps their pins and ends the rest", () => {
    const shown = showOnly(marked(), ["c", "n", "b"]);
    expect([shown.tiles, marksOf(shown)]).toEqual([
      ["n", "b", "c", null],
      { pinned: [3], hotspot: null, sequences: [] },
    ]);
  });

  test("a view brings its own sequences and hotspot, and leaves pins to cameras that stay", () => {
    const about = { id: "v", name: "V", isShared: false, revision: 1, ownerLabel: "A", isOwn: true, changedAtMs: 1 };
    const sequences = [{ tile: 1, cameraIds: ["s", "t"], dwellMs: 3_000 }];
    const view = { ...about, layout: "2x2" as const, tiles: ["s", "c", null, null], sequences, hotspot: 3 };
    const shown = showView(marked(), view);
    expect(shown.tiles).toEqual(["s", "c", null, null]);
    expect(marksOf(shown)).toEqual({ pinned: [2], hotspot: 3, sequences: [1] });
    expect(shown.sequences[0]).toMatchObject({ position: 0, isPaused: false, next: null });
  });
});
