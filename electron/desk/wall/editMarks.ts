import { chooseLayout } from "../../../contract/layouts.ts";
import type { SequenceAct } from "../../../contract/tileCalls.ts";
import type { Display, Sequence } from "../../../contract/wall.ts";
import { changeLayout, startSequence } from "./editDisplays.ts";
import { EMPTY_SLOT, holdCamera, isFree, placeInFree, readSlots, type Slot, writeSlots } from "./slots.ts";

/** Pins, sequences and the hotspot of one display, as values. Null: the display has no such tile, or not that in it. */

function changeSlot(display: Display, tile: number, change: (slot: Slot) => Slot | null): Display | null {
  const slots = readSlots(display);
  const before = slots[tile - 1];
  const after = before === undefined ? null : change(before);
  if (after === null) return null;
  slots[tile - 1] = after;
  return writeSlots(display, display.layout, slots);
}

export function pinTiles(display: Display, tiles: readonly number[], isPinned: boolean): Display | null {
  if (tiles.some((tile) => tile > display.tiles.length)) return null;
  const slots = readSlots(display).map((slot, at) => (tiles.includes(at + 1) ? { ...slot, isPinned } : slot));
  return writeSlots(display, display.layout, slots);
}

/** A pin stays: what gives way last there is now the sequence. */
export function setSequence(
  display: Display,
  tile: number,
  cameraIds: readonly string[],
  dwellMs: number,
): Display | null {
  return changeSlot(display, tile, ({ isPinned }) => ({ ...startSequence(cameraIds, dwellMs), isPinned }));
}

/** The hotspot moves to a tile, or away. The camera a tile held goes; where the hotspot was is empty. */
export function setHotspot(display: Display, tile: number | null): Display | null {
  if (tile !== null && tile > display.tiles.length) return null;
  const slots = readSlots(display).map((slot, at): Slot => {
    if (at + 1 === tile) return slot.isHotspot ? slot : { ...EMPTY_SLOT, isHotspot: true };
    return slot.isHotspot ? EMPTY_SLOT : slot;
  });
  return writeSlots(display, display.layout, slots);
}

/** The hotspot shows another camera; null where there is none, or it shows that one already. */
export function followCamera(display: Display, cameraId: string): Display | null {
  const { hotspot, tiles } = display;
  if (hotspot === null || tiles[hotspot - 1] === cameraId) return null;
  return changeSlot(display, hotspot, (slot) => ({ ...slot, cameraId }));
}

/** The camera whose turn is next, or was before. */
export function chooseMember({ cameraIds, position }: Omit<Sequence, "tile">, by: 1 | -1): number {
  return (position + by + cameraIds.length) % cameraIds.length;
}

function turn(sequence: Omit<Sequence, "tile">, by: 1 | -1): Slot {
  const position = chooseMember(sequence, by);
  return {
    ...holdCamera(sequence.cameraIds[position] ?? null),
    sequence: { ...sequence, position, next: null },
  };
}

/** The sequence in a tile, turned or stopped by an operator or by its time. */
export function steerSequence(display: Display, tile: number, act: SequenceAct): Display | null {
  return changeSlot(display, tile, ({ sequence, isPinned }) => {
    if (sequence === null) return null;
    if (act === "forward" || act === "back") return { ...turn(sequence, act === "forward" ? 1 : -1), isPinned };
    const isPaused = act === "pause";
    const cameraId = sequence.cameraIds[sequence.position] ?? null;
    // Nothing is connected behind a picture that stays.
    return { ...holdCamera(cameraId), isPinned, sequence: { ...sequence, isPaused, next: null } };
  });
}

/** Announces the camera whose turn comes, so that windows connect it behind the one they show. */
export function announceNext(display: Display, tile: number): Display | null {
  return changeSlot(display, tile, (slot) => {
    if (slot.sequence === null) return null;
    const next = slot.sequence.cameraIds[chooseMember(slot.sequence, 1)] ?? null;
    return { ...slot, sequence: { ...slot.sequence, next } };
  });
}

/** Whether a display shows a camera in no tile but those of sequences. */
export function isOnlyTurning({ tiles, sequences }: Display, cameraId: string): boolean {
  const turning = new Set(sequences.map(({ tile }) => tile));
  const isPlain = tiles.some((shown, at) => shown === cameraId && !turning.has(at + 1));
  return !isPlain && sequences.some(({ cameraIds }) => cameraIds.includes(cameraId));
}

/** Each camera of the sequence in a tile of its own: the first in the sequence's, the others in free ones. */
export function unpackSequence(display: Display, tile: number): Display | null {
  const slots = readSlots(display);
  const packed = slots[tile - 1];
  if (packed?.sequence == null) return null;
  const members = [...new Set(packed.sequence.cameraIds)];
  slots[tile - 1] = { ...holdCamera(members[0] ?? null), isPinned: packed.isPinned };
  const rest = members.slice(1).map(holdCamera);
  const needed = slots.filter((slot) => !isFree(slot)).length + rest.length;
  const single = writeSlots(display, display.layout, slots);
  const roomy = needed <= slots.length ? single : changeLayout(single, chooseLayout(needed));
  return writeSlots(roomy, roomy.layout, placeInFree(readSlots(roomy), rest));
}

/** A tile's content leaves one display for a free tile of another. A second hotspot there is just its camera. */
export function moveTile(from: Display, tile: number, to: Display): readonly [Display, Display] | null {
  const moved = readSlots(from)[tile - 1];
  if (moved === undefined || isFree(moved) || from.display === to.display) return null;
  const left = changeSlot(from, tile, () => EMPTY_SLOT);
  const taken = readSlots(to).filter((slot) => !isFree(slot)).length;
  const roomy = taken < to.tiles.length ? to : changeLayout(to, chooseLayout(taken + 1));
  const content = moved.isHotspot && to.hotspot !== null ? holdCamera(moved.cameraId) : moved;
  if (left === null || isFree(content)) return null;
  return [left, writeSlots(roomy, roomy.layout, placeInFree(readSlots(roomy), [content]))];
}
