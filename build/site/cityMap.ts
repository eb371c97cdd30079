import {
  AVENUE_STEP_M,
  avenues,
  EAST_M,
  locate,
  NORTH_M,
  type Point,
  RAIL,
  RAIL_HALF_WIDTH_M,
  RIVER,
  RIVER_HALF_WIDTH_M,
  SOUTH_M,
  STREET_STEP_M,
  shoreAt,
  streets,
  WEST_M,
} from "./cityPlan.ts";
import { clipToSide, findNearest, shrinkBox } from "./planShapes.ts";
import { createRandom, type Random } from "./random.ts";

/** The map as GeoJSON in drawing order: water, ground, buildings, rail, streets. */

const SEED = 411;
/** Half widths of streets, metres: what stays free between blocks. */
const STREET_HALF_M = 8;
const ARTERIAL_HALF_M = 14;
const QUAY_M = 16;

interface Feature {
  readonly type: "Feature";
  readonly properties: Readonly<Record<string, string>>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

/** Parks in grid steps east and north of Mill St & 4th: west, south, columns, rows. */
const PARKS = [
  { name: "Chapel Green", west: 2, south: 3, columns: 2, rows: 2 },
  { name: "Millrace Park", west: -4, south: 1, columns: 1, rows: 2 },
  { name: "Founders Park", west: 7, south: -2, columns: 2, rows: 1 },
  { name: "Hill Gardens", west: -8, south: 6, columns: 3, rows: 2 },
  { name: "Pier Green", west: 4, south: -5, columns: 2, rows: 1 },
  { name: "Orchard Square", west: 6, south: 1, columns: 1, rows: 1 },
] as const;

export function drawCityMap(): { type: "FeatureCollection"; features: Feature[] } {
  const random = createRandom(SEED);
  const ground = drawGround(random);
  return {
    type: "FeatureCollection",
    features: [...drawWater(), ...drawPiers(), ...ground, ...drawRail(), ...drawStreets()],
  };
}

function drawWater(): Feature[] {
  const shore = sample(WEST_M - 400, EAST_M + 400, 40).map((x) => ({ x, y: shoreAt(x) }));
  const far = [
    { x: EAST_M + 400, y: SOUTH_M },
    { x: WEST_M - 400, y: SOUTH_M },
  ];
  const left = RIVER.map((_, index) => offsetRiver(index, RIVER_HALF_WIDTH_M));
  const right = RIVER.map((_, index) => offsetRiver(index, -RIVER_HALF_WIDTH_M));
  return [
    polygon([...shore, ...far], { kind: "water", name: "Harbor" }),
    polygon([...left, ...right.reverse()], { kind: "water", name: "Mill River" }),
  ];
}

function offsetRiver(index: number, byM: number): Point {
  const here = RIVER[index] ?? { x: 0, y: 0 };
  const before = RIVER[index - 1] ?? here;
  const after = RIVER[index + 1] ?? here;
  const length = Math.hypot(after.x - before.x, after.y - before.y);
  return { x: here.x - ((after.y - before.y) / length) * byM, y: here.y + ((after.x - before.x) / length) * byM };
}

function drawPiers(): Feature[] {
  return [-930, -800, 210, 330, 450, 790, 900].map((x, index) => {
    const reach = 90 + (index % 3) * 34;
    const top = shoreAt(x) + 6;
    return polygon(boxOf(x - 15, top - reach, x + 15, top), { kind: "block", name: `Pier ${index + 1}` });
  });
}

function drawGround(random: Random): Feature[] {
  const parks: Feature[] = PARKS.flatMap(({ name, west, south, columns, rows }) => {
    const box = trimBox(west, south, columns, rows);
    return cutAll(box).map((ring) => polygon(ring, { kind: "park", name }));
  });
  const blocks: Feature[] = [];
  const buildings: Feature[] = [];
  for (let column = -13; column < 14; column += 1) {
    for (let row = -6; row < 10; row += 1) {
      if (isPark(column, row)) continue;
      const box = trimBox(column, row, 1, 1);
      for (const ring of cutAll(box)) blocks.push(polygon(ring, { kind: "block" }));
      for (const ring of drawBuildings(box, random)) buildings.push(polygon(ring, { kind: "building" }));
    }
  }
  return [...parks, ...blocks, ...buildings];
}

function isPark(column: number, row: number): boolean {
  return PARKS.some(
    (park) =>
      column >= park.west && column < park.west + park.columns && row >= park.south && row < park.south + park.rows,
  );
}

/** The ground of grid steps, without the streets around it. */
function trimBox(column: number, row: number, columns: number, rows: number): Point[] {
  const trim = (index: number) => (index === 0 ? ARTERIAL_HALF_M : STREET_HALF_M);
  return boxOf(
    column * AVENUE_STEP_M + trim(column),
    row * STREET_STEP_M + trim(row),
    (column + columns) * AVENUE_STEP_M - trim(column + columns),
    (row + rows) * STREET_STEP_M - trim(row + rows),
  );
}

/** What is left of a piece of ground beside river, rail and quay: none, one or more pieces. */
function cutAll(ring: Point[]): Point[][] {
  const shore = sample(WEST_M - 400, EAST_M + 400, 40).map((x) => ({ x, y: shoreAt(x) }));
  let pieces = cutAlong([ring], RIVER, RIVER_HALF_WIDTH_M + QUAY_M / 2);
  pieces = cutAlong(pieces, RAIL, RAIL_HALF_WIDTH_M);
  const landward = pieces.map((piece) => clipToSide(piece, findNearest(shore, piece), QUAY_M + 10, 1));
  return landward.filter(isWorthDrawing);
}

function cutAlong(pieces: Point[][], line: readonly Point[], clearM: number): Point[][] {
  return pieces.flatMap((piece) => {
    const nearest = findNearest(line, piece);
    return [clipToSide(piece, nearest, clearM, 1), clipToSide(piece, nearest, clearM, -1)].filter(isWorthDrawing);
  });
}

function isWorthDrawing(ring: readonly Point[]): boolean {
  const xs = ring.map((point) => point.x);
  const ys = ring.map((point) => point.y);
  return ring.length > 2 && Math.max(...xs) - Math.min(...xs) > 8 && Math.max(...ys) - Math.min(...ys) > 8;
}

/** Two rows of houses of uneven depth, with a yard between. */
function drawBuildings(box: readonly Point[], random: Random): Point[][] {
  const inner = shrinkBox(box, 4);
  const middle = (inner.south + inner.north) / 2;
  const rings: Point[][] = [];
  for (const side of [-1, 1]) {
    let west = inner.west;
    while (west < inner.east - 12) {
      const east = Math.min(inner.east, west + random.between(14, 34));
      const depth = random.between(16, 30);
      const front = side < 0 ? inner.south : inner.north;
      const back = side < 0 ? Math.min(front + depth, middle - 2) : Math.max(front - depth, middle + 2);
      const ring = boxOf(west, Math.min(front, back), east - 1.5, Math.max(front, back));
      const isWhole = cutAll(ring).length === 1 && cutAll(ring)[0]?.length === 4;
      if (random.next() > 0.1 && isWhole) rings.push(ring);
      west = east + (random.next() < 0.2 ? 7 : 0);
    }
  }
  return rings;
}

function drawRail(): Feature[] {
  return [line(RAIL, { kind: "rail", name: "Harbor Line" })];
}

function drawStreets(): Feature[] {
  const across = streets.flatMap(({ name, at }) => {
    const points = sample(WEST_M, EAST_M, AVENUE_STEP_M / 2).map((x) => ({ x, y: at }));
    const landed = splitOnLand(points);
    return landed.map((run) => line(run, { kind: "street", name, class: at === 0 ? "arterial" : "street" }));
  });
  const along = avenues.map(({ name, at }) => {
    const south = at === 0 ? SOUTH_M : shoreAt(at) + QUAY_M;
    const points = sample(south, NORTH_M, STREET_STEP_M / 2).map((y) => ({ x: at, y }));
    return line(points, { kind: "street", name, class: at === 0 ? "arterial" : "street" });
  });
  const quay = sample(WEST_M, EAST_M, 40).map((x) => ({ x, y: shoreAt(x) + QUAY_M }));
  return [line(quay, { kind: "street", name: "Quay St", class: "street" }), ...across, ...along];
}

function splitOnLand(points: readonly Point[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point.y > shoreAt(point.x) + QUAY_M) runs.at(-1)?.push(point);
    else if ((runs.at(-1)?.length ?? 0) > 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

function sample(from: number, to: number, step: number): number[] {
  const count = Math.max(1, Math.ceil((to - from) / step));
  return Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count);
}

function boxOf(west: number, south: number, east: number, north: number): Point[] {
  return [
    { x: west, y: south },
    { x: east, y: south },
    { x: east, y: north },
    { x: west, y: north },
  ];
}

function toLngLat(point: Point): [number, number] {
  const { lat, lng } = locate(point);
  return [lng, lat];
}

function polygon(ring: readonly Point[], properties: Record<string, string>): Feature {
  const closed = [...ring, ...ring.slice(0, 1)].map(toLngLat);
  return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [closed] } };
}

function line(points: readonly Point[], properties: Record<string, string>): Feature {
  return { type: "Feature", properties, geometry: { type: "LineString", coordinates: points.map(toLngLat) } };
}
