import type { Point } from "./cityPlan.ts";

/** Cutting ground along lines. A line is taken as straight where it passes a block, which its gentle bends allow. */

export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The piece of the line nearest to the middle of a ring. */
export function findNearest(line: readonly Point[], ring: readonly Point[]): Segment {
  const middle = {
    x: ring.reduce((sum, point) => sum + point.x, 0) / ring.length,
    y: ring.reduce((sum, point) => sum + point.y, 0) / ring.length,
  };
  let best: Segment = { from: { x: 0, y: 0 }, to: { x: 1, y: 0 } };
  let bestM = Number.POSITIVE_INFINITY;
  for (const [index, from] of line.entries()) {
    const to = line[index + 1];
    if (to === undefined) continue;
    const distanceM = Math.hypot((from.x + to.x) / 2 - middle.x, (from.y + to.y) / 2 - middle.y);
    if (distanceM >= bestM) continue;
    bestM = distanceM;
    best = { from, to };
  }
  return best;
}

/** The part of a convex ring at least `clearM` from the segment's line, on its left (1) or right (-1). */
export function clipToSide(ring: readonly Point[], segment: Segment, clearM: number, side: 1 | -1): Point[] {
  const insideBy = (point: Point) => side * offsetFrom(segment, point) - clearM;
  return ring.flatMap((point, index) => {
    const next = ring[(index + 1) % ring.length] ?? point;
    const here = insideBy(point);
    const there = insideBy(next);
    const kept = here >= 0 ? [point] : [];
    if (here >= 0 === there >= 0) return kept;
    const t = here / (here - there);
    return [...kept, { x: point.x + (next.x - point.x) * t, y: point.y + (next.y - point.y) * t }];
  });
}

/** Metres to the left of the segment's line. */
function offsetFrom({ from, to }: Segment, point: Point): number {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return ((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)) / length;
}

export function shrinkBox(ring: readonly Point[], byM: number): Box {
  const xs = ring.map((point) => point.x);
  const ys = ring.map((point) => point.y);
  return {
    west: Math.min(...xs) + byM,
    south: Math.min(...ys) + byM,
    east: Math.max(...xs) - byM,
    north: Math.max(...ys) - byM,
  };
}
