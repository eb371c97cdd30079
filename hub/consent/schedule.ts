import type { Schedule } from "../../contract/consentRecord.ts";
import type { Span } from "../../contract/recorded.ts";
import { joinSpans } from "./spans.ts";

const DAY_NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MINUTES_PER_HOUR = 60;
const MINUTE_MS = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether owner's hours are open at `atMs` (UTC epoch), in local wall time of the schedule's zone. A window that the
 * clock change repeats is open twice; one that it skips is not open at all. Undefined for a zone nobody knows.
 */
export function isScheduleOpen(schedule: Schedule, atMs: number): boolean | undefined {
  const local = readLocalTime(schedule.timeZone, atMs);
  if (local === undefined) return undefined;
  const { day, minute } = local;
  const yesterday = (day + DAY_NAMES.length - 1) % DAY_NAMES.length;
  return schedule.weekly.some(({ days, fromMin, toMin }) => {
    if (fromMin < toMin) return days.includes(day) && minute >= fromMin && minute < toMin;
    return (days.includes(day) && minute >= fromMin) || (days.includes(yesterday) && minute < toMin);
  });
}

/** Stretches of `within` in which the hours are open, ascending. None for a zone nobody knows. */
export function listOpenSpans(schedule: Schedule, { fromMs, toMs }: Span): Span[] {
  const open: Span[] = [];
  // Hours begin and end on whole minutes of every zone's time.
  for (let atMs = fromMs; atMs < toMs; ) {
    const nextMs = Math.min(toMs, (Math.floor(atMs / MINUTE_MS) + 1) * MINUTE_MS);
    if (isScheduleOpen(schedule, atMs) === true) open.push({ fromMs: atMs, toMs: nextMs });
    atMs = nextMs;
  }
  return joinSpans(open);
}

function readLocalTime(timeZone: string, atMs: number): { day: number; minute: number } | undefined {
  try {
    const parts = formatOf(timeZone).formatToParts(atMs);
    const read = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
    const day = DAY_NAMES.indexOf(read("weekday"));
    const minute = Number(read("hour")) * MINUTES_PER_HOUR + Number(read("minute"));
    return day < 0 || !Number.isInteger(minute) ? undefined : { day, minute };
  } catch {
    // Intl throws for an unknown zone and for an instant out of range: both mean "cannot tell".
    return undefined;
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formats.set(timeZone, made);
  return made;
}
