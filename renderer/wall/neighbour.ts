import type { Layout, TilePlace } from "../../contract/layouts.ts";

export const DIRECTIONS = ["left", "right", "up", "down"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How far `to` lies from `from` along the direction, in cells; 0 or less when it does not lie there. */
function measureAhead(from: TilePlace, to: TilePlace, direction: Direction): number {
  if (direction === "left") return from.column - (to.column + to.columns) + 1;
  if (direction === "right") return to.column - (from.column + from.columns) + 1;
  if (direction === "up") return from.row - (to.row + to.rows) + 1;
  return to.row - (from.row + from.rows) + 1;
}

/** How far the centres of two places lie apart across the direction, in cells. */
function measureAside(from: TilePlace, to: TilePlace, direction: Direction): number {
  const isAcross = direction === "left" || direction === "right";
  const centre = (place: TilePlace) => (isAcross ? place.row + place.rows / 2 : place.column + place.columns / 2);
  return Math.abs(centre(from) - centre(to));
}

/** The tile an arrow key leads to: the nearest one straight ahead, the best aligned among equals; itself at an edge. */
export function findNeighbour(layout: Layout, tile: number, direction: Direction): number {
  const from = layout.places[tile - 1];
  if (from === undefined) return 1;
  let best = { tile, ahead: Number.POSITIVE_INFINITY, aside: Number.POSITIVE_INFINITY };
  layout.places.forEach((to, index) => {
    const ahead = measureAhead(from, to, direction);
    const aside = measureAside(from, to, direction);
    if (ahead <= 0) return;
    if (ahead < best.ahead || (ahead === best.ahead && aside < best.aside)) best = { tile: index + 1, ahead, aside };
  });
  return best.tile;
}
