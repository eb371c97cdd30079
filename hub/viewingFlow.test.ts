import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { MILL_STREET, type TestStation } from "./test/testStation.ts";

let house: TestHub;
let analyst: TestStation;

beforeAll(async () => {
  house = await startTestHub();
  analyst = await house.station("analyst");
});
afterAll(() => house.close());

test("the first incident allows 13 cameras, asks for 2, refuses 1 and finds 1 offline", async () => {
  const { answer } = await analyst.call("incidentCameras", undefined, MILL_STREET);
  const numbersOf = (...prospects: string[]) =>
    answer.cameras.flatMap(({ number, prospect }) => (prospects.includes(prospect) ? [number] : [])).sort();
  expect(numbersOf("allowed")).toEqual("204 205 206 211 212 219 231 233 240 241 260 271 272".split(" "));
  expect(numbersOf("asks-supervisor", "asks-owner")).toEqual(["322", "326"]);
  expect(numbersOf("refused")).toEqual(["318"]);
  expect(numbersOf("offline")).toEqual(["107"]);
  const seeing = answer.cameras.filter(({ seesPlace }) => seesPlace === true);
  const others = answer.cameras.filter(({ seesPlace }) => seesPlace !== true);
  expect(seeing.length).toBeGreaterThanOrEqual(3);
  expect(answer.cameras).toEqual([seeing, others].flatMap(sortByDistance));
});

function sortByDistance<T extends { distanceM: number | null }>(cameras: readonly T[]): T[] {
  return [...cameras].sort((a, b) => (a.distanceM ?? Infinity) - (b.distanceM ?? Infinity));
}

test("a permit carries a grant, terms, obligations and media below the owner's bound", async () => {
  const { answer } = await analyst.ask(["260", "205"]);
  const [resident, city] = answer.answers;
  expect(resident?.outcome).toBe("permit");
  expect(city?.outcome).toBe("permit");
  if (resident?.outcome !== "permit") return;
  expect(resident.media.every((offer) => offer.heightPx <= 360)).toBe(true);
  expect(resident.media.map((offer) => `${offer.protocol} ${offer.rendition}`)).toEqual([
    "flv sub",
    "flv thumb",
    "hls sub",
  ]);
  expect(resident.obligations.masks).toHaveLength(1);
});

test("asking twice gives the same viewing", async () => {
  const [first, second] = await Promise.all([analyst.ask(["206", "206"]), analyst.ask(["206"])]);
  const ids = [...first.answer.answers, ...second.answer.answers].map((a) =>
    a.outcome === "permit" ? a.viewingId : "",
  );
  expect(new Set(ids).size).toBe(1);
});
