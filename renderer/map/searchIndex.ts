import type { CameraRow } from "../../contract/cameras.ts";
import type { CityFeature } from "../../contract/cityMap.ts";
import { type Box, boxOf, type Place } from "./geo.ts";
import { listPoints } from "./judgePlace.ts";
import { readCoordinates } from "./readCoordinates.ts";

export type Finding =
  | { readonly kind: "camera"; readonly row: CameraRow }
  /** A street, park or other named place, or a street only cameras tell of. */
  | { readonly kind: "place"; readonly name: string; readonly of: "street" | "place"; readonly box: Box }
  | { readonly kind: "coordinates"; readonly place: Place; readonly isSwapped: boolean };

export interface SearchIndex {
  /** Coordinates first, then places, then cameras, best first. Nothing for an empty query. */
  find(query: string): Finding[];
}

/** More is read by nobody. Our choice. */
const MAX_CAMERAS = 40;
const MAX_PLACES = 8;
/** The rank of a name, street or owner that begins with what was typed. */
const WORD_RANK = 2;
/** Parts what may not be found across. */
const SEAM = "\n";

/** What was made of a row is kept with it: after news only changed rows are read again. */
const haystacks = new WeakMap<CameraRow, string>();

/** Lower case, without accents; as operators type. */
export function plainText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

function haystackOf(row: CameraRow): string {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const made = `${SEAM}${plainText([row.number, row.name, row.street, row.ownerLabel].join(SEAM))}`;
  haystacks.set(row, made);
  return made;
}

interface NamedPlace {
  readonly name: string;
  readonly plain: string;
  readonly of: "street" | "place";
  readonly box: Box;
}

export function createSearchIndex(
  rows: readonly CameraRow[],
  features: readonly CityFeature[],
  city: Box | null,
): SearchIndex {
  const places = namePlaces(rows, features);
  for (const row of rows) haystackOf(row);
  return {
    find(query) {
      const typed = readCoordinates(query, city);
      const found: Finding[] =
        typed === null
          ? []
          : [{ kind: "coordinates", place: { lat: typed.lat, lng: typed.lng }, isSwapped: typed.isSwapped }];
      const words = plainText(query)
        .split(/\s+/)
        .filter((word) => word !== "");
      if (words.length === 0) return found;
      return [...found, ...findPlaces(places, words), ...findCameras(rows, words)];
    },
  };
}

function findPlaces(places: readonly NamedPlace[], words: readonly string[]): Finding[] {
  return places
    .filter(({ plain }) => words.every((word) => plain.includes(word)))
    .sort((a, b) => Number(!a.plain.startsWith(words[0] ?? "")) - Number(!b.plain.startsWith(words[0] ?? "")))
    .slice(0, MAX_PLACES)
    .map(({ name, of, box }) => ({ kind: "place", name, of, box }));
}

/** Exact number, number that begins so, name that begins so, a word that does, anything; each in the site's order. */
function findCameras(rows: readonly CameraRow[], words: readonly string[]): Finding[] {
  const [first = ""] = words;
  const ranks: CameraRow[][] = [[], [], [], [], []];
  const mayBeNumber = /^r?\d*$/.test(first);
  let good = 0;
  for (const row of rows) {
    const haystack = haystackOf(row);
    if (!words.every((word) => haystack.includes(word))) continue;
    const rank = rankOf(row, haystack, first);
    if (rank <= WORD_RANK) good++;
    ranks[rank]?.push(row);
    // What is no number finds nothing better than a word that begins so, and nobody reads on.
    if (good >= MAX_CAMERAS && !mayBeNumber) break;
  }
  return ranks
    .flat()
    .slice(0, MAX_CAMERAS)
    .map((row) => ({ kind: "camera", row }));
}

function rankOf(row: CameraRow, haystack: string, word: string): number {
  const number = row.number.toLowerCase();
  if (number === word) return 0;
  if (number.startsWith(word)) return 1;
  if (haystack.includes(SEAM + word)) return 2;
  return haystack.includes(` ${word}`) ? 3 : 4;
}

function namePlaces(rows: readonly CameraRow[], features: readonly CityFeature[]): NamedPlace[] {
  const byName = new Map<string, { of: "street" | "place"; points: Place[] }>();
  const note = (name: string, of: "street" | "place", points: Iterable<Place>) => {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, { of, points: [...points] });
    else known.points.push(...points);
  };
  for (const feature of features) {
    const { name, kind } = feature.properties;
    if (name !== undefined) note(name, kind === "street" ? "street" : "place", listPoints([feature]));
  }
  const drawn = new Set(byName.keys());
  for (const { street, position } of rows) {
    if (position !== undefined && !drawn.has(street)) note(street, "street", [position]);
  }
  return [...byName].flatMap(([name, { of, points }]) => {
    const box = boxOf(points);
    return box === null ? [] : [{ name, plain: plainText(name), of, box }];
  });
}
