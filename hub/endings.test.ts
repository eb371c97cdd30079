import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createHandClock, type HandClock } from "./test/createHandClock.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { readEvents } from "./test/testEvents.ts";
import { EVERY_OBLIGATION, MILL_STREET, type TestStation } from "./test/testStation.ts";

let clock: HandClock;
let house: TestHub;
let analyst: TestStation;
beforeEach(async () => {
  clock = createHandClock();
  house = await startTestHub({ clock });
  analyst = await house.station("analyst");
});
afterEach(() => house.close());

const MINUTE_MS = 60_000;
const RENEWAL = { nonce: "nonce-of-this-test-0002" };

async function open(number: string, station = analyst): Promise<string> {
  const [answer] = (await station.ask([number])).answer.answers;
  if (answer?.outcome !== "permit") throw new Error(`${number}: ${JSON.stringify(answer)}`);
  return answer.viewingId;
}

test("closing an incident ends its viewings at once, and only a supervisor may", async () => {
  const events = await readEvents(analyst);
  const viewingId = await open("204");
  const supervisor = await house.station("supervisor");
  const { revision } = (await supervisor.call("incidents")).answer;
  const close = { revision, close: "resolved" as const };
  expect((await analyst.call("patchIncident", close, MILL_STREET)).code).toBe("RIGHT_MISSING");
  expect((await supervisor.call("patchIncident", close, MILL_STREET)).status).toBe(200);
  const revoked = await events.find("viewing.revoked");
  expect(revoked).toMatchObject({ viewingId, cause: "incident-closed" });
  const [answer] = (await analyst.ask(["204"])).answer.answers;
  expect(answer).toMatchObject({ outcome: "deny", reasons: ["CTX_INCIDENT_CLOSED"] });
  events.close();
});

test("a hub that died right after an incident was closed does not take its viewings up again", async () => {
  const [answer] = (await analyst.ask(["206"])).answer.answers;
  if (answer?.outcome !== "permit") throw new Error("206 was not permitted");
  const { dataDir } = house;
  await house.hub.close();
  const database = new DatabaseSync(join(dataDir, "hub.sqlite"));
  const sql = "update incident set document = json_set(document, '$.incident.closedAtMs', ?) where id = ?";
  database.prepare(sql).run(clock.nowMs(), MILL_STREET);
  database.close();
  house = await startTestHub({ clock, dataDir });
  const url = house.url + (answer.media[0]?.path ?? "");
  const dpop = await analyst.proof("GET", url, { token: answer.grant });
  const media = await fetch(url, { headers: { authorization: `DPoP ${answer.grant}`, dpop } });
  expect(media.status).toBe(401);
  rmSync(dataDir, { recursive: true, force: true });
});

test("signing out ends the session's viewings and closes its events", async () => {
  const events = await readEvents(analyst);
  const viewingId = await open("205");
  await analyst.call("signOut");
  await events.ended;
  expect(events.seen.map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ type: "viewing.revoked", viewingId, cause: "signed-out" }),
  );
  expect(events.seen.at(-1)?.event).toEqual({ type: "session.revoked" });
  expect((await analyst.call("me")).code).toBe("SIGN_IN_REQUIRED");
});

test("a viewing that is not renewed ends with its grant", async () => {
  const events = await readEvents(analyst);
  const viewingId = await open("205");
  clock.advance(MINUTE_MS - 1);
  expect(events.seen.some(({ event }) => event.type === "viewing.revoked")).toBe(false);
  clock.advance(1);
  expect(await events.find("viewing.revoked")).toMatchObject({ viewingId, cause: "not-renewed" });
  events.close();
});

