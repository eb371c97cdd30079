import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHandClock } from "./test/createHandClock.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { createTestStation } from "./test/testStation.ts";

const clock = createHandClock();
let house: TestHub;
beforeAll(async () => {
  house = await startTestHub({ clock });
});
afterAll(() => house.close());

const MINUTE_MS = 60_000;

test("a signed-in operator is told who they are", async () => {
  const station = await house.station("supervisor");
  const { answer } = await station.call("me");
  expect(answer).toMatchObject({ name: "supervisor", rights: expect.arrayContaining(["view-live", "push-views"]) });
});

test("five wrong passwords lock an account for 15 minutes, even for the right one", async () => {
  const station = await house.station();
  for (let attempt = 0; attempt < 5; attempt++) {
    expect((await station.signIn("trainer", "wrong")).code).toBe("SIGN_IN_WRONG");
  }
  expect((await station.signIn("trainer")).code).toBe("ACCOUNT_LOCKED");
  clock.advance(14 * MINUTE_MS);
  expect((await station.signIn("trainer")).code).toBe("ACCOUNT_LOCKED");
  clock.advance(2 * MINUTE_MS);
  expect((await station.signIn("trainer")).status).toBe(200);
  const types = readAudit(house.dataDir)
    .entries.filter(({ actor }) => actor === "trainer")
    .map(({ type }) => type);
  expect(types.filter((type) => type === "auth.failed")).toHaveLength(4);
  expect(types.filter((type) => type === "auth.locked")).toHaveLength(1);
});

test("guesses made at once count as many", async () => {
  const station = await house.station();
  const answers = await Promise.all(Array.from({ length: 12 }, () => station.signIn("auditor", "guess")));
  expect(answers.filter(({ code }) => code === "SIGN_IN_WRONG")).toHaveLength(5);
  expect(answers.filter(({ code }) => code === "ACCOUNT_LOCKED")).toHaveLength(7);
});

test("a name nobody has answers and locks like a real one", async () => {
  const station = await house.station();
  for (let attempt = 0; attempt < 5; attempt++) {
    expect((await station.signIn("nobody-here", "wrong")).code).toBe("SIGN_IN_WRONG");
  }
  expect((await station.signIn("nobody-here", "wrong")).code).toBe("ACCOUNT_LOCKED");
  expect(JSON.stringify(readAudit(house.dataDir).entries)).not.toContain("nobody-here");
});

test("an owner is no operator", async () => {
  const station = await house.station();
  expect((await station.signIn("owner101")).code).toBe("SIGN_IN_WRONG");
});

test("a station that is not enrolled, or proves another key, is refused", async () => {
  const enrolled = await house.station();
  const stranger = await createTestStation(house.url, clock.nowMs);
  stranger.stationId = enrolled.stationId;
  expect((await stranger.signIn("analyst")).code).toBe("STATION_UNKNOWN");
});

test("an enrolment code works once, and not after ten minutes", async () => {
  const first = await createTestStation(house.url, clock.nowMs);
  const second = await createTestStation(house.url, clock.nowMs);
  const code = await house.hub.makeEnrolCode();
  await first.enrol(code);
  const again = await second.call("enrolStation", { code, publicJwk: second.publicJwk, name: "Console 2" });
  expect(again.code).toBe("ENROL_CODE_WRONG");
  const late = await house.hub.makeEnrolCode();
  clock.advance(11 * MINUTE_MS);
  const tooLate = await second.call("enrolStation", { code: late, publicJwk: second.publicJwk, name: "Console 2" });
  expect(tooLate.code).toBe("ENROL_CODE_WRONG");
});

test("only an administrator makes enrolment codes", async () => {
  expect((await (await house.station("analyst")).call("makeStationCode")).code).toBe("RIGHT_MISSING");
  expect((await (await house.station("administrator")).call("makeStationCode")).status).toBe(200);
});

test("a proof passes once, for its own call, within a minute of hub time", async () => {
  const station = await house.station("analyst");
  const token = station.accessToken;
  const nowS = Math.floor(clock.nowMs() / 1_000);
  expect((await station.raw("GET", "/v1/me", { token, jti: "one-and-only" })).status).toBe(200);
  expect((await station.raw("GET", "/v1/me", { token, jti: "one-and-only" })).status).toBe(401);
  expect((await station.raw("GET", "/v1/me", { token, iat: nowS - 61 })).status).toBe(401);
  expect((await station.raw("GET", "/v1/me", { token, iat: nowS + 61 })).status).toBe(401);
  expect((await station.raw("GET", "/v1/me", { token, iat: nowS - 55 })).status).toBe(200);
  const elsewhere = await station.proof("GET", `${house.url}/v1/incidents`, { token });
  const headers = { authorization: `DPoP ${token}`, dpop: elsewhere };
  expect((await fetch(`${house.url}/v1/me`, { headers })).status).toBe(401);
  const thief = await house.station();
  expect((await thief.raw("GET", "/v1/me", { token })).status).toBe(401);
});

