import { expect, test } from "vitest";
import type { Schedule } from "../../contract/consentRecord.ts";
import { isScheduleOpen, listOpenSpans } from "./schedule.ts";

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const MINUTE_MS = 60_000;

function makeSchedule(fromMin: number, toMin: number, days = EVERY_DAY, timeZone = "America/New_York"): Schedule {
  return { timeZone, weekly: [{ days, fromMin, toMin }] };
}

function countOpenMinutes(schedule: Schedule, fromMs: number, hours: number): number {
  const minutes = Array.from({ length: hours * 60 }, (_, index) => fromMs + index * MINUTE_MS);
  return minutes.filter((atMs) => isScheduleOpen(schedule, atMs)).length;
}

/** Midnight in New York on the days its clocks change in 2026, and the length of those days. */
const SPRING_MIDNIGHT_MS = Date.UTC(2026, 2, 8, 5);
const AUTUMN_MIDNIGHT_MS = Date.UTC(2026, 10, 1, 4);

test("a window that the spring change skips is open for no minute of that day", () => {
  expect(countOpenMinutes(makeSchedule(120, 180), SPRING_MIDNIGHT_MS, 23)).toBe(0);
});

test("a window that the autumn change repeats is open for two hours of that day", () => {
  expect(countOpenMinutes(makeSchedule(60, 120), AUTUMN_MIDNIGHT_MS, 25)).toBe(120);
});

test("a window over midnight belongs to the day it begins", () => {
  const saturdayNight = makeSchedule(1_320, 360, [6]);
  const saturdayMs = Date.UTC(2026, 10, 22, 3, 30);
  expect(isScheduleOpen(saturdayNight, saturdayMs)).toBe(true);
  expect(isScheduleOpen(saturdayNight, saturdayMs + 3 * 3_600_000)).toBe(true);
  expect(isScheduleOpen(saturdayNight, saturdayMs + 24 * 3_600_000)).toBe(false);
});

test("the open stretches of a day are those in which it is open, to the minute, on days when clocks change too", () => {
  const hours = (schedule: Schedule, fromMs: number, count: number) =>
    listOpenSpans(schedule, { fromMs, toMs: fromMs + count * 3_600_000 }).map(({ fromMs: from, toMs }) => [
      (from - fromMs) / 3_600_000,
      (toMs - fromMs) / 3_600_000,
    ]);
  expect(hours(makeSchedule(60, 120), AUTUMN_MIDNIGHT_MS, 25)).toEqual([[1, 3]]);
  expect(hours(makeSchedule(120, 180), SPRING_MIDNIGHT_MS, 23)).toEqual([]);
  expect(hours(makeSchedule(1_320, 360), AUTUMN_MIDNIGHT_MS, 25)).toEqual([
    [0, 7],
    [23, 25],
  ]);
  expect(hours(makeSchedule(0, 60, EVERY_DAY, "Mars/Base"), AUTUMN_MIDNIGHT_MS, 25)).toEqual([]);
});

test("nobody can tell for an unknown zone or an impossible instant", () => {
  expect(isScheduleOpen(makeSchedule(0, 60, EVERY_DAY, "Mars/Base"), SPRING_MIDNIGHT_MS)).toBeUndefined();
  expect(isScheduleOpen(makeSchedule(0, 60), Number.NaN)).toBeUndefined();
});
