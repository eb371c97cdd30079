import { avenues, describeArea, type Point, shoreAt, streets } from "./cityPlan.ts";
import { createRandom, type Random } from "./random.ts";

/** Cameras that are only on the map, spread along the streets: shops near the middle, houses further out. */

const SEED = 1_207;
const COUNT = 236;
/** Nothing stands nearer to Mill St & 4th than this, so that its seventeen stay seventeen. */
const CLEAR_M = 345;
const SHOP_SHARE = 0.38;

export interface RegistryCamera {
  readonly number: string;
  readonly name: string;
  readonly owner: string;
  readonly kind: "business" | "resident";
  readonly street: string;
  readonly point: Point;
}

const FIRST = ["Anchor", "Beacon", "Cobble", "Drift", "Elm", "Fern", "Gull", "Heron", "Ivy", "Juniper"] as const;
const MORE = ["Lantern", "Marlin", "Nettle", "Otter", "Pine", "Quill", "Rowan", "Sable", "Thistle", "Willow"] as const;
const TRADES = [
  "Bakery",
  "Barber",
  "Books",
  "Cafe",
  "Cycles",
  "Dental",
  "Florist",
  "Hardware",
  "Market",
  "Optics",
  "Tailors",
  "Tools",
] as const;
const SHOP_PLACES = ["front", "till", "yard", "back door", "lot"] as const;
const HOME_PLACES = ["porch", "door", "drive", "gate", "yard"] as const;

export function placeRegistryCameras(): RegistryCamera[] {
  const random = createRandom(SEED);
  const shops = new Set<string>();
  const homes = new Set<string>(["Orchard Row 9"]);
  return Array.from({ length: COUNT }, (_, index) => {
    const number = `R${index + 1}`;
    if (number === "R12") return orchardRow9();
    const { point, street } = findFreePlace(random);
    const isShop = random.next() < SHOP_SHARE;
    if (isShop) {
      const owner = takeNew(shops, () => `${random.pick([...FIRST, ...MORE])} ${random.pick(TRADES)}`);
      const name = `${owner}, ${random.pick(SHOP_PLACES)}`;
      return { number, name, owner, kind: "business", street, point };
    }
    const address = takeNew(homes, () => `${street} ${1 + Math.floor(random.between(0, 180))}`);
    const name = `${address}, ${random.pick(HOME_PLACES)}`;
    return { number, name, owner: `Resident, ${street}`, kind: "resident", street, point };
  });
}

function orchardRow9(): RegistryCamera {
  const point = { x: 312, y: 170 };
  const street = "Orchard Row";
  return { number: "R12", name: "Orchard Row 9", owner: "Resident, Orchard Row", kind: "resident", street, point };
}

function takeNew(taken: Set<string>, draw: () => string): string {
  let name = draw();
  while (taken.has(name)) name = draw();
  taken.add(name);
  return name;
}

function findFreePlace(random: Random): { point: Point; street: string } {
  for (;;) {
    const along = random.next() < 0.7;
    const road = random.pick(along ? [...STREETS] : [...AVENUES]);
    const side = random.next() < 0.5 ? -11 : 11;
    const x = along ? spread(random, 1_380) : road.at + side;
    const y = along ? road.at + side : spread(random, 820);
    if (Math.hypot(x, y) > CLEAR_M && y > shoreAt(x) + 30) return { point: { x, y }, street: road.name };
  }
}

/** Denser towards the middle. */
function spread(random: Random, reachM: number): number {
  return ((random.next() + random.next() + random.next()) / 1.5 - 1) * reachM;
}

const [firstStreet = { name: "Mill St", at: 0 }, ...otherStreets] = streets;
const STREETS = [firstStreet, ...otherStreets] as const;
const [firstAvenue = { name: "4th Ave", at: 0 }, ...otherAvenues] = avenues;
const AVENUES = [firstAvenue, ...otherAvenues] as const;

/** The street or avenue a point stands on, for its place. */
export function nameNearestRoad(point: Point): string {
  const byDistance = [
    ...streets.map((road) => ({ name: road.name, distanceM: Math.abs(road.at - point.y) })),
    ...avenues.map((road) => ({ name: road.name, distanceM: Math.abs(road.at - point.x) })),
  ].sort((a, b) => a.distanceM - b.distanceM);
  return point.y < shoreAt(point.x) + 40 ? "Quay St" : (byDistance[0]?.name ?? describeArea(point));
}
