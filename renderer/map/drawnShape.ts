import { measureM, type Place } from "./geo.ts";
import type { PlacedCamera } from "./judgePlace.ts";

/** What an operator drew to choose cameras by their place. */
export type DrawnShape =
  | { readonly kind: "circle"; readonly centre: Place; readonly radiusM: number }
  | { readonly kind: "polygon"; readonly points: readonly Place[] };

export const LEAST_RADIUS_M = 25;
export const MOST_RADIUS_M = 5_000;
const RADIUS_STEP = 1.25;

/** The circle one step wider or narrower, within its bounds, in whole metres. */
export function stepRadius(radiusM: number, isWider: boolean): number {
  const next = isWider ? radiusM * RADIUS_STEP : radiusM / RADIUS_STEP;
  return Math.round(Math.min(MOST_RADIUS_M, Math.max(LEAST_RADIUS_M, next)));
}

/**
 * Whether a place lies in the shape. For a polygon that crosses itself by the even-odd rule, which is also how it is
 * filled: what looks chosen is chosen.
 */
export function isInShape(place: Place, shape: DrawnShape): boolean {
  if (shape.kind === "circle") return measureM(place, shape.centre) <= shape.radiusM;
  let isInside = false;
  for (const [from, to] of listEdges(shape.points)) {
    if (from.lat > place.lat === to.lat > place.lat) continue;
    const crossingLng = from.lng + ((place.lat - from.lat) / (to.lat - from.lat)) * (to.lng - from.lng);
    if (place.lng < crossingLng) isInside = !isInside;
  }
  return isInside;
}

export function listInShape(cameras: readonly PlacedCamera[], shape: DrawnShape): PlacedCamera[] {
  return cameras.filter(({ row }) => row.position !== undefined && isInShape(row.position, shape));
}

/** Whether two edges that are no neighbours meet. */
export function crossesItself(points: readonly Place[]): boolean {
  const edges = listEdges(points);
  return edges.some(([a, b], at) =>
    edges.some(([c, d], other) => {
      const isNeighbour = Math.abs(at - other) <= 1 || Math.abs(at - other) === edges.length - 1;
      return !isNeighbour && doCross(a, b, c, d);
    }),
  );
}

function listEdges(points: readonly Place[]): [Place, Place][] {
  return points.flatMap((from, at): [Place, Place][] => {
    const to = points[(at + 1) % points.length];
    return to === undefined ? [] : [[from, to]];
  });
}

function doCross(a: Place, b: Place, c: Place, d: Place): boolean {
  return sideOf(a, b, c) !== sideOf(a, b, d) && sideOf(c, d, a) !== sideOf(c, d, b);
}

function sideOf(from: Place, to: Place, place: Place): boolean {
  return (to.lng - from.lng) * (place.lat - from.lat) > (to.lat - from.lat) * (place.lng - from.lng);
}
