import { describe, expect, it } from "vitest";
import { parseTime } from "./parseTime.ts";
import { zoneOf } from "./testZones.ts";
import { toWallMs } from "./zone.ts";

const NEW_YORK = zoneOf("America/New_York");
const DAY_MS = 86_400_000;
/** Monday 23 November 2026, 14:11:27 in New York, shown at 14:03:12. */
const NOW_MS = Date.UTC(2026, 10, 23, 19, 11, 27);
const AT_MS = Date.UTC(2026, 10, 23, 19, 3, 12);
const CONTEXT = { atMs: AT_MS, nowMs: NOW_MS, earliestMs: NOW_MS - 7 * DAY_MS, zone: NEW_YORK };

function read(typed: string, change: Partial<typeof CONTEXT> = {}): string {
  const parsed = parseTime(typed, { ...CONTEXT, ...change });
  if (parsed.kind !== "at") return parsed.kind;
  return new Date(toWallMs(parsed.atMs, NEW_YORK))
    .toISOString()
    .slice(0, 23)
    .replace("T", " ")
    .replace(/\.000$/, "");
}

describe("a typed time", () => {
  it.each([
    ["14:03", "2026-11-23 14:03:00"],
    ["14:03:12", "2026-11-23 14:03:12"],
    ["14:03:12.4", "2026-11-23 14:03:12.400"],
    ["14:03:12,45", "2026-11-23 14:03:12.450"],
    ["9:10", "2026-11-23 09:10:00"],
    ["2:03 pm", "2026-11-23 14:03:00"],
    ["12:30am", "2026-11-23 00:30:00"],
    ["1403", "2026-11-23 14:03:00"],
    ["910", "2026-11-23 09:10:00"],
    ["140312", "2026-11-23 14:03:12"],
    ["today 0:00", "2026-11-23 00:00:00"],
    ["yesterday 9:10", "2026-11-22 09:10:00"],
    ["  Yesterday   9:10 ", "2026-11-22 09:10:00"],
    ["mon 9:10", "2026-11-23 09:10:00"],
    ["Tuesday 9:10", "2026-11-17 09:10:00"],
    ["sat 23:59:59", "2026-11-21 23:59:59"],
    ["22 nov 14:03", "2026-11-22 14:03:00"],
    ["Nov 22 14:03", "2026-11-22 14:03:00"],
    ["2026-11-22 14:03", "2026-11-22 14:03:00"],
    ["2026-11-22T14:03:05", "2026-11-22 14:03:05"],
    ["-5m", "2026-11-23 13:58:12"],
    ["−5m", "2026-11-23 13:58:12"],
    ["- 1h 30m", "2026-11-23 12:33:12"],
    ["+30s", "2026-11-23 14:03:42"],
    ["-0.5s", "2026-11-23 14:03:11.500"],
    ["-2d", "2026-11-21 14:03:12"],
    ["5m ago", "2026-11-23 14:06:27"],
    ["now", "2026-11-23 14:11:27"],
  ])("%s is %s", (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  it.each([
    ["", "nonsense"],
    ["quarter past two", "nonsense"],
    ["14", "nonsense"],
    ["5m", "nonsense"],
    ["14:3", "nonsense"],
    ["-5", "nonsense"],
    ["tomorrow 9:10", "nonsense"],
    ["su 9:10", "nonsense"],
    ["sunny 9:10", "nonsense"],
    ["22/11 9:10", "nonsense"],
    ["1".repeat(10_000), "nonsense"],
    ["-".repeat(40), "nonsense"],
    ["24:00", "no-such-day"],
    ["9:60", "no-such-day"],
    ["13:00 pm", "no-such-day"],
    ["31 feb 9:10", "no-such-day"],
    ["2026-13-01 9:10", "no-such-day"],
    ["today 14:12", "future"],
    ["+1h", "future"],
    ["2027-01-01 0:00", "future"],
    ["10 nov 9:10", "too-early"],
    ["-400d", "too-early"],
  ])("%s is refused: %s", (typed, kind) => {
    expect(read(typed)).toBe(kind);
  });
});

describe("a time without a day", () => {
  it("is of the day that is shown, not of today", () => {
    expect(read("14:10", { atMs: AT_MS - 2 * DAY_MS })).toBe("2026-11-21 14:10:00");
  });

  it("is yesterday's where today's is still to come", () => {
    expect(read("23:50")).toBe("2026-11-22 23:50:00");
  });

  it("shortly after midnight is of the evening before", () => {
    const atMs = Date.UTC(2026, 10, 23, 5, 10);
    expect(read("23:50", { atMs, nowMs: atMs + 60_000 })).toBe("2026-11-22 23:50:00");
  });
});

describe("around a change of the clocks", () => {
  const spring = { nowMs: Date.UTC(2026, 2, 9, 16), earliestMs: 0, atMs: Date.UTC(2026, 2, 8, 12) };
  const autumn = { nowMs: Date.UTC(2026, 10, 1, 18), earliestMs: 0, atMs: Date.UTC(2026, 10, 1, 12) };

  it("a time that was skipped is said to be skipped, with a day and without", () => {
    expect(read("8 mar 2:30", spring)).toBe("skipped");
    expect(read("2:30", spring)).toBe("skipped");
    expect(read("3:00", spring)).toBe("2026-03-08 03:00:00");
    expect(read("1:59:59", spring)).toBe("2026-03-08 01:59:59");
  });

  it("a time that came twice is the first of both, and marked", () => {
    expect(parseTime("1:30", { ...CONTEXT, ...autumn })).toEqual({
      ...{ kind: "at", atMs: Date.UTC(2026, 10, 1, 5, 30), isTwice: true },
    });
    expect(parseTime("2:30", { ...CONTEXT, ...autumn })).toMatchObject({
      atMs: Date.UTC(2026, 10, 1, 7, 30),
      isTwice: false,
    });
  });

  it("steps count real time, not the clock's", () => {
    const atMs = Date.UTC(2026, 2, 8, 7, 30);
    expect(read("-1h", { ...spring, atMs })).toBe("2026-03-08 01:30:00");
  });
});
