import { findLayout } from "../../contract/layouts.ts";
import type { Display } from "../../contract/wall.ts";
import type { TileBehind } from "./keyTiles.ts";

/** The cameras of the tiles that the layout has room for; those beyond it are kept by the desk, but not watched. */
export function listShownTiles({ layout, tiles }: Display): readonly (string | null)[] {
  return tiles.slice(0, findLayout(layout).places.length);
}

/** The cameras whose turn comes next in a sequence: connected, and not yet shown. */
export function listTilesBehind({ layout, sequences }: Display): readonly TileBehind[] {
  const count = findLayout(layout).places.length;
  return sequences.flatMap(({ tile, next }) => (next === null || tile > count ? [] : [{ tile, cameraId: next }]));
}
