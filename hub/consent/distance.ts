import type { Position } from "../../contract/primitives.ts";

/** Mean Earth radius, metres (IUGG R1). */
const EARTH_RADIUS_M = 6_371_008.8;
const DEGREE = Math.PI / 180;

/** Great-circle distance in metres (haversine); NaN where a coordinate is not a number. */
export function measureDistanceM(from: Position, to: Position): number {
  const halfLat = Math.sin(((to.lat - from.lat) * DEGREE) / 2);
  const halfLng = Math.sin(((to.lng - from.lng) * DEGREE) / 2);
  const chord = halfLat ** 2 + Math.cos(from.lat * DEGREE) * Math.cos(to.lat * DEGREE) * halfLng ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}
