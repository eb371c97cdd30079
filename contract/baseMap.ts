import { z } from "zod";

/**
 * What the map is drawn on. `site`: the vectors the site brings along. `raster`: picture tiles, fetched by the desk
 * alone. `pmtiles`: a file of vector tiles on this station.
 */
const BASE_KINDS = ["site", "raster", "pmtiles"] as const;

/** Why a base map shows less than it should; the map goes on without it. */
export const BASE_TROUBLES = [
  /** The tile server cannot be reached, or refuses. */
  "gone",
  /** It takes longer than anybody would wait. */
  "slow",
  /** What it sends is no picture: an error page, as a rule. */
  "notPictures",
  /** There is no such file, or it cannot be read. */
  "fileMissing",
  /** It is no PMTiles file of version 3 with vector tiles. */
  "fileUnknown",
  /** It ends before what it says it holds. */
  "fileCut",
] as const;
export type BaseTrouble = (typeof BASE_TROUBLES)[number];

export const BaseMap = z.strictObject({
  kind: z.enum(BASE_KINDS),
  /** Below the page's own origin: a template with {z}, {x} and {y}, or a file's path. Null where there is nothing to fetch. */
  url: z.string().max(200).startsWith("/map/").nullable(),
  /** Whose map it is; shown as text at its edge. */
  attribution: z.string().max(300),
  /** Deepest zoom there are tiles for; beyond it they are enlarged. */
  maxZoom: z.int().min(0).max(24),
  trouble: z.enum(BASE_TROUBLES).nullable(),
});
export type BaseMap = z.infer<typeof BaseMap>;
