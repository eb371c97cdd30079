import { findInstants, toWallMs, type ZoneOffset } from "./zone.ts";

/** What an operator typed to go to, read against the moment that is shown now. Pure. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface TimeContext {
  /** The moment shown: what `-5m` is counted from, and whose day `14:03` means. */
  readonly atMs: number;
  /** Hub time; nothing after it has happened. */
  readonly nowMs: number;
  /** Nothing before it can be played back. */
  readonly earliestMs: number;
  readonly zone: ZoneOffset;
}

export type ParsedTime =
  | { readonly kind: "at"; readonly atMs: number; readonly isTwice: boolean }
  /** `nonsense`: no time at all. `no-such-day`: 31 February, 25:00. `skipped`: clocks were put forward over it. */
  | { readonly kind: "nonsense" | "no-such-day" | "skipped" | "future" }
  | { readonly kind: "too-early"; readonly earliestMs: number };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const UNITS_MS: Readonly<Record<string, number>> = { d: DAY_MS, h: HOUR_MS, m: MINUTE_MS, s: SECOND_MS };
/** Longer than anybody types a time; it also bounds the patterns' work. */
const MAX_LENGTH = 40;

/**
 * Reads `14:03`, `14:03:12.4`, `2:03 pm`, `1403`, `yesterday 9:10`, `mon 9:10`, `23 nov 14:03`, `2026-11-23 14:03`,
 * `-5m`, `+1h30m`, `5m ago`, `now`. A time without a day is that of the day nearest to the moment shown. Of a time that
 * came twice the first is taken.
 */
export function parseTime(typed: string, context: TimeContext): ParsedTime {
  const words = typed
    .slice(0, MAX_LENGTH + 1)
    .trim()
    .toLowerCase()
    .replace(/[−–—]/g, "-")
    .replace(/\s+/g, " ");
  if (words === "" || words.length > MAX_LENGTH) return { kind: "nonsense" };
  if (words === "now") return { kind: "at", atMs: context.nowMs, isTwice: false };
  const relative = readRelative(words);
  if (relative !== null) {
    const fromMs = relative.isAgo ? context.nowMs : context.atMs;
    return judge({ kind: "at", atMs: fromMs + relative.byMs, isTwice: false }, context);
  }
  return judge(readAbsolute(words, context), context);
}

function judge(parsed: ParsedTime, { nowMs, earliestMs }: TimeContext): ParsedTime {
  if (parsed.kind !== "at") return parsed;
  if (parsed.atMs > nowMs) return { kind: "future" };
  return parsed.atMs < earliestMs ? { kind: "too-early", earliestMs } : parsed;
}

function readRelative(words: string): { byMs: number; isAgo: boolean } | null {
  const match = /^(?<sign>[+-])? ?(?<parts>(?:\d{1,6}(?:\.\d{1,3})? ?[dhms] ?)+?)(?<ago> ?ago)?$/.exec(words);
  const { sign, parts = "", ago } = match?.groups ?? {};
  // `5m` alone says neither way.
  if (match === null || (sign === undefined) === (ago === undefined)) return null;
  let byMs = 0;
  for (const [, count, unit] of parts.matchAll(/([\d.]+) ?([dhms])/g))
    byMs += Number(count) * (UNITS_MS[unit ?? ""] ?? 0);
  return { byMs: sign === "+" ? byMs : -byMs, isAgo: ago !== undefined };
}

interface Clock {
  readonly ms: number;
  /** What was typed before the time of day; empty for none. */
  readonly day: string;
}

const CLOCK =
  /^(?<day>.*?)(?:^|[ t])(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<part>\d{1,3}))?)? ?(?<half>am|pm)?$/;
const PLAIN_DIGITS = /^(?<hour>\d{1,2})(?<minute>\d{2})(?<second>\d{2})?$/;

