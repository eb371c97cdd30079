/**
 * The plan of Harbor City in metres east and north of Mill St & 4th, and how a point of it becomes a position.
 * The place is open ocean, so that nobody takes the city for a real one.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Mill St & 4th, WGS 84 degrees. */
const ORIGIN = { lat: 41.05, lng: -68.42 };
/** Mean Earth radius (IUGG), metres; the same sphere as a haversine distance. */
const EARTH_RADIUS_M = 6_371_008.8;
const M_PER_DEG = (EARTH_RADIUS_M * Math.PI) / 180;
/** The grid is turned a little and bent a little, as grids laid out before satellites are. */
const TURN_RAD = (4 * Math.PI) / 180;
const BEND_X_M = 16;
const BEND_Y_M = 13;

export const AVENUE_STEP_M = 110;
export const STREET_STEP_M = 90;
export const WEST_M = -13 * AVENUE_STEP_M;
export const EAST_M = 14 * AVENUE_STEP_M;
export const NORTH_M = 10 * STREET_STEP_M;
export const SOUTH_M = -1_700;

/** Streets from south to north; Mill St is at 0. */
const STREETS = [
  ["Cannery St", -5],
  ["Ropewalk", -4],
  ["Tanner St", -3],
  ["Chandler St", -2],
  ["Lantern St", -1],
  ["Mill St", 0],
  ["Alder St", 1],
  ["Orchard Row", 2],
  ["Birch St", 3],
  ["Chapel St", 4],
  ["Linden St", 5],
  ["Vine St", 6],
  ["Foundry St", 7],
  ["Hill St", 8],
  ["Spring St", 9],
] as const;
const WEST_AVENUES = [
  "Cooper Way",
  "Mason Way",
  "Potter Way",
  "Weaver Way",
  "Glazier Way",
  "Baker Way",
  "Fuller Way",
  "Saddler Way",
  "Dyer Way",
] as const;

export interface Road {
  readonly name: string;
  /** Metres north of Mill St for a street, east of 4th Ave for an avenue. */
  readonly at: number;
}
export const streets: readonly Road[] = STREETS.map(([name, index]) => ({ name, at: index * STREET_STEP_M }));
export const avenues: readonly Road[] = [
  ...WEST_AVENUES.map((name, index) => ({ name, at: (-4 - index) * AVENUE_STEP_M })).reverse(),
  ...Array.from({ length: 18 }, (_, index) => ({
    name: `${describeOrdinal(index + 1)} Ave`,
    at: (index - 3) * AVENUE_STEP_M,
  })),
];

function describeOrdinal(n: number): string {
  const ending = n % 100 > 10 && n % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${ending}`;
}

/** Where the harbour begins. */
export function shoreAt(x: number): number {
  return -500 + 46 * Math.sin(x / 300 + 0.7) + 22 * Math.sin(x / 121);
}

/** Centre line of the river, from the harbour to the north-east. */
export const RIVER: readonly Point[] = smooth([
  { x: -500, y: -640 },
  { x: -380, y: -340 },
  { x: -238, y: 0 },
  { x: -190, y: 215 },
  { x: 20, y: 425 },
  { x: 550, y: 575 },
  { x: 1_080, y: 640 },
  { x: 1_700, y: 860 },
]);
export const RIVER_HALF_WIDTH_M = 24;
export const RAIL: readonly Point[] = smooth([
  { x: -1_600, y: 640 },
  { x: -1_000, y: 330 },
  { x: -700, y: 40 },
  { x: -640, y: -250 },
  { x: -700, y: -470 },
]);
export const RAIL_HALF_WIDTH_M = 9;

/** Catmull-Rom through the points, eight pieces between each two. */
function smooth(points: readonly Point[]): Point[] {
  const pieces = 8;
  return points.flatMap((p1, index) => {
    const p0 = points[index - 1] ?? p1;
    const p2 = points[index + 1];
    if (p2 === undefined) return [p1];
    const p3 = points[index + 2] ?? p2;
    return Array.from({ length: pieces }, (_, step) => {
      const t = step / pieces;
      return { x: bend(p0.x, p1.x, p2.x, p3.x, t), y: bend(p0.y, p1.y, p2.y, p3.y, t) };
    });
  });
}

function bend(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}

/** WGS 84 degrees of a point of the plan, to about 0.1 m. */
export function locate(point: Point): { lat: number; lng: number } {
  const bentX = point.x + BEND_X_M * Math.sin(point.y / 480);
  const bentY = point.y + BEND_Y_M * Math.sin(point.x / 590);
  const east = bentX * Math.cos(TURN_RAD) + bentY * Math.sin(TURN_RAD);
  const north = bentY * Math.cos(TURN_RAD) - bentX * Math.sin(TURN_RAD);
  const lat = ORIGIN.lat + north / M_PER_DEG;
  const lng = ORIGIN.lng + east / (M_PER_DEG * Math.cos((ORIGIN.lat * Math.PI) / 180));
  return { lat: roundTo(lat, 6), lng: roundTo(lng, 6) };
}

/** True bearing of a bearing of the plan, degrees. */
export function turnBearing(planDeg: number): number {
  return roundTo((planDeg + (TURN_RAD * 180) / Math.PI + 360) % 360, 1);
}

export function roundTo(value: number, places: number): number {
  return Number(value.toFixed(places));
}

/** The quarter of the city a point is in. */
export function describeArea(point: Point): string {
  if (point.y < -230) return "Harborside";
  if (point.x < -560) return "Foundry Yards";
  if (point.x > 760) return "East End";
  if (point.y > 380) return "Northgate";
  if (point.y > 120) return "Orchard";
  return "Old Mill";
}
