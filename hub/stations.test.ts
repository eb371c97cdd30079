import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  MAX_PRESETS_PER_DISPLAY,
  PUSH_LIFE_MS,
  type PushRequest,
  type StationDisplay,
  type StationReport,
} from "../contract/stations.ts";
import { createHandClock } from "./test/createHandClock.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { readEvents, type TestEvents } from "./test/testEvents.ts";
import { MILL_STREET, type TestStation } from "./test/testStation.ts";

const DISPLAY: StationDisplay = {
  display: 1,
  layout: "1x1",
  tiles: [{ cameraId: "cam-205", state: "live" }],
  purpose: { code: "emergency-response", incidentId: MILL_STREET },
  hasWindow: true,
  isCut: false,
};
const NO_MARKS = { sequences: [], hotspot: null };
const REPORT: StationReport = { isLocked: false, displays: [DISPLAY] };

const clock = createHandClock();
let house: TestHub;
let supervisor: TestStation;
let analyst: TestStation;
let heard: TestEvents;
const open: TestEvents[] = [];
let lastRequest = 0;

const known = new Map<string, TestStation>();

/** An operator at a station, with a control channel and a first report. One that is to be used up is made anew. */
async function sitDown(operator = "analyst", isFresh = false): Promise<{ station: TestStation; events: TestEvents }> {
  const station = (isFresh ? undefined : known.get(operator)) ?? (await house.station(operator));
  if (!isFresh) known.set(operator, station);
  const events = await listen(station);
  await station.call("reportDisplays", REPORT, station.stationId);
  return { station, events };
}

async function listen(station: TestStation): Promise<TestEvents> {
  const events = await readEvents(station);
  open.push(events);
  await events.find("heartbeat");
  return events;
}

const makePush = (change: Partial<PushRequest> = {}): PushRequest => ({
  requestId: `request:${lastRequest++}`,
  display: 1,
  purpose: { code: "emergency-response", incidentId: MILL_STREET },
  view: { name: "Mill St", layout: "2x2", tiles: ["cam-205", "cam-206", null, null], ...NO_MARKS },
  ...change,
});
const push = (change: Partial<PushRequest> = {}, to = analyst.stationId, from = supervisor) =>
  from.call("pushView", makePush(change), to);

async function show(events: TestEvents, station: TestStation, pushName = "Mill St") {
  const { push: taken } = await events.find("station.pushed", (event) => event.push.view.name === pushName);
  return station.call("ackPush", { outcome: "shown" }, taken.pushId);
}

beforeAll(async () => {
  house = await startTestHub({ clock });
  supervisor = await house.station("supervisor");
});
afterEach(() => {
  for (const events of open.splice(0)) events.close();
});
afterAll(() => house.close());

