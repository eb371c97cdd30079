import type { PositionProblem } from "../../contract/incidents.ts";
import type { Position } from "../../contract/primitives.ts";
import { type CityBounds, isInside } from "./cityBounds.ts";

/** Radius assumed where a source gives none, and the largest that still places a call, metres. Our choice. */
const USUAL_ACCURACY_M = 50;
const MAX_ACCURACY_M = 5_000;
const NUMBER = /^[-+]?\d{1,3}(\.\d{1,15})?$/;

/**
 * A place as a feed sent it. What is not surely in the city is not corrected but left out, and the problem is said:
 * owners' terms rest on it, and a call without a place opens none of them.
 */
export function readPosition(raw: unknown, city: CityBounds): Position | PositionProblem {
  if (typeof raw !== "object" || raw === null) return raw === null || raw === undefined ? "missing" : "not-numbers";
  const { lat, lng, accuracyM } = raw as { lat?: unknown; lng?: unknown; accuracyM?: unknown };
  if ((lat ?? null) === null && (lng ?? null) === null) return "missing";
  const [latDeg, lngDeg] = [readDegrees(lat), readDegrees(lng)];
  if (!Number.isFinite(latDeg) || !Number.isFinite(lngDeg)) return "not-numbers";
  if (latDeg === 0 && lngDeg === 0) return "zero";
  if (!isInside(city, latDeg, lngDeg)) return isInside(city, lngDeg, latDeg) ? "swapped" : "outside-city";
  const radiusM = accuracyM === undefined || accuracyM === null ? USUAL_ACCURACY_M : accuracyM;
  if (typeof radiusM !== "number" || !(radiusM >= 0 && radiusM <= MAX_ACCURACY_M)) return "too-vague";
  return { lat: latDeg, lng: lngDeg, accuracyM: radiusM };
}

/** Degrees as a number or as digits; NaN for all else. */
function readDegrees(value: unknown): number {
  if (typeof value === "string") return NUMBER.test(value.trim()) ? Number(value) : Number.NaN;
  return typeof value === "number" ? value : Number.NaN;
}
