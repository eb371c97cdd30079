import { findLayout, type TilePlace } from "../../contract/layouts.ts";
import type { Display } from "../../contract/wall.ts";
import { listShownTiles, listTilesBehind } from "../consent/displayTiles.ts";
import { keyTiles } from "../consent/keyTiles.ts";

export interface PlacedTile {
  readonly key: string;
  readonly tile: number;
  readonly cameraId: string | null;
  readonly place: TilePlace;
  /** Lies below the tile of that number until its turn comes. */
  readonly isBehind: boolean;
}

/** The tiles a layout shows, filled ones in the order of their keys so that no element moves in the document. */
export function placeTiles(display: Display): PlacedTile[] {
  const { places } = findLayout(display.layout);
  const empty = places.flatMap((place, index) => {
    const tile = index + 1;
    return (display.tiles[index] ?? null) === null
      ? [{ key: `empty#${tile}`, tile, cameraId: null, place, isBehind: false }]
      : [];
  });
  const filled = keyTiles(listShownTiles(display), listTilesBehind(display)).flatMap((keyed) => {
    const place = places[keyed.tile - 1];
    return place === undefined ? [] : [{ ...keyed, place }];
  });
  return [...filled, ...empty];
}

/** Left, top, width and height of a place as shares of the wall. */
export function measurePlace(place: TilePlace, columns: number, rows: number) {
  const share = (cells: number, of: number) => `${(cells / of) * 100}%`;
  return {
    left: share(place.column, columns),
    top: share(place.row, rows),
    width: share(place.columns, columns),
    height: share(place.rows, rows),
  };
}
