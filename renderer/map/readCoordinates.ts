import { type Box, isInBox, type Place } from "./geo.ts";

/** A place somebody typed. `isSwapped`: longitude was written first, as only the city tells. */
export interface TypedPlace extends Place {
  readonly isSwapped: boolean;
}

interface Angle {
  readonly degrees: number;
  readonly axis: "lat" | "lng" | null;
}

/** Degrees, then minutes and seconds where they are, with a hemisphere before or after. */
const ANGLE =
  /([NSEW])?\s*([+-]?\d{1,3}(?:\.\d+)?)(?:\s*[°d:]\s*|\s+(?=\d{1,2}(?:\.\d+)?\s*['′:m]))?(?:(\d{1,2}(?:\.\d+)?)\s*['′:m]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:"|″|''|s)?)?\s*([NSEW])?/iy;

/**
 * Reads `41.05, -68.42`, `41,05; -68,42`, `N 41.05 W 68.42`, `41°03'00"N 68°25'12"W`, `41 03.0' N 68 25.2' W` and
 * `geo:41.05,-68.42`. Null for anything else, and for places that are on no map. Where the other order alone lies in
 * the city, the two are taken as swapped.
 */
export function readCoordinates(text: string, city: Box | null): TypedPlace | null {
  const angles = splitAngles(text);
  if (angles === null) return null;
  const [first, second] = angles;
  if (first.axis !== null && first.axis === second.axis) return null;
  const isLngFirst = first.axis === "lng" || second.axis === "lat";
  const place = isLngFirst ? { lat: second.degrees, lng: first.degrees } : { lat: first.degrees, lng: second.degrees };
  if (first.axis !== null || second.axis !== null) return isOnEarth(place) ? { ...place, isSwapped: false } : null;
  const swapped = { lat: place.lng, lng: place.lat };
  const isSwapped = !isOnEarth(place) || (city !== null && !isInBox(place, city) && isInBox(swapped, city));
  const meant = isSwapped ? swapped : place;
  return isOnEarth(meant) ? { ...meant, isSwapped } : null;
}

function isOnEarth({ lat, lng }: Place): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
}

function splitAngles(text: string): [Angle, Angle] | null {
  const plain = text
    .trim()
    .replace(/^geo:/i, "")
    .replace(/;u=.*$/i, "");
  if (!/\d/.test(plain) || !/^[\d\s.,;:°'′"″+\-−NSEWdms/]+$/i.test(plain)) return null;
  const clean = plain.replaceAll("−", "-");
  const parts = splitInTwo(clean);
  if (parts === null) return null;
  const [first, second] = parts.map(readAngle);
  return first == null || second == null ? null : [first, second];
}

/** By what stands between them; commas are decimal where a semicolon or slash parts the two. */
function splitInTwo(text: string): [string, string] | null {
  for (const mark of [";", "/"]) {
    const parts = text.split(mark);
    if (parts.length === 2) return [parts[0]?.replace(",", ".") ?? "", parts[1]?.replace(",", ".") ?? ""];
  }
  const byComma = text.split(",");
  if (byComma.length === 2) return [byComma[0] ?? "", byComma[1] ?? ""];
  if (byComma.length > 2) return null;
  const afterSide =
    /^(.*\d[^NSEW]*[NSEW])\s*(\d.*[NSEW])$/i.exec(text) ?? /^([NSEW].*\d[^NSEW]*)\s*([NSEW].*)$/i.exec(text);
  if (afterSide !== null) return [afterSide[1] ?? "", afterSide[2] ?? ""];
  const words = text.trim().split(/\s+/);
  return words.length === 2 ? [words[0] ?? "", words[1] ?? ""] : null;
}

function readAngle(text: string): Angle | null {
  ANGLE.lastIndex = 0;
  const clean = text.trim();
  const found = ANGLE.exec(clean);
  if (found === null || found[0].length !== clean.length) return null;
  const [, before, degrees = "", minutes = "0", seconds = "0", after] = found;
  const side = (before ?? after)?.toUpperCase();
  if ((before !== undefined && after !== undefined) || Number(minutes) >= 60 || Number(seconds) >= 60) return null;
  const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3_600;
  const isNegative = degrees.startsWith("-") || side === "S" || side === "W";
  return { degrees: isNegative ? -size : size, axis: side === undefined ? null : /[NS]/.test(side) ? "lat" : "lng" };
}
