import { chooseLayout, findLayout, type LayoutChoice } from "../../../contract/layouts.ts";
import type { View } from "../../../contract/views.ts";
import { type Display, MAX_DISPLAYS } from "../../../contract/wall.ts";
import { EMPTY_SLOT, holdCamera, isFree, placeInFree, readSlots, type Slot, writeSlots } from "./slots.ts";

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
    sequences: [],
    pinned: [],
    hotspot: null,
  };
}

function countTiles(layout: LayoutChoice): number {
  return findLayout(layout).places.length;
}

function emptyTiles(layout: LayoutChoice): null[] {
  return Array.from({ length: countTiles(layout) }, () => null);
}

/**
 * The display in another layout. What is in a tile keeps it where the layout has it; the rest moves into free tiles.
 * Where there are too few, the highest numbers go first, and pinned tiles last.
 */
export function changeLayout(display: Display, layout: LayoutChoice): Display {
  const count = countTiles(layout);
  const slots = chooseStaying(readSlots(display), count);
  const kept = Array.from({ length: count }, (_, at) => slots[at] ?? EMPTY_SLOT);
  const homeless = slots.slice(count).filter((slot) => !isFree(slot));
  return writeSlots(display, layout, placeInFree(kept, homeless));
}

/** The slots with as many emptied as there is no room for. */
function chooseStaying(slots: readonly Slot[], count: number): Slot[] {
  const filled = slots.map((slot, index) => ({ slot, index })).filter(({ slot }) => !isFree(slot));
  filled.sort((a, b) => Number(b.slot.isPinned) - Number(a.slot.isPinned) || a.index - b.index);
  const staying = new Set(filled.slice(0, count).map(({ index }) => index));
  return slots.map((slot, index) => (staying.has(index) ? slot : EMPTY_SLOT));
}

/** Cameras into tiles, by tile number; null when a tile is not in the layout. What was in them goes, pin and all. */
export function assignTiles(
  display: Display,
  items: readonly { tile: number; cameraId: string | null }[],
): Display | null {
  const slots = readSlots(display);
  for (const { tile, cameraId } of items) {
    const before = slots[tile - 1];
    if (before === undefined) return null;
    const isSame = cameraId !== null && before.cameraId === cameraId && before.sequence === null && !before.isHotspot;
    if (!isSame) slots[tile - 1] = holdCamera(cameraId);
  }
  return writeSlots(display, display.layout, slots);
}

/** Cameras the display does not show yet into its free tiles, in a larger layout where they do not fit. */
export function fillTiles(display: Display, cameraIds: readonly string[]): Display {
  const taken = readSlots(display).filter((slot) => !isFree(slot));
  const shown = new Set(taken.filter(({ isHotspot }) => !isHotspot).map(({ cameraId }) => cameraId));
  const fresh = [...new Set(cameraIds)].filter((cameraId) => !shown.has(cameraId));
  const needed = taken.length + fresh.length;
  const roomy = needed <= display.tiles.length ? display : changeLayout(display, chooseLayout(needed));
  return writeSlots(roomy, roomy.layout, placeInFree(readSlots(roomy), fresh.map(holdCamera)));
}

/**
 * Exactly these cameras, in the layout that holds them; those already shown keep their tile, and any pin, where there
 * is one.
 */
export function showOnly(display: Display, cameraIds: readonly string[]): Display {
  const layout = chooseLayout(cameraIds.length);
  const wanted = new Set(cameraIds);
  const before = readSlots(display);
  const kept = emptyTiles(layout).map((_, at) => {
    const slot = before[at] ?? EMPTY_SLOT;
    const isPlain = slot.sequence === null && !slot.isHotspot;
    return slot.cameraId !== null && isPlain && wanted.delete(slot.cameraId) ? slot : EMPTY_SLOT;
  });
  return writeSlots(display, layout, placeInFree(kept, [...wanted].map(holdCamera)));
}

/** A view on the display. Cameras that stay shown keep their pin; everything else is the view's. */
export function showView(
  display: Display,
  { layout, tiles, sequences, hotspot }: Pick<View, "layout" | "tiles" | "sequences" | "hotspot">,
): Display {
  const pinnedCameras = new Set(display.pinned.map((tile) => display.tiles[tile - 1]));
  const turning = new Map(sequences.map(({ tile, ...sequence }) => [tile, sequence]));
  const slots = tiles.map((cameraId, index): Slot => {
    const sequence = turning.get(index + 1);
    if (hotspot === index + 1) return { ...EMPTY_SLOT, isHotspot: true };
    if (sequence !== undefined) return startSequence(sequence.cameraIds, sequence.dwellMs);
    return { ...holdCamera(cameraId), isPinned: cameraId !== null && pinnedCameras.has(cameraId) };
  });
  return writeSlots(display, layout, slots);
}

/** A sequence at its first camera. */
export function startSequence(cameraIds: readonly string[], dwellMs: number): Slot {
  const sequence = { cameraIds: [...cameraIds], dwellMs, isPaused: false, position: 0, next: null };
  return { ...EMPTY_SLOT, cameraId: cameraIds[0] ?? null, sequence };
}

/** Two tiles change places, with all that belongs to them; null when one is not in the layout. */
export function swapTiles(display: Display, a: number, b: number): Display | null {
  const slots = readSlots(display);
  const [first, second] = [slots[a - 1], slots[b - 1]];
  if (first === undefined || second === undefined) return null;
  slots[a - 1] = second;
  slots[b - 1] = first;
  return writeSlots(display, display.layout, slots);
}

export function clearTiles(display: Display): Display {
  return writeSlots(display, display.layout, emptyTiles(display.layout).map(holdCamera));
}

/** What an undo brings back: what is shown where. Purpose and window are acts of their own. */
export function restoreTiles(display: Display, { layout, tiles, sequences, pinned, hotspot }: Display): Display {
  return { ...display, layout, tiles, pinned, hotspot, sequences: sequences.map(stopConnecting) };
}

/** A sequence as it is found again: what was connecting behind it may be long gone. */
export function stopConnecting(sequence: Display["sequences"][number]): Display["sequences"][number] {
  return { ...sequence, next: null };
}

/** The display before a sign-in: that it is there, and nothing of what was on it or why. */
export function hideContent({ display, hasWindow }: Display): Display {
  return { ...createDisplay(display), hasWindow };
}

/** Lowest display number not in use; null when the station has as many as it can. */
export function chooseDisplayNumber(displays: readonly Display[]): number | null {
  const used = new Set(displays.map(({ display }) => display));
  for (let number = 1; number <= MAX_DISPLAYS; number++) if (!used.has(number)) return number;
  return null;
}
