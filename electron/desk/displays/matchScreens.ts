import type { DesktopPoint, ScreenFacts } from "./screens.ts";

/**
 * How much each fact says about two screens being one monitor, and what is needed in all. Our choice: a label is what
 * the monitor says of itself; size and place are what operators see; the platform's id is right within a run and may
 * mean another screen after a restart, so it decides only where the rest does not.
 */
const LABEL_SAME = 6;
const LABEL_OTHER = -4;
const SIZE_SAME = 4;
const SIZE_TURNED = 3;
const PLACE_SAME = 4;
const ID_SAME = 3;
const PRIMARY_SAME = 1;
const ENOUGH = 5;

interface Pair {
  readonly old: number;
  readonly now: number;
  readonly score: number;
}

/**
 * Which of today's screens is which of the remembered ones: for each remembered screen the index of today's, or null
 * where none is surely it. No screen is given twice.
 *
 * Places count relative to one another, too: when another monitor becomes the primary one, all coordinates move. So
 * every shift that brings one old screen onto a new one is tried, and the one under which most fits is believed; no
 * shift wins where it fits as well.
 */
export function matchScreens(remembered: readonly ScreenFacts[], today: readonly ScreenFacts[]): (number | null)[] {
  const shifts = remembered.flatMap((old) =>
    today.map((now) => ({ leftPx: now.leftPx - old.leftPx, topPx: now.topPx - old.topPx })),
  );
  let best = pairUp(remembered, today, { leftPx: 0, topPx: 0 });
  for (const shift of shifts) {
    const pairs = pairUp(remembered, today, shift);
    if (sumUp(pairs) > sumUp(best)) best = pairs;
  }
  return remembered.map((_, index) => best.find(({ old }) => old === index)?.now ?? null);
}

/** Surest pairs first; of equally sure ones the first in order. */
function pairUp(remembered: readonly ScreenFacts[], today: readonly ScreenFacts[], shift: DesktopPoint): Pair[] {
  const pairs: Pair[] = [];
  const candidates = remembered
    .flatMap((before, old) => today.map((after, now) => ({ old, now, score: compare(before, after, shift) })))
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score);
  for (const candidate of candidates) {
    if (!pairs.some(({ old, now }) => old === candidate.old || now === candidate.now)) pairs.push(candidate);
  }
  return pairs;
}

function sumUp(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, { score }) => sum + score, 0);
}

function compare(old: ScreenFacts, now: ScreenFacts, shift: DesktopPoint): number {
  // A panel built into the machine is never a monitor on a cable.
  if (old.isInternal !== now.isInternal) return Number.NEGATIVE_INFINITY;
  const isPlaceSame = old.leftPx + shift.leftPx === now.leftPx && old.topPx + shift.topPx === now.topPx;
  return (
    compareLabels(old.label, now.label) +
    compareSizes(old, now) +
    (isPlaceSame ? PLACE_SAME : 0) +
    (old.platformId !== "" && old.platformId === now.platformId ? ID_SAME : 0) +
    (old.isPrimary === now.isPrimary ? PRIMARY_SAME : 0)
  );
}

function compareLabels(old: string, now: string): number {
  if (old === "" || now === "") return 0;
  return old === now ? LABEL_SAME : LABEL_OTHER;
}

/** In device pixels, so that a change of scale alone changes nothing. */
function compareSizes(old: ScreenFacts, now: ScreenFacts): number {
  const [oldWidthPx, oldHeightPx] = sizeOf(old);
  const [widthPx, heightPx] = sizeOf(now);
  if (isNear(oldWidthPx, widthPx) && isNear(oldHeightPx, heightPx)) return SIZE_SAME;
  return isNear(oldWidthPx, heightPx) && isNear(oldHeightPx, widthPx) ? SIZE_TURNED : 0;
}

function sizeOf({ widthPx, heightPx, scale }: ScreenFacts): readonly [number, number] {
  return [widthPx * scale, heightPx * scale];
}

/** Whole device-independent pixels times a fraction: the product is off by up to half a pixel times the scale. */
const ROUNDING_PX = 4;

function isNear(aPx: number, bPx: number): boolean {
  return Math.abs(aPx - bPx) <= ROUNDING_PX;
}
