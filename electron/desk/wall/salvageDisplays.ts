import { z } from "zod";
import { findLayout, LayoutChoice } from "../../../contract/layouts.ts";
import { Id } from "../../../contract/primitives.ts";
import { type Display, DisplayNumber, MAX_DISPLAYS } from "../../../contract/wall.ts";
import { createDisplay } from "./editDisplays.ts";

/** Only what a display cannot be shown without. */
const KnownParts = z.object({ display: DisplayNumber, layout: LayoutChoice, tiles: z.array(z.unknown()) });

/**
 * The displays of a wall that cannot be read as it is, because a newer desk wrote it or it is damaged: layouts and
 * cameras where they are understood, nothing else. A purpose is never guessed.
 */
export function salvageDisplays(document: unknown): Display[] {
  const wall = z.object({ displays: z.array(z.unknown()) }).safeParse(document);
  if (!wall.success) return [];
  const byNumber = new Map<number, Display>();
  for (const some of wall.data.displays) {
    const parsed = KnownParts.safeParse(some);
    if (!parsed.success || byNumber.has(parsed.data.display)) continue;
    const { display, layout, tiles } = parsed.data;
    const cameras = findLayout(layout).places.map((_, at) => Id.safeParse(tiles[at]).data ?? null);
    byNumber.set(display, { ...createDisplay(display), layout, tiles: cameras });
  }
  return [...byNumber.values()].sort((a, b) => a.display - b.display).slice(0, MAX_DISPLAYS);
}