/** Null for no time of day, NaN for one that no clock shows. */
function readClock(words: string): Clock | null {
  const found = CLOCK.exec(words)?.groups ?? PLAIN_DIGITS.exec(words)?.groups;
  if (found === undefined) return null;
  const { day = "", hour, minute, second = "0", part = "0", half } = found;
  const hours = readHours(Number(hour), half);
  const isClock = hours !== null && Number(minute) < 60 && Number(second) < 60;
  const thousandths = Number(part.padEnd(3, "0"));
  const ms = (hours ?? 0) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * SECOND_MS + thousandths;
  return { ms: isClock ? ms : Number.NaN, day: day.trim() };
}

function readHours(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour < 24 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === "pm" ? 12 : 0);
}

function readAbsolute(words: string, context: TimeContext): ParsedTime {
  const clock = readClock(words);
  if (clock === null) return { kind: "nonsense" };
  if (Number.isNaN(clock.ms)) return { kind: "no-such-day" };
  if (clock.day === "") return chooseNearest(clock.ms, context);
  const dayMs = readDay(clock.day, context);
  if (dayMs === null) return { kind: "nonsense" };
  return Number.isNaN(dayMs) ? { kind: "no-such-day" } : takeInstant(dayMs + clock.ms, context);
}

function takeInstant(wallMs: number, { zone }: TimeContext): ParsedTime {
  const [atMs, again] = findInstants(wallMs, zone);
  return atMs === undefined ? { kind: "skipped" } : { kind: "at", atMs, isTwice: again !== undefined };
}

/** Who looks at last night means last night; but what is still to come was never meant. */
function chooseNearest(clockMs: number, context: TimeContext): ParsedTime {
  const { atMs, nowMs, zone } = context;
  const today = startOfDay(toWallMs(atMs, zone));
  const days = [today, today - DAY_MS, today + DAY_MS].map((day) => takeInstant(day + clockMs, context));
  const past = days.filter((day) => day.kind === "at" && day.atMs <= nowMs);
  const awayMs = (day: ParsedTime) => (day.kind === "at" ? Math.abs(day.atMs - atMs) : Number.POSITIVE_INFINITY);
  const [onDay] = days;
  // A reading that clocks skipped on the very day that is shown is said, not moved to another day.
  if (onDay !== undefined && onDay.kind === "skipped") return onDay;
  return past.sort((a, b) => awayMs(a) - awayMs(b))[0] ?? { kind: "future" };
}

function startOfDay(wallMs: number): number {
  return Math.floor(wallMs / DAY_MS) * DAY_MS;
}

/** Midnight of a day as wall time; null for no day, NaN for one that no calendar has. */
function readDay(words: string, { nowMs, zone }: TimeContext): number | null {
  const today = startOfDay(toWallMs(nowMs, zone));
  if (words === "today") return today;
  if (words === "yesterday") return today - DAY_MS;
  const weekday = WEEKDAYS.findIndex((day) => words.length >= 3 && isStartOf(words, day, WEEKDAY_ENDS[day] ?? ""));
  if (weekday >= 0) return today - ((new Date(today).getUTCDay() - weekday + 7) % 7) * DAY_MS;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words);
  if (iso !== null) return makeDay(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  const named = /^(?:(\d{1,2})\.? ([a-z]{3})[a-z]*|([a-z]{3})[a-z]* (\d{1,2}))$/.exec(words);
  const month = MONTHS.indexOf(named?.[2] ?? named?.[3] ?? "");
  if (named === null || month < 0) return null;
  return chooseYear(today, month, Number(named[1] ?? named[4]));
}

const WEEKDAY_ENDS: Readonly<Record<string, string>> = {
  ...{ sun: "day", mon: "day", tue: "sday", wed: "nesday", thu: "rsday", fri: "day", sat: "urday" },
};

function isStartOf(words: string, day: string, end: string): boolean {
  return (day + end).startsWith(words);
}

/** A day without a year is the last one of that name. */
function chooseYear(today: number, month: number, date: number): number {
  const year = new Date(today).getUTCFullYear();
  const thisYear = makeDay(year, month, date);
  return thisYear > today ? makeDay(year - 1, month, date) : thisYear;
}

function makeDay(year: number, month: number, date: number): number {
  const day = new Date(Date.UTC(year, month, date));
  return day.getUTCMonth() === month && day.getUTCDate() === date ? day.getTime() : Number.NaN;
}