test("a renewed viewing goes on until its terms' half hour is over", async () => {
  const events = await readEvents(analyst);
  const viewingId = await open("204");
  const { nonce } = RENEWAL;
  for (let half = 1; half < 60; half++) {
    clock.advance(MINUTE_MS / 2);
    if (half % 15 === 0) {
      const { refreshToken, stationId } = analyst;
      const { answer } = await analyst.call("refresh", { refreshToken, stationId });
      Object.assign(analyst, { accessToken: answer.accessToken, refreshToken: answer.refreshToken });
    }
    const renewal = { nonce, supportedObligations: EVERY_OBLIGATION, viewingIds: [viewingId] };
    const [renewed] = (await analyst.call("renewViewings", renewal)).answer.answers;
    expect(renewed?.answer).toMatchObject({
      outcome: "permit",
      viewingId,
      endsInMs: 30 * MINUTE_MS - (half * MINUTE_MS) / 2,
    });
  }
  clock.advance(MINUTE_MS / 2);
  expect(await events.find("viewing.revoked")).toMatchObject({ viewingId, cause: "time-over" });
  events.close();
});

test("a renewal is a new decision for the session's own viewings", async () => {
  const viewingId = await open("204");
  const other = await house.station("trainer");
  const full = { ...RENEWAL, supportedObligations: EVERY_OBLIGATION, viewingIds: [viewingId] };
  expect((await other.call("renewViewings", full)).answer.answers[0]?.answer.outcome).toBe("deny");
  clock.advance(MINUTE_MS / 2);
  expect((await analyst.call("renewViewings", full)).answer.answers[0]?.answer).toMatchObject({
    outcome: "permit",
    viewingId,
  });
  const lacking = { ...full, supportedObligations: [] };
  expect((await analyst.call("renewViewings", lacking)).answer.answers[0]?.answer).toMatchObject({ outcome: "deny" });
  expect((await analyst.call("renewViewings", full)).answer.answers[0]?.answer).toMatchObject({ outcome: "deny" });
});

test("everybody who watches a camera sees who else does", async () => {
  const events = await readEvents(analyst);
  await open("205");
  const trainer = await house.station("trainer");
  await open("205", trainer);
  const news = await events.find("watchers.changed", ({ watchers }) => watchers.length === 2);
  expect(news.watchers.map(({ operatorLabel }) => operatorLabel).sort()).toEqual(["A. Reyes", "J. Lindqvist"]);
  events.close();
});

test("events resume after a break without loss, and say so where they cannot", async () => {
  const events = await readEvents(analyst);
  await open("205");
  const { seq } = events.seen[0] ?? { seq: 0 };
  events.close();
  const viewingId = await open("206");
  await analyst.call("endViewing", undefined, viewingId);
  const resumed = await readEvents(analyst, seq);
  expect(await resumed.find("viewing.revoked")).toMatchObject({ viewingId, cause: "operator-closed" });
  expect(resumed.seen.some(({ event }) => event.type === "gap")).toBe(false);
  resumed.close();
  const lost = await readEvents(analyst, 5);
  await lost.find("gap");
  lost.close();
});

test("the heartbeat comes each second and carries hub time", async () => {
  const events = await readEvents(analyst);
  const startMs = clock.nowMs();
  clock.advance(3_000);
  await events.find("heartbeat", ({ hubNowMs }) => hubNowMs === startMs + 3_000);
  const beats = events.seen.flatMap(({ event }) => (event.type === "heartbeat" ? [event.hubNowMs] : []));
  expect(beats).toEqual([startMs, startMs + 1_000, startMs + 2_000, startMs + 3_000]);
  events.close();
});

test("another session's revocations are nobody else's news", async () => {
  const trainer = await house.station("trainer");
  const events = await readEvents(trainer);
  const viewingId = await open("205");
  await analyst.call("endViewing", undefined, viewingId);
  await open("206", trainer);
  await events.find("watchers.changed", ({ cameraId }) => cameraId === "cam-206");
  expect(events.seen.some(({ event }) => event.type === "viewing.revoked")).toBe(false);
  events.close();
});

test("every decision is in the audit before its grant, and the chain holds", async () => {
  const { answer } = await analyst.ask(["204", "318", "326"]);
  const { entries, broken } = readAudit(house.dataDir);
  expect(broken).toBeUndefined();
  const decisions = entries.filter(({ type }) => type === "decision.opened");
  expect(decisions.map(({ outcome }) => outcome)).toEqual(["permit", "deny", "pending-supervisor"]);
  const [permitted] = answer.answers;
  expect(permitted).toMatchObject({ terms: { auditSeq: decisions[0]?.seq } });
});
