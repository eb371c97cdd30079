import type { LayoutChoice } from "../../../contract/layouts.ts";
import type { Display, Sequence } from "../../../contract/wall.ts";

/** One tile with everything that belongs to it, so that whatever moves it moves all of it. */
export interface Slot {
  readonly cameraId: string | null;
  readonly isPinned: boolean;
  readonly sequence: Omit<Sequence, "tile"> | null;
  readonly isHotspot: boolean;
}

export const EMPTY_SLOT: Slot = { cameraId: null, isPinned: false, sequence: null, isHotspot: false };

/** A slot that just holds a camera. */
export function holdCamera(cameraId: string | null): Slot {
  return { ...EMPTY_SLOT, cameraId };
}

/** A hotspot is in use even while nothing is selected. */
export function isFree({ cameraId, isHotspot }: Slot): boolean {
  return cameraId === null && !isHotspot;
}

export function readSlots({ tiles, pinned, sequences, hotspot }: Display): Slot[] {
  const turning = new Map(sequences.map(({ tile, ...sequence }) => [tile, sequence]));
  return tiles.map((cameraId, index) => {
    const tile = index + 1;
    return {
      cameraId,
      isPinned: pinned.includes(tile),
      sequence: turning.get(tile) ?? null,
      isHotspot: hotspot === tile,
    };
  });
}

/** The display with these slots as its tiles. A pin on nothing is no pin. */
export function writeSlots(display: Display, layout: LayoutChoice, slots: readonly Slot[]): Display {
  const numbered = slots.map((slot, index) => ({ tile: index + 1, ...slot }));
  return {
    ...display,
    layout,
    tiles: slots.map(({ cameraId }) => cameraId),
    pinned: numbered.filter((slot) => slot.isPinned && !isFree(slot)).map(({ tile }) => tile),
    sequences: numbered.flatMap(({ tile, sequence }) => (sequence === null ? [] : [{ tile, ...sequence }])),
    hotspot: numbered.find(({ isHotspot }) => isHotspot)?.tile ?? null,
  };
}

/** These slots into the free ones, in order; those for which none is left go. */
export function placeInFree(slots: readonly Slot[], more: readonly Slot[]): Slot[] {
  const queue = [...more];
  return slots.map((slot) => (isFree(slot) ? (queue.shift() ?? slot) : slot));
}
