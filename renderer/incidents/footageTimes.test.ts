import { expect, test } from "vitest";
import { chooseFirstSpan, readMoment, readNumbers, writeMoment } from "./footageTimes.ts";

const AT_MS = Date.UTC(2026, 10, 23, 19, 2, 31);
const MINUTE_MS = 60_000;

test.each([
  ["an hour around a call of this morning", 180, -16, 44],
  ["up to now for a call of this moment", 0, -16, -1],
  ["a minute at least, were the clock behind", -60, -2, -1],
])("offers %s", (_, openedAgoMin, fromMin, toMin) => {
  const openedAtMs = AT_MS - openedAgoMin * MINUTE_MS;
  const { fromMs, toMs } = chooseFirstSpan(openedAtMs, AT_MS);
  expect(fromMs % MINUTE_MS).toBe(0);
  expect(toMs).toBeLessThanOrEqual(AT_MS);
  const base = openedAgoMin < 0 ? AT_MS : openedAtMs;
  expect(Math.floor((fromMs - base) / MINUTE_MS)).toBe(fromMin);
  expect(Math.floor((toMs - base) / MINUTE_MS)).toBe(toMin);
});

test("a moment is read as it was written, and nonsense not at all", () => {
  const whole = AT_MS - (AT_MS % MINUTE_MS);
  expect(readMoment(writeMoment(whole))).toBe(whole);
  for (const nonsense of ["", "now", "2026-13-45T99:99", "1970", "2026-11-23"]) expect(readMoment(nonsense)).toBeNull();
});

test("numbers may be apart by anything, and unknown ones are named", () => {
  const book = new Map([
    ["R12", 1],
    ["260", 2],
  ]);
  expect(readNumbers(" r12,260;R12  999 ", book)).toEqual({ found: [1, 2], unknown: ["999"] });
  expect(readNumbers("  ", book)).toEqual({ found: [], unknown: [] });
});
