import type { CameraRow } from "../../contract/cameras.ts";
import type { CityFeature } from "../../contract/cityMap.ts";
import type { Position } from "../../contract/primitives.ts";
import { type Box, boxOf, isInBox, measureM, type Place, toWorld, type WorldPoint, widenBox } from "./geo.ts";

/** Why a camera has no place on the map. `swapped`: it would lie in the city with latitude and longitude exchanged. */
export type PlaceFault = "missing" | "zero" | "swapped" | "outside";

export interface PlacedCamera extends WorldPoint {
  readonly row: CameraRow;
}

export interface UnplacedCamera {
  readonly row: CameraRow;
  readonly fault: PlaceFault;
}

/** Within this of 0/0 a position is what is written where nobody knew one. About 1 km. */
const ZERO_DEG = 0.01;
/** A city's cameras may stand this far, or half its own size, outside what is drawn of it. Our choice. */
const LEAST_MARGIN_M = 5_000;
/** Around the middle of all cameras, where the site brings no ground along. */
const REACH_WITHOUT_GROUND_M = 50_000;

/** Null for a position that can be drawn. */
export function judgePlace(position: Position | undefined, city: Box | null): PlaceFault | null {
  if (position === undefined || !Number.isFinite(position.lat) || !Number.isFinite(position.lng)) return "missing";
  if (Math.abs(position.lat) < ZERO_DEG && Math.abs(position.lng) < ZERO_DEG) return "zero";
  if (city === null || isInBox(position, city)) return null;
  return isInBox({ lat: position.lng, lng: position.lat }, city) ? "swapped" : "outside";
}

/** Where cameras may stand: the drawn ground with a margin, else the surroundings of most cameras; null for no site. */
export function chooseCityBox(features: readonly CityFeature[], rows: readonly CameraRow[]): Box | null {
  const drawn = boxOf(listPoints(features));
  if (drawn !== null) {
    const { south, west, north, east } = drawn;
    const sizeM = measureM({ lat: south, lng: west }, { lat: north, lng: east });
    return widenBox(drawn, Math.max(LEAST_MARGIN_M, sizeM / 2));
  }
  const placed = rows.flatMap(({ position }) => (judgePlace(position, null) === null && position ? [position] : []));
  if (placed.length === 0) return null;
  const middle = { lat: median(placed.map(({ lat }) => lat)), lng: median(placed.map(({ lng }) => lng)) };
  return widenBox(boxOf([middle]) ?? { south: 0, west: 0, north: 0, east: 0 }, REACH_WITHOUT_GROUND_M);
}

/** Those that can be drawn, and those that cannot with why. */
export function placeCameras(
  rows: readonly CameraRow[],
  city: Box | null,
): { placed: PlacedCamera[]; unplaced: UnplacedCamera[] } {
  const placed: PlacedCamera[] = [];
  const unplaced: UnplacedCamera[] = [];
  for (const row of rows) {
    const fault = judgePlace(row.position, city);
    if (fault === null && row.position !== undefined) {
      const { x, y } = toWorld(row.position);
      placed.push({ row, x, y });
    } else unplaced.push({ row, fault: fault ?? "missing" });
  }
  return { placed, unplaced };
}

export function* listPoints(features: readonly CityFeature[]): Generator<Place> {
  for (const { geometry } of features) {
    const lines = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
    for (const line of lines) for (const [lng, lat] of line) yield { lat, lng };
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
