import { chooseLayout, findLayout, type LayoutChoice } from "../../../contract/layouts.ts";
import { type Display, MAX_DISPLAYS } from "../../../contract/wall.ts";

/** Changes of one display as values: nothing here knows of the hub, windows or disk. */

const FIRST_LAYOUT: LayoutChoice = "4x4";

export function createDisplay(display: number): Display {
  return {
    display,
    layout: FIRST_LAYOUT,
    tiles: emptyTiles(FIRST_LAYOUT),
    purpose: null,
    purposeSetAtMs: null,
    hasWindow: false,
  };
}

function countTiles(layout: LayoutChoice): number {
  return findLayout(layout).places.length;
}

function emptyTiles(layout: LayoutChoice): null[] {
  return Array.from({ length: countTiles(layout) }, () => null);
}

/**
 * The display in another layout. Cameras keep their tile where the layout has it; the others move into empty tiles,
 * and those for which none is left go.
 */
export function changeLayout(display: Display, layout: LayoutChoice): Display {
  const tiles = emptyTiles(layout).map((_, at) => display.tiles[at] ?? null);
  const homeless = display.tiles.slice(tiles.length).filter((cameraId) => cameraId !== null);
  return { ...display, layout, tiles: placeInEmpty(tiles, homeless) };
}

/** Cameras into tiles, by tile number; null when a tile is not in the layout. */
export function assignTiles(
  display: Display,
  items: readonly { tile: number; cameraId: string | null }[],
): Display | null {
  const tiles = [...display.tiles];
  for (const { tile, cameraId } of items) {
    if (tile > tiles.length) return null;
    tiles[tile - 1] = cameraId;
  }
  return { ...display, tiles };
}

/** Cameras the display does not show yet into its empty tiles, in a larger layout where they do not fit. */
export function fillTiles(display: Display, cameraIds: readonly string[]): Display {
  const fresh = [...new Set(cameraIds)].filter((cameraId) => !display.tiles.includes(cameraId));
  const shown = display.tiles.filter((cameraId) => cameraId !== null).length;
  const needed = shown + fresh.length;
  const roomy = needed <= display.tiles.length ? display : changeLayout(display, chooseLayout(needed));
  return { ...roomy, tiles: placeInEmpty(roomy.tiles, fresh) };
}

/** Exactly these cameras, in the layout that holds them; those already shown keep their tile where there is one. */
export function showOnly(display: Display, cameraIds: readonly string[]): Display {
  const layout = chooseLayout(cameraIds.length);
  const wanted = new Set(cameraIds);
  const tiles = emptyTiles(layout).map((_, at) => {
    const cameraId = display.tiles[at] ?? null;
    return cameraId !== null && wanted.delete(cameraId) ? cameraId : null;
  });
  return { ...display, layout, tiles: placeInEmpty(tiles, [...wanted]) };
}

export function swapTiles(display: Display, a: number, b: number): Display | null {
  return assignTiles(display, [
    { tile: a, cameraId: display.tiles[b - 1] ?? null },
    { tile: b, cameraId: display.tiles[a - 1] ?? null },
  ]);
}

export function clearTiles(display: Display): Display {
  return { ...display, tiles: emptyTiles(display.layout) };
}

/** Lowest display number not in use; null when the station has as many as it can. */
export function chooseDisplayNumber(displays: readonly Display[]): number | null {
  const used = new Set(displays.map(({ display }) => display));
  for (let number = 1; number <= MAX_DISPLAYS; number++) if (!used.has(number)) return number;
  return null;
}

function placeInEmpty(tiles: readonly (string | null)[], cameraIds: readonly string[]): (string | null)[] {
  const queue = [...cameraIds];
  return tiles.map((cameraId) => cameraId ?? queue.shift() ?? null);
}
