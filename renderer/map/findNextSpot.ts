import type { WorldPoint } from "./geo.ts";

export const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] } as const;
export type ArrowKey = keyof typeof DIRECTIONS;

/** What lies aside of the way counts this much more than what lies along it. Our choice. */
const ASIDE = 2.2;

/** The next of some spots in a direction: nearest along the way, within a right angle of it. Undefined for none. */
export function findNextSpot<T extends WorldPoint>(
  from: WorldPoint,
  spots: readonly T[],
  key: ArrowKey,
): T | undefined {
  const [dx, dy] = DIRECTIONS[key];
  let best: T | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const spot of spots) {
    const along = (spot.x - from.x) * dx + (spot.y - from.y) * dy;
    const aside = Math.abs((spot.x - from.x) * dy) + Math.abs((spot.y - from.y) * dx);
    if (along <= 0 || aside > along) continue;
    const cost = along + aside * ASIDE;
    if (cost < bestCost) [best, bestCost] = [spot, cost];
  }
  return best;
}
