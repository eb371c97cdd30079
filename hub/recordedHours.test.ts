import { afterAll, beforeAll, expect, test } from "vitest";
import { RecordedCoverage, RecordedIndex } from "../contract/recorded.ts";
import type { PermitAnswer } from "../contract/viewings.ts";
import { createHandClock, type HandClock } from "./test/createHandClock.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import type { TestStation } from "./test/testStation.ts";

/** Camera 221 is shared from eight in the evening to six in the morning; it is eleven at night. */

const HOUR_MS = 3_600_000;
const ELEVEN_MS = Date.UTC(2026, 10, 24, 4);
const EIGHT_MS = ELEVEN_MS - 3 * HOUR_MS;
const SIX_MS = EIGHT_MS - 14 * HOUR_MS;

let clock: HandClock;
let house: TestHub;
let analyst: TestStation;
beforeAll(async () => {
  clock = createHandClock(ELEVEN_MS);
  house = await startTestHub({ clock });
  analyst = await house.station("analyst");
});
afterAll(() => house.close());

async function permit(fromMs: number): Promise<PermitAnswer> {
  const [first] = (await analyst.ask(["221"], { range: { fromMs, toMs: null } })).answer.answers;
  if (first?.outcome !== "permit") throw new Error(JSON.stringify(first));
  return first;
}

async function read({ viewingId, grant }: PermitAnswer, rest: string): Promise<unknown> {
  const response = await analyst.raw("GET", `/v1/media/${viewingId}/recorded/${rest}`, { token: grant });
  return response.status === 200 ? response.json() : response.status;
}

test("of a camera that is shared by night, days stay closed at night", async () => {
  const permitted = await permit(ELEVEN_MS - 20 * HOUR_MS);
  const times = `fromMs=${ELEVEN_MS - 20 * HOUR_MS}&toMs=${ELEVEN_MS}`;
  const { spans } = RecordedCoverage.parse(await read(permitted, `coverage.json?${times}&stepMs=900000`));
  expect(spans).toHaveLength(2);
  expect(spans[0]?.toMs).toBeLessThanOrEqual(SIX_MS);
  expect(spans[0]?.toMs).toBeGreaterThan(SIX_MS - HOUR_MS);
  expect(spans[1]?.fromMs).toBeGreaterThanOrEqual(EIGHT_MS);
});

test("a segment over the hour is cut at it in the morning, and left out in the evening", async () => {
  const permitted = await permit(ELEVEN_MS - 20 * HOUR_MS);
  const around = async (atMs: number) =>
    RecordedIndex.parse(await read(permitted, `sub/index.json?fromMs=${atMs - 10_000}&toMs=${atMs + 10_000}`)).segments;
  const morning = await around(SIX_MS);
  const last = morning.at(-1);
  expect((last?.atMs ?? 0) + (last?.durationMs ?? 0)).toBe(SIX_MS);
  const [first] = await around(EIGHT_MS);
  expect(first?.atMs).toBeGreaterThanOrEqual(EIGHT_MS);
  expect(await read(permitted, `sub/${(first?.seq ?? 0) - 1}.m4s`)).toBe(401);
});

test("a renewal that is refused ends what is looked back at", async () => {
  const permitted = await permit(ELEVEN_MS - HOUR_MS);
  clock.advance(30_000);
  const { answer } = await analyst.call("renewViewings", {
    ...{ nonce: "m".repeat(20), viewingIds: [permitted.viewingId], supportedObligations: [] },
  });
  expect(answer.answers).toMatchObject([{ answer: { reasons: ["OBLIGATION_UNSUPPORTED_BY_PEP"] } }]);
  expect(await read(permitted, "sub/init-0.mp4")).toBe(401);
});
