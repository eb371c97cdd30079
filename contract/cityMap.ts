import { z } from "zod";
import { Id, Label, Position } from "./primitives.ts";

/** GeoJSON (RFC 7946) order: longitude, latitude; WGS 84 degrees. */
const LngLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
/** Most points one line or ring may have. Our choice: above any real street, below what slows a map. */
const MAX_POINTS = 4_096;
/** Most features of one city. Our choice: the training city has 2 771 in 0.6 MB. */
export const MAX_CITY_FEATURES = 20_000;

const CITY_KINDS = ["water", "park", "block", "building", "rail", "street"] as const;
const STREET_CLASSES = ["arterial", "street", "lane"] as const;

/** One thing of the ground. Streets and rail are lines, all else polygons. */
export const CityFeature = z.strictObject({
  type: z.literal("Feature"),
  properties: z.strictObject({
    kind: z.enum(CITY_KINDS),
    name: Label.optional(),
    class: z.enum(STREET_CLASSES).optional(),
  }),
  geometry: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("LineString"), coordinates: z.array(LngLat).min(2).max(MAX_POINTS) }),
    z.strictObject({
      type: z.literal("Polygon"),
      coordinates: z.array(z.array(LngLat).min(4).max(MAX_POINTS)).min(1).max(16),
    }),
  ]),
});
export type CityFeature = z.infer<typeof CityFeature>;

/** The ground a site brings along, in drawing order, and where a map of it opens. No features: the site has none. */
export const CityMap = z.strictObject({
  siteId: Id,
  centre: Position,
  features: z.array(CityFeature).max(MAX_CITY_FEATURES),
});
export type CityMap = z.infer<typeof CityMap>;