describe("the diagram of stations", () => {
  test("says what each display shows, by camera and state, and who is there", async () => {
    const { station } = await sitDown();
    const { answer } = await supervisor.call("stations");
    expect(answer.stations.find(({ stationId }) => stationId === station.stationId)).toMatchObject({
      ...{ name: "Console 1", isOwn: false, state: "signed-in", displays: [DISPLAY], unattendedUse: null },
    });
    expect(answer.stations.find(({ isOwn }) => isOwn)?.stationId).toBe(supervisor.stationId);
  });

  test("is not for analysts and auditors; a trainer follows their trainees", async () => {
    for (const operator of ["analyst", "auditor"]) {
      const station = await house.station(operator);
      expect((await station.call("stations")).code).toBe("RIGHT_MISSING");
    }
    for (const operator of ["administrator", "trainer"]) {
      const station = await house.station(operator);
      expect((await station.call("stations")).status).toBe(200);
    }
  });

  test("cannot be read unseen: everybody is told who looks, at once and until 20 s after the last reading", async () => {
    const looker = await house.station("supervisor");
    const { events } = await sitDown();
    await looker.call("stations");
    const isSeen = (count: number) => (event: { lookers: { operatorLabel: string }[] }) =>
      event.lookers.length === count;
    clock.advance(21_000);
    await events.find("stations.lookers", isSeen(0));
    await looker.call("stations");
    await events.find("stations.lookers", isSeen(1));
    const late = await sitDown();
    await late.events.find("stations.lookers", isSeen(1));
    const types = readAudit(house.dataDir).entries.filter(({ type }) => type === "stations.looked");
    expect(types.at(-1)).toMatchObject({ actor: "supervisor", station: looker.stationId });
  });

  test("tells those who look that something has changed, once for many changes, and nobody else", async () => {
    const looking = await listen(supervisor);
    await supervisor.call("stations");
    const { station, events } = await sitDown();
    await Promise.all(Array.from({ length: 20 }, () => station.call("reportDisplays", REPORT, station.stationId)));
    const before = looking.seen.filter(({ event }) => event.type === "stations.changed").length;
    clock.advance(400);
    await looking.find("stations.changed");
    clock.advance(1_000);
    await looking.find("heartbeat");
    const after = looking.seen.filter(({ event }) => event.type === "stations.changed").length;
    expect(after - before).toBeLessThanOrEqual(1);
    expect(events.seen.some(({ event }) => event.type === "stations.changed")).toBe(false);
  });

  test("knows who is locked, gone and signed out, and forgets what a signed-out station showed", async () => {
    const { station, events } = await sitDown("analyst", true);
    const find = async () => {
      const { answer } = await supervisor.call("stations");
      return answer.stations.find(({ stationId }) => stationId === station.stationId);
    };
    await station.call("reportDisplays", { ...REPORT, isLocked: true }, station.stationId);
    expect((await find())?.state).toBe("locked");
    events.close();
    await expect.poll(async () => (await find())?.state).toBe("gone");
    await station.call("signOut");
    expect(await find()).toMatchObject({ state: "signed-out", displays: [], heardAgoMs: null });
  });

  test.each([
    ["another station's displays", { id: true }, 403],
    ["17 displays", { displays: Array.from({ length: 17 }, (_, at) => ({ ...DISPLAY, display: at + 1 })) }, 400],
    ["a display 0", { displays: [{ ...DISPLAY, display: 0 }] }, 400],
    ["a state nobody knows", { displays: [{ ...DISPLAY, tiles: [{ cameraId: "cam-205", state: "fine" }] }] }, 400],
    ["an address among its fields", { displays: [{ ...DISPLAY, url: "http://localhost/" }] }, 400],
    [
      "more than 64 KiB",
      {
        displays: Array.from({ length: 16 }, (_, at) => ({
          ...{ ...DISPLAY, display: at + 1, layout: "10x10" },
          tiles: Array.from({ length: 100 }, () => ({ cameraId: `cam-${"x".repeat(50)}`, state: "reconnecting" })),
        })),
      },
      413,
    ],
  ])("refuses a report of %s and keeps the last good one", async (_what, change, status) => {
    const { station } = await sitDown();
    const { id, ...rest } = change as { id?: true };
    const answered = await station.call(
      "reportDisplays",
      { ...REPORT, ...(rest as Partial<StationReport>) },
      id === true ? supervisor.stationId : station.stationId,
    );
    expect(answered.status).toBe(status);
    const { answer } = await supervisor.call("stations");
    const kept = answer.stations.find(({ stationId }) => stationId === station.stationId);
    expect(kept?.displays).toEqual([DISPLAY]);
  });
});

