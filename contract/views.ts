import { z } from "zod";
import { findLayout, LayoutChoice } from "./layouts.ts";
import { AtMs, Id, Label } from "./primitives.ts";
import { hasSoundMarks, MAX_TILES, TileNumber, UNSOUND_MARKS, ViewSequence } from "./wall.ts";

/** Most views one operator may keep, and most that an agency shares. Our choice. */
export const MAX_VIEWS = 500;
export const MAX_SHARED_VIEWS = 1_000;
/** Most views one operator can see, and most of one page: a page of the largest views stays below 2 MiB. */
export const MAX_LISTED_VIEWS = MAX_VIEWS + MAX_SHARED_VIEWS;
export const VIEWS_PER_PAGE = 64;

/** What a view shows. */
export const viewContent = {
  layout: LayoutChoice,
  /** `tiles[N - 1]` is the camera of tile N; null is empty. A camera may since have left the site. */
  tiles: z.array(Id.nullable()).max(MAX_TILES),
  /** Cameras that take turns in a tile; the tile itself holds the first. Absent in views of older desks. */
  sequences: z.array(ViewSequence).max(MAX_TILES).default([]),
  /** The tile that follows the selection; it holds no camera of its own. Absent in views of older desks. */
  hotspot: TileNumber.nullable().default(null),
};

const viewFields = {
  name: Label,
  /** Whether everybody of the agency can open it; only its owner can change it. */
  isShared: z.boolean(),
  ...viewContent,
};

export function fitsLayout({ layout, tiles }: { layout: LayoutChoice; tiles: readonly unknown[] }): boolean {
  return tiles.length === findLayout(layout).places.length;
}
export const MISFIT = { path: ["tiles"], error: "are not as many as the layout has" };

/** A layout with cameras, named and kept on the hub, so that it follows its operator to any desk. */
export const View = z
  .strictObject({
    id: Id,
    ...viewFields,
    /** Raised by each change. */
    revision: z.int().min(1),
    ownerLabel: Label,
    /** Whether it belongs to the operator who asks. */
    isOwn: z.boolean(),
    changedAtMs: AtMs,
  })
  .refine(fitsLayout, MISFIT)
  .refine(hasSoundMarks, UNSOUND_MARKS);
export type View = z.infer<typeof View>;

/** A view as it is to be. `revision` is the one the change was made from, 0 for a new view; another is a conflict. */
export const ViewChange = z
  .strictObject({ ...viewFields, revision: z.int().nonnegative() })
  .refine(fitsLayout, MISFIT)
  .refine(hasSoundMarks, UNSOUND_MARKS);
export type ViewChange = z.infer<typeof ViewChange>;

/** One's own views and those shared by others, by id. `nextAfter` is set while there are more. */
export const ViewPage = z.strictObject({ views: z.array(View).max(VIEWS_PER_PAGE), nextAfter: Id.optional() });
export type ViewPage = z.infer<typeof ViewPage>;

export const ViewList = z.strictObject({ views: z.array(View).max(MAX_LISTED_VIEWS) });
