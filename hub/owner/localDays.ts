import type { Span } from "../../contract/recorded.ts";

const HOUR_MS = 3_600_000;
/** Longer than the longest day, which has 25 hours and in one place 24 and a half. */
const BACK_MS = 12 * HOUR_MS;

/** The days of a zone's wall time, newest first, the first one holding `lastMs`. A day may have 23 or 25 hours. */
export function listLocalDays(lastMs: number, count: number, timeZone: string): Span[] {
  const days: Span[] = [];
  let fromMs = startOfDay(lastMs, timeZone);
  let toMs = startOfDay(fromMs + BACK_MS * 3, timeZone);
  for (let left = count; left > 0; left--) {
    days.push({ fromMs, toMs });
    toMs = fromMs;
    fromMs = startOfDay(fromMs - BACK_MS, timeZone);
  }
  return days;
}

function startOfDay(atMs: number, timeZone: string): number {
  const day = nameDay(atMs, timeZone);
  // Whole minutes in every zone; found by halving, because no sum of hours is right on days when clocks change.
  let beforeMs = atMs - 26 * HOUR_MS;
  let withinMs = atMs;
  while (withinMs - beforeMs > 1) {
    const middleMs = Math.floor((beforeMs + withinMs) / 2);
    if (nameDay(middleMs, timeZone) === day) withinMs = middleMs;
    else beforeMs = middleMs;
  }
  return withinMs;
}

function nameDay(atMs: number, timeZone: string): string {
  return new Date(atMs).toLocaleDateString("en-CA", { timeZone });
}
