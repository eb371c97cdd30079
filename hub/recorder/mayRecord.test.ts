import { expect, test } from "vitest";
import type { ConsentRecord } from "../../contract/consentRecord.ts";
import { chooseKeepMs, chooseRenditions, mayRecord } from "./mayRecord.ts";
import { DAY_MS, makeTerms, START_MS } from "./testKit.ts";

const SPAN = { fromMs: START_MS, toMs: START_MS + 1_000 };
const { obligations } = makeTerms("cam-1");
const mask = (enforcement: "camera" | "gateway" | "client"): ConsentRecord["obligations"] => ({
  ...obligations,
  masks: [{ id: "m1", kind: "liftable", enforcement, points: [[0, 0], [1, 0], [1, 1]] }], // biome-ignore format: one line
});
/** START_MS is 08:00 of a Friday, UTC. */
const hours = (fromMin: number, toMin: number): Partial<ConsentRecord> => ({
  tier: "scheduled",
  schedule: { timeZone: "UTC", weekly: [{ days: [5], fromMin, toMin }] },
});

test.each<[string, Partial<ConsentRecord>, boolean]>([
  ["standing terms in force", {}, true],
  ["emergency terms, which are recorded so that the minutes before are there", { tier: "emergency" }, true],
  ["on-request terms", { tier: "on-request" }, true],
  ["registry-only", { tier: "registry-only" }, false],
  ["withdrawn", { state: "withdrawn" }, false],
  ["suspended", { state: "suspended" }, false],
  ["expired", { state: "expired" }, false],
  ["no word on looking back", { lookbackMs: undefined }, false],
  ["not yet valid", { validFromMs: START_MS + 1 }, false],
  ["no longer valid at its end", { validUntilMs: START_MS + 999 }, false],
  ["given again in its middle", { captureFromMs: START_MS + 500 }, false],
  ["given again at its beginning", { captureFromMs: START_MS }, true],
  ["a mask the hub would have to draw", { obligations: mask("gateway") }, false],
  ["a mask the camera draws", { obligations: mask("camera") }, true],
  ["a mask the desk draws", { obligations: mask("client") }, true],
  ["within the owner's hours", hours(480, 540), true],
  ["before the owner's hours", hours(481, 540), false],
  ["hours that end before it does", hours(300, 480), false],
  ["scheduled without hours", { tier: "scheduled" }, false],
  ["hours in a zone nobody knows", { ...hours(0, 1_440), schedule: { timeZone: "Mars/Base", weekly: [] } }, false],
])("%s", (_, changes, isKept) => {
  expect(mayRecord(makeTerms("cam-1", changes), SPAN)).toBe(isKept);
});

test("a camera without terms is not recorded", () => {
  expect(mayRecord(undefined, SPAN)).toBe(false);
});

test("what nobody may look back to is not kept, nor anything longer than the hub was told", () => {
  expect(chooseKeepMs(makeTerms("cam-1", { lookbackMs: 7_200_000 }), 7 * DAY_MS)).toBe(7_200_000);
  expect(chooseKeepMs(makeTerms("cam-1", { lookbackMs: 30 * DAY_MS }), 7 * DAY_MS)).toBe(7 * DAY_MS);
  expect(chooseKeepMs(undefined, 7 * DAY_MS)).toBe(7 * DAY_MS);
});

test.each([
  [2_160, ["main", "sub"], ["main", "sub"]],
  [720, ["main", "sub"], ["sub"]],
  [720, ["main"], ["sub"]],
  [360, ["main", "sub"], ["sub"]],
  [100, ["main", "sub"], []],
] as const)("terms of %i lines, %j wanted: %j", (maxHeightPx, wanted, chosen) => {
  const size = { codec: "avc1.64001f", fps: 15, bitrateBps: 1 };
  const available = [
    { name: "main" as const, widthPx: 1_920, heightPx: 1_080, ...size },
    { name: "sub" as const, widthPx: 640, heightPx: 360, ...size },
    { name: "thumb" as const, widthPx: 320, heightPx: 180, ...size },
  ];
  expect(chooseRenditions(available, maxHeightPx, wanted)).toEqual(chosen);
});
