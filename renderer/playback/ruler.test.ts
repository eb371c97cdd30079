import { describe, expect, it } from "vitest";
import { chooseStep, listTicks } from "./ruler.ts";
import { zoneOf } from "./testZones.ts";
import { MAX_VIEW_MS, MIN_VIEW_MS } from "./timeView.ts";
import { toWallMs } from "./zone.ts";

const HOUR_MS = 3_600_000;
const UTC = () => 0;
const NEW_YORK = zoneOf("America/New_York");
const KATHMANDU = zoneOf("Asia/Kathmandu");
const LORD_HOWE = zoneOf("Australia/Lord_Howe");

const clock = (atMs: number, zone: (atMs: number) => number) =>
  new Date(toWallMs(atMs, zone)).toISOString().slice(11, 16);

describe("the step of the ruler", () => {
  it.each([
    ["100 ms on 1 000 px", 100, 10],
    ["a second", 1_000, 100],
    ["a minute", 60_000, 5_000],
    ["an hour", HOUR_MS, 300_000],
    ["a day", 24 * HOUR_MS, 2 * HOUR_MS],
    ["a week", MAX_VIEW_MS, 12 * HOUR_MS],
  ])("for %s leaves room for its labels", (_name, lengthMs, stepMs) => {
    expect(chooseStep(lengthMs / 1_000, 70)).toBe(stepMs);
  });

  it("is a day at most, however small the glass", () => {
    expect(chooseStep(MAX_VIEW_MS / 10, 70)).toBe(24 * HOUR_MS);
  });

  it("gives no view more lines than there is room for, and some to each", () => {
    for (let lengthMs = MIN_VIEW_MS; lengthMs <= MAX_VIEW_MS; lengthMs *= 1.3) {
      const fromMs = Date.UTC(2026, 9, 30, 1, 2, 3, 456);
      const view = { fromMs, toMs: fromMs + lengthMs };
      const ticks = listTicks(view, chooseStep(lengthMs / 1_200, 80), NEW_YORK);
      // One more for an end on a line, one for a change of the clocks.
      expect(ticks.length, `${lengthMs} ms`).toBeLessThanOrEqual(1_200 / 80 + 2);
      expect(ticks.length, `${lengthMs} ms`).toBeGreaterThan(2);
      expect(ticks.every(({ atMs }) => atMs >= view.fromMs && atMs <= view.toMs)).toBe(true);
    }
  });
});

describe("the lines of the ruler", () => {
  it.each([
    [10, "millis"],
    [100, "tenths"],
    [1_000, "seconds"],
    [60_000, "minutes"],
  ])("at a step of %d ms say the time to their %s", (stepMs, label) => {
    const fromMs = Date.UTC(2026, 10, 23, 14) - stepMs / 2;
    const ticks = listTicks({ fromMs, toMs: fromMs + stepMs * 3 }, stepMs, UTC);
    expect(ticks.map((tick) => tick.atMs - fromMs)).toEqual([0.5, 1.5, 2.5].map((steps) => steps * stepMs));
    expect(new Set(ticks.map((tick) => tick.label))).toEqual(new Set([label]));
  });

  it.each([
    ["at three quarters of an hour", KATHMANDU, Date.UTC(2026, 10, 23, 0), 6, ["06:00", "12:00"]],
    ["on UTC", UTC, Date.UTC(2026, 10, 23, 3), 6, ["06:00", "12:00"]],
  ])("stand on whole local hours in a zone %s", (_name, zone, fromMs, stepHours, clocks) => {
    const ticks = listTicks({ fromMs, toMs: fromMs + 10 * HOUR_MS }, stepHours * HOUR_MS, zone);
    expect(ticks.map(({ atMs }) => clock(atMs, zone))).toEqual(clocks);
  });

  it("say the day at midnight", () => {
    const fromMs = Date.UTC(2026, 10, 23, 3);
    const ticks = listTicks({ fromMs, toMs: fromMs + 24 * HOUR_MS }, 6 * HOUR_MS, NEW_YORK);
    expect(ticks.map(({ atMs, label }) => [clock(atMs, NEW_YORK), label])).toEqual([
      ["00:00", "day"],
      ["06:00", "minutes"],
      ["12:00", "minutes"],
      ["18:00", "minutes"],
    ]);
  });

  it("leave out the hour that clocks skip in spring", () => {
    const fromMs = Date.UTC(2026, 2, 8, 5);
    const ticks = listTicks({ fromMs, toMs: fromMs + 4 * HOUR_MS }, HOUR_MS, NEW_YORK);
    expect(ticks.map(({ atMs }) => clock(atMs, NEW_YORK))).toEqual(["00:00", "01:00", "03:00", "04:00", "05:00"]);
    expect(ticks.filter(({ isClockChange }) => isClockChange).map(({ atMs }) => clock(atMs, NEW_YORK))).toEqual([
      "03:00",
    ]);
    expect(ticks.map(({ atMs }) => (atMs - fromMs) / HOUR_MS)).toEqual([0, 1, 2, 3, 4]);
  });

  it("show the hour twice that clocks repeat in autumn", () => {
    const fromMs = Date.UTC(2026, 10, 1, 4);
    const ticks = listTicks({ fromMs, toMs: fromMs + 4 * HOUR_MS }, HOUR_MS, NEW_YORK);
    expect(ticks.map(({ atMs }) => clock(atMs, NEW_YORK))).toEqual(["00:00", "01:00", "01:00", "02:00", "03:00"]);
    expect(ticks.map(({ isClockChange }) => isClockChange)).toEqual([false, false, true, false, false]);
  });

  it("follow clocks that are put forward by half an hour", () => {
    const fromMs = Date.UTC(2026, 9, 3, 14);
    const ticks = listTicks({ fromMs, toMs: fromMs + 4 * HOUR_MS }, HOUR_MS, LORD_HOWE);
    expect(ticks.map(({ atMs }) => clock(atMs, LORD_HOWE))).toEqual(["01:00", "02:30", "03:00", "04:00", "05:00"]);
  });

  it("at steps of a day over a change of the clocks stand on local midnights, 23 and 25 hours apart", () => {
    const ticksOf = (fromMs: number) => listTicks({ fromMs, toMs: fromMs + 60 * HOUR_MS }, 24 * HOUR_MS, NEW_YORK);
    const midnights = (fromMs: number) => ticksOf(fromMs).filter(({ label }) => label === "day");
    const [spring, next] = midnights(Date.UTC(2026, 2, 8, 4));
    const [autumn, after] = midnights(Date.UTC(2026, 10, 1, 3));
    expect(((next?.atMs ?? 0) - (spring?.atMs ?? 0)) / HOUR_MS).toBe(23);
    expect(((after?.atMs ?? 0) - (autumn?.atMs ?? 0)) / HOUR_MS).toBe(25);
  });
});
