import { afterAll, beforeAll, expect, test } from "vitest";
import type { FootageWish } from "../contract/footage.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { MILL_STREET, type TestStation } from "./test/testStation.ts";

let house: TestHub;
let analyst: TestStation;
let supervisor: TestStation;
beforeAll(async () => {
  house = await startTestHub();
  analyst = await house.station("analyst");
  supervisor = await house.station("supervisor");
});
afterAll(() => house.close());

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const nowMs = () => house.clock.nowMs();

function makeWish(change: Partial<FootageWish> = {}): FootageWish {
  const toMs = Math.floor(nowMs() - MINUTE_MS);
  const area = { shape: "cameras" as const, cameraIds: ["cam-R1"] };
  return { incidentId: MILL_STREET, area, fromMs: toMs - HOUR_MS, toMs, why: "A grey van left at speed.", ...change };
}

test.each<[string, () => Partial<FootageWish>, string]>([
  ["more than two hours", () => ({ fromMs: nowMs() - 3 * HOUR_MS }), "FOOTAGE_REFUSED"],
  ["a span turned round", () => ({ fromMs: nowMs() - 1, toMs: nowMs() - 2 }), "FOOTAGE_REFUSED"],
  ["the future", () => ({ toMs: nowMs() + MINUTE_MS }), "FOOTAGE_REFUSED"],
  ["last week", () => ({ fromMs: nowMs() - 169 * HOUR_MS, toMs: nowMs() - 168 * HOUR_MS }), "FOOTAGE_REFUSED"],
  ["a time that is no number", () => ({ fromMs: Number.NaN }), "REQUEST_MALFORMED"],
  ["no reason", () => ({ why: " \u200b " }), "REQUEST_MALFORMED"],
  ["a reason nobody would read", () => ({ why: "x".repeat(401) }), "REQUEST_MALFORMED"],
  ["an incident there is not", () => ({ incidentId: "26-0" }), "NOT_FOUND"],
  ["a camera there is not", () => ({ area: { shape: "cameras", cameraIds: ["cam-none"] } }), "NOT_FOUND"],
  ["the city's cameras alone", () => ({ area: { shape: "cameras", cameraIds: ["cam-205"] } }), "FOOTAGE_REFUSED"],
  ["half the city", () => ({ area: { shape: "circle", radiusM: 5_000 } }), "REQUEST_MALFORMED"],
  ["more cameras than one may ask about", () => ({ area: { shape: "circle", radiusM: 640 } }), "FOOTAGE_REFUSED"],
])("%s cannot be asked for, and leaves nothing behind", async (_, change, code) => {
  expect((await analyst.call("askFootage", makeWish(change()))).code).toBe(code);
  expect((await supervisor.call("footageRequests")).answer.requests).toEqual([]);
});

test("a preview names who would be asked, is audited as a look-up, and asks nobody", async () => {
  const { why: _why, ...wish } = makeWish({ area: { shape: "circle", radiusM: 150 } });
  const { answer } = await analyst.call("previewFootage", wish);
  expect(answer.items.length).toBeGreaterThan(3);
  expect(answer.items.every(({ answer: state }) => state === "to-ask")).toBe(true);
  expect(answer.owners).toBeLessThanOrEqual(answer.items.length);
  expect((await supervisor.call("footageRequests")).answer.requests).toEqual([]);
  expect(readAudit(house.dataDir).entries.at(-1)).toMatchObject({ type: "registry.lookup", actor: "analyst" });
});
