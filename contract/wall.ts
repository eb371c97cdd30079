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

/** One monitor: its layout and which camera is in which tile. `tiles[N - 1]` is tile N; null is empty. */
export const Display = z.strictObject({
  display: DisplayNumber,
  layout: LayoutChoice,
  tiles: z.array(Id.nullable()).max(MAX_TILES),
  purpose: Purpose.nullable(),
  /** When the purpose was set; null without one. */
  purposeSetAtMs: AtMs.nullable(),
  /** Whether the shell has a window of its own for this display. Display 1 is also shown in the console. */
  hasWindow: z.boolean(),
});
export type Display = z.infer<typeof Display>;

/** Mirrored by snapshot and numbered patches; a window that misses a number asks for a snapshot. */
export const Wall = z.strictObject({
  revision: z.int().nonnegative(),
  stationName: Label,
  displays: z.array(Display).max(MAX_DISPLAYS),
  canUndo: z.boolean(),
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
