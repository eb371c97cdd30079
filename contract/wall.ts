import { z } from "zod";
import { LayoutChoice } from "./layouts.ts";
import { AtMs, Id, Label } from "./primitives.ts";
import { Purpose } from "./viewings.ts";

/** Most tiles of one display, and most displays of one station. Our choice: the largest layout planned is 10×10. */
export const MAX_TILES = 100;
export const MAX_DISPLAYS = 16;

/** Displays and tiles are numbered from 1, as operators call them. */
export const DisplayNumber = z.int().min(1).max(MAX_DISPLAYS);
export const TileNumber = z.int().min(1).max(MAX_TILES);

/** Most cameras of one sequence, and of all sequences of a display together: the list of all views has to fit a message. */
export const MAX_SEQUENCE_CAMERAS = 64;
export const MAX_DISPLAY_SEQUENCE_CAMERAS = 128;
/** How long a sequence stays on a camera. Below 3 s nobody can look at it. Our choice. */
export const MIN_DWELL_MS = 3_000;
export const MAX_DWELL_MS = 3_600_000;

/** What a view keeps of a sequence: cameras taking turns in one tile. A camera may have more than one turn. */
export const ViewSequence = z.strictObject({
  tile: TileNumber,
  cameraIds: z.array(Id).min(2).max(MAX_SEQUENCE_CAMERAS),
  dwellMs: z.int().min(MIN_DWELL_MS).max(MAX_DWELL_MS),
});
export type ViewSequence = z.infer<typeof ViewSequence>;

/** A sequence as it runs. The desk turns it; the tile itself holds the camera shown. */
export const Sequence = ViewSequence.extend({
  isPaused: z.boolean(),
  /** Index of the camera shown. */
  position: z
    .int()
    .min(0)
    .max(MAX_SEQUENCE_CAMERAS - 1),
  /** The camera to connect behind the one shown; null until some seconds before its turn. */
  next: Id.nullable(),
});
export type Sequence = z.infer<typeof Sequence>;

interface TileMarks {
  readonly tiles: readonly unknown[];
  readonly sequences: readonly ViewSequence[];
  readonly hotspot: number | null;
}

/** Whether sequences and hotspot are in tiles of their own, and the cameras of all sequences are within bounds. */
export function hasSoundMarks({ tiles, sequences, hotspot }: TileMarks): boolean {
  const marked = [...sequences.map(({ tile }) => tile), ...(hotspot === null ? [] : [hotspot])];
  const cameras = sequences.reduce((sum, { cameraIds }) => sum + cameraIds.length, 0);
  const areInside = marked.every((tile) => tile <= tiles.length);
  return areInside && new Set(marked).size === marked.length && cameras <= MAX_DISPLAY_SEQUENCE_CAMERAS;
}
export const UNSOUND_MARKS = { path: ["sequences"], error: "do not fit the tiles" };

const displayFields = {
  display: DisplayNumber,
  layout: LayoutChoice,
  tiles: z.array(Id.nullable()).max(MAX_TILES),
  purpose: Purpose.nullable(),
  /** When the purpose was set; null without one. */
  purposeSetAtMs: AtMs.nullable(),
  /** Whether the shell has a window of its own for this display. Display 1 is also shown in the console. */
  hasWindow: z.boolean(),
};

/** One monitor: its layout and which camera is in which tile. `tiles[N - 1]` is tile N; null is empty. */
export const Display = z
  .strictObject({
    ...displayFields,
    sequences: z.array(Sequence).max(MAX_TILES),
    /** Tiles that give way last: under load, and in a layout with less room. */
    pinned: z.array(TileNumber).max(MAX_TILES),
    /** The tile that shows whichever camera is selected at this station, as large as it can be had. */
    hotspot: TileNumber.nullable(),
  })
  .refine(hasSoundMarks, UNSOUND_MARKS)
  .refine(({ sequences }) => sequences.every(({ position, cameraIds }) => position < cameraIds.length), UNSOUND_MARKS);
export type Display = z.infer<typeof Display>;

/** A display as walls were kept before tiles had marks. */
export const PlainDisplay = z.strictObject(displayFields);

/** A stored wall that could not be read whole: where it was put, by name in the data folder, and how much is shown. */
export const KeptAside = z.strictObject({
  why: z.enum(["newer", "damaged"]),
  file: Label,
  displaysShown: z.int().min(0).max(MAX_DISPLAYS),
});
export type KeptAside = z.infer<typeof KeptAside>;

/** Mirrored by snapshot and numbered patches; a window that misses a number asks for a snapshot. */
export const Wall = z.strictObject({
  revision: z.int().nonnegative(),
  stationName: Label,
  displays: z.array(Display).max(MAX_DISPLAYS),
  canUndo: z.boolean(),
  /** Present when the wall of the last run could not be read whole. */
  keptAside: KeptAside.optional(),
});
export type Wall = z.infer<typeof Wall>;

export const WallPatch = z.strictObject({
  revision: z.int().nonnegative(),
  canUndo: z.boolean(),
  /** Whole displays that changed. */
  changed: z.array(Display).max(MAX_DISPLAYS),
  removed: z.array(DisplayNumber).max(MAX_DISPLAYS),
});
export type WallPatch = z.infer<typeof WallPatch>;
