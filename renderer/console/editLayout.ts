import { type FreeLayout, type Layout, listCells, type TilePlace } from "../../contract/layouts.ts";

/** Changes of a layout that is being drawn, as values; each comes back with tiles numbered row by row. */

/** A plain grid, keeping the merged tiles of another layout that still lie inside. */
export function resizeGrid(columns: number, rows: number, before?: Layout): FreeLayout {
  const fits = (place: TilePlace) => place.column + place.columns <= columns && place.row + place.rows <= rows;
  return coverGrid(columns, rows, (before?.places ?? []).filter(fits));
}

/** The smallest rectangle around two tiles that cuts through none. Tiles count from 1. */
export function spanTiles(layout: Layout, from: number, to: number): TilePlace {
  let area = joinAll([layout.places[from - 1], layout.places[to - 1]]);
  for (;;) {
    const grown = joinAll([area, ...layout.places.filter((place) => overlaps(place, area))]);
    if (grown.columns === area.columns && grown.rows === area.rows) return area;
    area = grown;
  }
}

/** One tile instead of all that lie in the area, which is of {@link spanTiles}. */
export function mergeTiles(layout: Layout, area: TilePlace): FreeLayout {
  const others = layout.places.filter((place) => !overlaps(place, area));
  return coverGrid(layout.columns, layout.rows, [...others, area]);
}

/** Single cells instead of all tiles that lie in the area. */
export function splitTiles(layout: Layout, area: TilePlace): FreeLayout {
  const others = layout.places.filter((place) => !overlaps(place, area));
  return coverGrid(layout.columns, layout.rows, others);
}

/** Number of the tile that holds the area's first cell. */
export function findTile(layout: Layout, area: TilePlace): number {
  return layout.places.findIndex((place) => overlaps(place, { ...area, columns: 1, rows: 1 })) + 1;
}

export function overlaps(a: TilePlace, b: TilePlace): boolean {
  const isBeside = a.column >= b.column + b.columns || b.column >= a.column + a.columns;
  const isBelow = a.row >= b.row + b.rows || b.row >= a.row + a.rows;
  return !isBeside && !isBelow;
}

function joinAll(places: readonly (TilePlace | undefined)[]): TilePlace {
  const known = places.filter((place) => place !== undefined);
  const column = Math.min(...known.map((place) => place.column));
  const row = Math.min(...known.map((place) => place.row));
  const right = Math.max(...known.map((place) => place.column + place.columns));
  const foot = Math.max(...known.map((place) => place.row + place.rows));
  return { column, row, columns: right - column, rows: foot - row };
}

function coverGrid(columns: number, rows: number, kept: readonly TilePlace[]): FreeLayout {
  const covered = new Set(kept.flatMap((place) => listCells(place, columns)));
  const places = [...kept];
  for (let cell = 0; cell < columns * rows; cell++) {
    if (!covered.has(cell))
      places.push({ column: cell % columns, row: Math.floor(cell / columns), columns: 1, rows: 1 });
  }
  places.sort((a, b) => a.row - b.row || a.column - b.column);
  return { columns, rows, places };
}
