/** A tile that holds a camera. */
export interface FilledTile {
  /**
   * Camera and occurrence (`cameraId#0` for the first tile with it). What is drawn for a tile has to be keyed by this
   * and stay in the order of {@link keyTiles}, so that a camera that moves keeps its element, its player and its claim.
   */
  readonly key: string;
  readonly tile: number;
  readonly cameraId: string;
}

/**
 * The filled tiles of a display, `tiles[N - 1]` being tile N, sorted by key: an order that a change of layout or a
 * swap does not change, so that no element is moved in the document.
 */
export function keyTiles(tiles: readonly (string | null)[]): FilledTile[] {
  const seen = new Map<string, number>();
  const filled: FilledTile[] = [];
  tiles.forEach((cameraId, index) => {
    if (cameraId === null) return;
    const occurrence = seen.get(cameraId) ?? 0;
    seen.set(cameraId, occurrence + 1);
    filled.push({ key: `${cameraId}#${occurrence}`, tile: index + 1, cameraId });
  });
  return filled.sort((a, b) => (a.key < b.key ? -1 : 1));
}
