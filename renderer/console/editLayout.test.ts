import { describe, expect, it } from "vitest";
import { FreeLayout, findLayout, LAYOUT_IDS } from "../../contract/layouts.ts";
import { findTile, mergeTiles, resizeGrid, spanTiles, splitTiles } from "./editLayout.ts";

describe("drawing a layout", () => {
  it("merges a rectangle of tiles into one, which then counts by its first cell", () => {
    const grid = resizeGrid(3, 3);
    const merged = mergeTiles(grid, spanTiles(grid, 1, 5));
    expect(merged.places).toHaveLength(6);
    expect(merged.places[0]).toEqual({ column: 0, row: 0, columns: 2, rows: 2 });
    expect(findTile(merged, { column: 0, row: 0, columns: 2, rows: 2 })).toBe(1);
  });

  it("cuts through no merged tile: a selection grows around it", () => {
    const grid = resizeGrid(4, 3);
    const merged = mergeTiles(grid, spanTiles(grid, 2, 7));
    expect(spanTiles(merged, 1, 2)).toEqual({ column: 0, row: 0, columns: 3, rows: 2 });
  });

  it("splits a tile into its cells again", () => {
    const grid = resizeGrid(3, 2);
    const all = spanTiles(grid, 1, 6);
    expect(splitTiles(mergeTiles(grid, all), all)).toEqual(grid);
  });

  it("keeps the merged tiles that a new size still holds", () => {
    const grid = resizeGrid(4, 4);
    const corners = mergeTiles(mergeTiles(grid, spanTiles(grid, 1, 6)), { column: 2, row: 2, columns: 2, rows: 2 });
    expect(resizeGrid(3, 3, corners).places).toHaveLength(6);
  });

  it.each(LAYOUT_IDS)("makes layouts the contract accepts, beginning with %s", (id) => {
    const { columns, rows, places } = findLayout(id);
    const copy = resizeGrid(columns, rows, findLayout(id));
    expect(copy.places).toHaveLength(places.length);
    const merged = mergeTiles(copy, spanTiles(copy, 1, places.length));
    for (const layout of [copy, merged, resizeGrid(10, 1, copy)])
      expect(FreeLayout.safeParse(layout).success).toBe(true);
  });
});
