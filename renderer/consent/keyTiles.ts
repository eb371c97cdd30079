/** A tile that holds a camera. */
export interface FilledTile {
  /**
   * Camera and occurrence (`cameraId#0` for the first tile with it). What is drawn for a tile has to be keyed by this
   * and stay in the order of {@link keyTiles}, so that a camera that moves keeps its element, its player and its claim.
   */
  readonly key: string;
  readonly tile: number;
  readonly cameraId: string;
  /** Connected behind the camera that the tile shows, for when its turn comes. */
  readonly isBehind: boolean;
}

/** A camera connected behind the one its tile shows. */
export type TileBehind = Pick<FilledTile, "tile" | "cameraId">;

/**
 * The filled tiles of a display, `tiles[N - 1]` being tile N, and what is connected behind some of them, sorted by key:
 * an order that a change of layout, a swap or a turn does not change, so that no element is moved in the document.
 */
export function keyTiles(tiles: readonly (string | null)[], behind: readonly TileBehind[] = []): FilledTile[] {
  const seen = new Map<string, number>();
  const filled: FilledTile[] = [];
  const add = (tile: number, cameraId: string, isBehind: boolean) => {
    const occurrence = seen.get(cameraId) ?? 0;
    seen.set(cameraId, occurrence + 1);
    filled.push({ key: `${cameraId}#${occurrence}`, tile, cameraId, isBehind });
  };
  tiles.forEach((cameraId, index) => {
    if (cameraId !== null) add(index + 1, cameraId, false);
  });
  for (const { tile, cameraId } of behind) add(tile, cameraId, true);
  return filled.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The key of the camera a tile shows; null where it is empty. */
export function findShownKey(tiles: readonly (string | null)[], tile: number): string | null {
  return keyTiles(tiles).find((filled) => filled.tile === tile)?.key ?? null;
}
