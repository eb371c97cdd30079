import type { TimeView } from "./timeView.ts";
import { toWallMs, type ZoneOffset } from "./zone.ts";

/** The ruler of the timeline: which instants have a line, and how their labels are written. Pure. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Steps people read without reckoning, milliseconds. */
const STEPS_MS: readonly number[] = [
  ...[10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  DAY_MS,
];
/** Zones lie whole quarters of an hour from UTC, and clocks are moved at one. */
const QUARTER_MS = 15 * MINUTE_MS;

/** How exactly a label has to say its time: thousandths, tenths, seconds, minutes, or the day alone. */
export type TickLabel = "millis" | "tenths" | "seconds" | "minutes" | "day";

export interface Tick {
  readonly atMs: number;
  readonly label: TickLabel;
  /** Clocks were moved at this instant. */
  readonly isClockChange: boolean;
}

/** The least step whose labels stand at least `leastPx` apart; a day where even that is less. */
export function chooseStep(msPerPx: number, leastPx: number): number {
  return STEPS_MS.find((stepMs) => stepMs >= msPerPx * leastPx) ?? DAY_MS;
}

/** Lines inside a view, in order, on round local times; each change of the clocks has one of its own. */
export function listTicks(view: TimeView, stepMs: number, zone: ZoneOffset): Tick[] {
  return stepMs <= QUARTER_MS ? listEvenTicks(view, stepMs) : listLocalTicks(view, stepMs, zone);
}

function listEvenTicks({ fromMs, toMs }: TimeView, stepMs: number): Tick[] {
  const label = stepMs < 100 ? "millis" : stepMs < SECOND_MS ? "tenths" : stepMs < MINUTE_MS ? "seconds" : "minutes";
  const ticks: Tick[] = [];
  // By count and not by adding up: a thousand additions of a tenth do not end at a hundred.
  for (let count = Math.ceil(fromMs / stepMs); count * stepMs <= toMs; count++)
    ticks.push({ atMs: count * stepMs, label, isClockChange: false });
  return ticks;
}

/** Walks real time by quarters of an hour and puts a line wherever the local clock enters another step of its day. */
function listLocalTicks({ fromMs, toMs }: TimeView, stepMs: number, zone: ZoneOffset): Tick[] {
  const ticks: Tick[] = [];
  const first = Math.ceil(fromMs / QUARTER_MS) * QUARTER_MS;
  let before = toWallMs(first - QUARTER_MS, zone);
  for (let atMs = first; atMs <= toMs; atMs += QUARTER_MS) {
    const wall = toWallMs(atMs, zone);
    const isClockChange = wall - before !== QUARTER_MS;
    const isNewDay = Math.floor(wall / DAY_MS) !== Math.floor(before / DAY_MS);
    if (isClockChange || Math.floor(wall / stepMs) !== Math.floor(before / stepMs))
      ticks.push({ atMs, label: isNewDay ? "day" : "minutes", isClockChange });
    before = wall;
  }
  return ticks;
}