test("an access token ends after ten minutes, and its refresh token gives another", async () => {
  const station = await house.station("analyst");
  clock.advance(11 * MINUTE_MS);
  expect((await station.call("me")).code).toBe("SIGN_IN_REQUIRED");
  const { refreshToken, stationId } = station;
  const { answer } = await station.call("refresh", { refreshToken, stationId });
  station.accessToken = answer.accessToken;
  expect((await station.call("me")).status).toBe(200);
});

test("a station whose refresh went unheard repeats it, and the session lives", async () => {
  const station = await house.station("analyst");
  const { refreshToken, stationId } = station;
  const { answer: unheard } = await station.call("refresh", { refreshToken, stationId });
  clock.advance(10_000);
  const { answer } = await station.call("refresh", { refreshToken, stationId });
  station.accessToken = answer.accessToken;
  expect((await station.call("me")).status).toBe(200);
  const lost = await station.call("refresh", { refreshToken: unheard.refreshToken, stationId });
  expect(lost.code).toBe("SIGN_IN_REQUIRED");
  expect((await station.call("refresh", { refreshToken: answer.refreshToken, stationId })).status).toBe(200);
});

test("a refresh that could not be audited spends nothing", async () => {
  const station = await house.station("analyst");
  const { refreshToken, stationId } = station;
  const db = new DatabaseSync(join(house.dataDir, "hub.sqlite"));
  db.exec("create trigger full before insert on audit begin select raise(abort, 'disk full'); end");
  expect((await station.call("refresh", { refreshToken, stationId })).code).toBe("AUDIT_UNAVAILABLE");
  db.exec("drop trigger full");
  db.close();
  clock.advance(MINUTE_MS);
  expect((await station.call("refresh", { refreshToken, stationId })).status).toBe(200);
});

test.each([
  ["a minute later", "late"],
  ["by another station", "stranger"],
  ["after its successor was used", "passed"],
])("a spent refresh token used %s ends the session", async (_name, how) => {
  const station = await house.station("analyst");
  const { refreshToken, stationId } = station;
  const { answer } = await station.call("refresh", { refreshToken, stationId });
  station.accessToken = answer.accessToken;
  if (how === "late") clock.advance(MINUTE_MS);
  if (how === "passed") await station.call("refresh", { refreshToken: answer.refreshToken, stationId });
  const user = how === "stranger" ? await house.station() : station;
  const again = await user.call("refresh", { refreshToken, stationId: user.stationId });
  expect(again.code).toBe("SIGN_IN_REQUIRED");
  expect((await station.call("me")).code).toBe("SIGN_IN_REQUIRED");
});

test("a session ends after a shift", async () => {
  const station = await house.station("analyst");
  const { refreshToken, stationId } = station;
  clock.advance(12 * 60 * MINUTE_MS);
  expect((await station.call("refresh", { refreshToken, stationId })).code).toBe("SIGN_IN_REQUIRED");
});

test("a jump of the machine's clock by hours changes nothing", async () => {
  const station = await house.station("analyst");
  clock.setWallAhead(-7 * 60 * MINUTE_MS);
  expect((await station.call("me")).status).toBe(200);
  const { answer } = await station.ask(["205"]);
  expect(answer.answers[0]).toMatchObject({ outcome: "permit", grantEndsInMs: 60_000 });
  clock.setWallAhead(0);
});

test("a proof for no address opens none, however the request is addressed", async () => {
  const station = await house.station("analyst");
  const token = station.accessToken;
  const dpop = await station.proof("GET", "nowhere", { token });
  const { hostname, port, host } = new URL(house.url);
  const headers = { host, authorization: `DPoP ${token}`, dpop };
  const asked = request({ hostname, port, path: "http://elsewhere.example/v1/me", headers }).end();
  const [answer]: IncomingMessage[] = await once(asked, "response");
  answer?.resume();
  expect(answer?.statusCode).toBe(401);
});

test("sessions, stations and viewings outlive a restart of the hub", async () => {
  const dataDir = house.dataDir;
  const station = await house.station("analyst");
  const { answer } = await station.ask(["206"]);
  await house.hub.close();
  house = await startTestHub({ clock, dataDir });
  const token = station.accessToken;
  const url = `${house.url}/v1/me`;
  const headers = { authorization: `DPoP ${token}`, dpop: await station.proof("GET", url, { token }) };
  expect((await fetch(url, { headers })).status).toBe(200);
  const [permitted] = answer.answers;
  if (permitted?.outcome !== "permit") throw new Error("206 was not permitted");
  const media = house.url + (permitted.media[0]?.path ?? "");
  const proof = await station.proof("GET", media, { token: permitted.grant });
  const stream = await fetch(media, { headers: { authorization: `DPoP ${permitted.grant}`, dpop: proof } });
  expect(stream.status).toBe(200);
  await stream.body?.cancel();
});