describe("a pushed view", () => {
  const start = async (isFresh = false) => {
    const at = await sitDown("analyst", isFresh);
    analyst = at.station;
    heard = at.events;
  };

  test("is written down, sent to its target alone, and answered when that has shown it", async () => {
    await start();
    const other = await sitDown("trainer");
    const answered = push();
    const { push: taken } = await heard.find("station.pushed");
    expect(taken).toMatchObject({ display: 1, view: { name: "Mill St" }, purpose: { incidentId: MILL_STREET } });
    const written = readAudit(house.dataDir).entries;
    expect(written.findLast(({ type }) => type === "station.pushing")).toMatchObject({
      actor: "supervisor",
      cameras: 2,
    });
    clock.advance(120);
    expect((await analyst.call("ackPush", { outcome: "shown" }, taken.pushId)).status).toBe(200);
    expect((await answered).answer).toEqual({ outcome: "shown", afterMs: 120 });
    expect(other.events.seen.some(({ event }) => event.type === "station.pushed")).toBe(false);
    const { entries, broken } = readAudit(house.dataDir);
    expect(entries.at(-1)).toMatchObject({ type: "station.pushAnswered", outcome: "shown" });
    expect(broken).toBeUndefined();
  });

  test("refused by its target is refused with that reason", async () => {
    await start();
    const answered = push();
    const { push: taken } = await heard.find("station.pushed");
    await analyst.call("ackPush", { outcome: "refused", reason: "station-locked" }, taken.pushId);
    expect((await answered).answer).toEqual({ outcome: "refused", reason: "station-locked" });
  });

  test("that nobody answers is called unanswered, and a late answer is refused", async () => {
    await start();
    const answered = push();
    const { push: taken } = await heard.find("station.pushed");
    clock.advance(PUSH_LIFE_MS);
    expect((await answered).answer).toEqual({ outcome: "unanswered", afterMs: PUSH_LIFE_MS });
    expect((await analyst.call("ackPush", { outcome: "shown" }, taken.pushId)).code).toBe("NOT_FOUND");
  });

  test("cannot be answered by another desk", async () => {
    await start();
    const other = await sitDown("trainer");
    const answered = push();
    const { push: taken } = await heard.find("station.pushed");
    expect((await other.station.call("ackPush", { outcome: "shown" }, taken.pushId)).code).toBe("NOT_FOUND");
    await show(heard, analyst);
    expect((await answered).answer.outcome).toBe("shown");
  });

  test("races a sign-out and loses", async () => {
    await start(true);
    const answered = push();
    await heard.find("station.pushed");
    await analyst.call("signOut");
    expect((await answered).answer).toEqual({ outcome: "refused", reason: "signed-out" });
    expect((await push()).answer).toEqual({ outcome: "refused", reason: "signed-out" });
  });

  test("to a station that is locked, gone, unknown, or without such a display is refused unsent", async () => {
    await start();
    expect((await push({ display: 2 })).answer).toEqual({ outcome: "refused", reason: "no-such-display" });
    expect((await push({}, "station:nowhere")).answer).toEqual({ outcome: "refused", reason: "station-unknown" });
    await analyst.call("reportDisplays", { ...REPORT, isLocked: true }, analyst.stationId);
    expect((await push()).answer).toEqual({ outcome: "refused", reason: "station-locked" });
    const silent = await house.station("analyst");
    expect((await push({}, silent.stationId)).answer).toEqual({ outcome: "refused", reason: "station-gone" });
    const empty = await house.station();
    expect((await push({}, empty.stationId)).answer).toEqual({ outcome: "refused", reason: "signed-out" });
    expect(heard.seen.some(({ event }) => event.type === "station.pushed")).toBe(false);
  });

  test("with a purpose that can permit nothing is refused unsent", async () => {
    await start();
    const unfit = await push({ purpose: { code: "emergency-response" } });
    expect(unfit.answer).toEqual({ outcome: "refused", reason: "purpose-unfit" });
    const unknown = await push({ purpose: { code: "emergency-response", incidentId: "26-999999" } });
    expect(unknown.answer).toEqual({ outcome: "refused", reason: "incident-unknown" });
  });

  test("is a supervisor's alone to push", async () => {
    await start();
    const administrator = await house.station("administrator");
    for (const other of [analyst, administrator]) {
      expect((await push({}, analyst.stationId, other)).code).toBe("RIGHT_MISSING");
    }
  });

  test("asked for twice, at once or later, is sent once; its id for another view is a conflict", async () => {
    await start();
    const request = makePush();
    const ask = (change: Partial<PushRequest> = {}) =>
      supervisor.call("pushView", { ...request, ...change }, analyst.stationId);
    const both = [ask(), ask()];
    await show(heard, analyst);
    const answers = await Promise.all(both);
    expect(answers.map(({ answer }) => answer.outcome)).toEqual(["shown", "shown"]);
    expect((await ask()).answer).toEqual(answers[0]?.answer);
    expect((await ask({ display: 2 })).code).toBe("CONFLICT");
    expect(heard.seen.filter(({ event }) => event.type === "station.pushed")).toHaveLength(1);
  });

  test("a thousand times at once is slowed down, and each one has an answer", async () => {
    await start();
    const busy = await house.station("supervisor");
    const taken = new Set<string>();
    const answering = setInterval(() => {
      for (const { event } of heard.seen) {
        if (event.type !== "station.pushed" || taken.has(event.push.pushId)) continue;
        taken.add(event.push.pushId);
        void analyst.call("ackPush", { outcome: "shown" }, event.push.pushId);
      }
    }, 10);
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => push({}, analyst.stationId, busy)));
    clearInterval(answering);
    const shown = answers.filter(({ status, answer }) => status === 200 && answer.outcome === "shown");
    const slowed = answers.filter(({ code }) => code === "RATE_LIMITED");
    expect(shown.length + slowed.length).toBe(1_000);
    expect(shown.length).toBe(taken.size);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThanOrEqual(20);
  }, 60_000);

  test.each([
    ["fewer tiles than its layout", { view: { name: "V", layout: "2x2", tiles: [null] } }],
    ["no name", { view: { name: " ", layout: "1x1", tiles: [null] } }],
    ["a display 17", { display: 17 }],
    ["an address", { view: { name: "V", layout: "1x1", tiles: [null], url: "http://localhost/" } }],
  ])("with %s is not understood", async (_what, change) => {
    await start();
    expect((await push(change as Partial<PushRequest>)).code).toBe("REQUEST_MALFORMED");
  });
});

describe("presets of a display", () => {
  const VIEW = { name: "Harbour", layout: "1x1" as const, tiles: ["cam-205"] };
  const CHANGE = {
    ...{ display: 1, purpose: { code: "public-space-monitoring" as const }, view: VIEW, revision: 0 },
  };
  const put = (station: TestStation, id: string, change: object = {}) =>
    station.call("putPreset", { ...CHANGE, stationId: supervisor.stationId, ...change }, id);

  test("are a supervisor's to keep, and there for whoever sits at the station", async () => {
    const { station } = await sitDown();
    expect((await put(station, "p-1")).code).toBe("RIGHT_MISSING");
    await put(supervisor, "p-1", { stationId: station.stationId });
    const { answer } = await station.call("presets", undefined, station.stationId);
    expect(answer.presets).toMatchObject([{ presetId: "p-1", display: 1, view: VIEW, revision: 1 }]);
    expect((await station.call("presets", undefined, supervisor.stationId)).code).toBe("RIGHT_MISSING");
    expect((await station.call("deletePreset", undefined, "p-1", "?revision=1")).code).toBe("RIGHT_MISSING");
  });

  test("changed meanwhile are a conflict; deleted ones are gone; a tenth of one display is one too many", async () => {
    await put(supervisor, "p-race");
    expect((await put(supervisor, "p-race", { revision: 1 })).answer.revision).toBe(2);
    expect((await put(supervisor, "p-race", { revision: 1 })).code).toBe("CONFLICT");
    expect((await supervisor.call("deletePreset", undefined, "p-race", "?revision=1")).code).toBe("CONFLICT");
    expect((await supervisor.call("deletePreset", undefined, "p-race", "?revision=2")).status).toBe(200);
    const answers = [];
    for (let at = 0; at <= MAX_PRESETS_PER_DISPLAY; at++) answers.push(await put(supervisor, `p-many-${at}`));
    expect(answers.map(({ status }) => status)).toEqual([...Array(MAX_PRESETS_PER_DISPLAY).fill(200), 409]);
    expect((await put(supervisor, "p-far", { stationId: "station:nowhere" })).code).toBe("NOT_FOUND");
  });
});

test("a hub started again knows answers and presets; a push it was killed over is called unanswered", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "glasshouse-hub-"));
  const first = await startTestHub({ dataDir });
  const from = await first.station("supervisor");
  const to = await first.station("analyst");
  const events = await readEvents(to);
  await to.call("reportDisplays", REPORT, to.stationId);
  const [shown, cut] = [makePush(), makePush({ view: { name: "Cut", layout: "1x1", tiles: [null], ...NO_MARKS } })];
  const answered = from.call("pushView", shown, to.stationId);
  await show(events, to);
  await answered;
  void from.call("pushView", cut, to.stationId).catch(() => undefined);
  await events.find("station.pushed", ({ push: { view } }) => view.name === "Cut");
  await first.close();
  const second = await startTestHub({ dataDir });
  const again = await second.station("supervisor");
  expect((await again.call("pushView", shown, to.stationId)).answer.outcome).toBe("shown");
  expect((await again.call("pushView", cut, to.stationId)).answer.outcome).toBe("unanswered");
  await second.close();
  rmSync(dataDir, { recursive: true });
});
