import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TrainingAct, TrainingBoard } from "../contract/training.ts";
import { createHandClock, type HandClock } from "./test/createHandClock.ts";
import { readAudit } from "./test/readAudit.ts";
import { SITE_DIR, startTestHub, type TestHub } from "./test/startTestHub.ts";
import { readEvents } from "./test/testEvents.ts";
import { createTestOwner } from "./test/testOwner.ts";
import type { TestStation } from "./test/testStation.ts";

const SHOTS = "shots-heard-mill-4th";
const START: TrainingAct = { act: "start", scenarioId: SHOTS };
const CALL = "T1-118501";
const purpose = { code: "emergency-response" as const, incidentId: CALL };

let clock: HandClock;
let house: TestHub;
let trainer: TestStation;
let analyst: TestStation;

beforeEach(async () => {
  clock = createHandClock();
  house = await startTestHub({ clock });
  trainer = await house.station("trainer");
  analyst = await house.station("analyst");
});
afterEach(() => house.close());

const steer = (act: TrainingAct, by = trainer) => by.call("steerTraining", act);
async function board(by = trainer): Promise<TrainingBoard> {
  return (await by.call("training")).answer;
}
const seek = (positionMs: number) => steer({ act: "seek", positionMs });
async function findIncident(id: string, by = analyst) {
  return (await by.call("incidents")).answer.incidents.find((incident) => incident.id === id);
}
async function outcomeOf(number: string, by = analyst) {
  const { answer } = await by.ask([number], { purpose });
  const [one] = answer.answers;
  return one?.outcome === "deny" ? one.reasons[0] : one?.outcome;
}
async function healthOf(id: string) {
  const { answer } = await analyst.call("cameras");
  return answer.cameras.find((camera) => camera.id === id)?.health.state;
}

describe("who may", () => {
  test.each(["analyst", "supervisor", "administrator", "auditor"])(
    "%s may not steer, look or debrief",
    async (name) => {
      const station = await house.station(name);
      expect((await steer(START, station)).code).toBe("RIGHT_MISSING");
      expect((await station.call("training")).code).toBe("RIGHT_MISSING");
      expect((await station.call("trainingDebrief")).code).toBe("RIGHT_MISSING");
      expect((await board()).run).toBeNull();
    },
  );

  test("the same scenario started twice is refused with a sentence", async () => {
    await steer(START);
    const again = await trainer.call("steerTraining", START);
    expect(again).toMatchObject({ status: 409, code: "TRAINING_REFUSED" });
    expect(again.answer).toMatchObject({
      detail: expect.stringMatching(/^This scenario runs already, started by J\. Lindqvist/),
    });
    const both = await Promise.all([steer({ act: "stop" }), steer({ act: "stop" })]);
    expect(both.map(({ status }) => status).sort()).toContain(200);
    const starts = await Promise.all([steer(START), steer(START)]);
    expect(starts.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test.each<[string, TrainingAct]>([
    ["play", { act: "play" }],
    ["a note", { act: "note", text: "x" }],
    ["stop", { act: "stop" }],
  ])("%s without a scenario is refused", async (_name, act) => {
    const { answer, code } = await steer(act);
    expect(code).toBe("TRAINING_REFUSED");
    expect(answer).toMatchObject({ detail: "No scenario runs. Start one first." });
  });
});

describe("time", () => {
  test("site time goes with the scenario; hub time goes on by itself", async () => {
    const startedAtMs = clock.nowMs();
    await steer(START);
    const events = await readEvents(analyst);
    clock.advance(5_000);
    const beat = await events.find("heartbeat", ({ training }) => (training?.positionMs ?? 0) >= 5_000);
    expect(beat.training).toMatchObject({ state: "playing", speed: 1, siteNowMs: startedAtMs + 5_000 });
    await steer({ act: "pause" });
    await events.find("training.changed", ({ training }) => training?.state === "paused");
    clock.advance(60_000);
    const later = await events.find("heartbeat", ({ hubNowMs }) => hubNowMs >= startedAtMs + 65_000);
    expect(later.training).toMatchObject({ state: "paused", positionMs: 5_000, siteNowMs: startedAtMs + 5_000 });
    await steer({ act: "speed", speed: 8 });
    await steer({ act: "play" });
    clock.advance(2_000);
    expect((await board()).run?.now).toMatchObject({ positionMs: 21_000, speed: 8 });
    await seek(1_000);
    expect((await board()).run?.now).toMatchObject({ positionMs: 1_000, siteNowMs: startedAtMs + 1_000 });
    const beats = events.seen.flatMap(({ event }) => (event.type === "heartbeat" ? [event.hubNowMs] : []));
    expect(beats).toEqual([...beats].sort((a, b) => a - b));
    await steer({ act: "stop" });
    await events.find("training.changed", ({ training }) => training === null);
    clock.advance(1_000);
    const last = await events.find("heartbeat", ({ training, hubNowMs }) => training === undefined && hubNowMs > 0);
    expect(last.training).toBeUndefined();
    events.close();
  });

  test("whoever comes late is told the present state by the first heartbeat", async () => {
    await steer(START);
    await seek(200_000);
    await steer({ act: "pause" });
    const late = await house.station("supervisor");
    const events = await readEvents(late);
    const { training } = await events.find("heartbeat");
    expect(training).toMatchObject({ state: "paused", positionMs: 200_000 });
    events.close();
  });

  test("at its end it stands still, and play begins it again", async () => {
    await steer(START);
    await seek(719_000);
    clock.advance(1_500);
    await expect.poll(async () => (await board()).run?.now).toMatchObject({ state: "paused", positionMs: 720_000 });
    await steer({ act: "play" });
    expect((await board()).run?.now).toMatchObject({ state: "playing", positionMs: 0 });
  });
});

describe("what happens", () => {
  test("calls come in, change and close as the scenario says, at whatever speed", async () => {
    await steer(START);
    await steer({ act: "speed", speed: 8 });
    expect(await findIncident(CALL)).toBeUndefined();
    clock.advance(1_400);
    await expect.poll(() => findIncident(CALL)).toMatchObject({ verified: true, units: [], priority: 1 });
    clock.advance(6_000);
    await expect.poll(() => findIncident(CALL)).toMatchObject({ units: ["Unit 12", "Unit 7"] });
    await seek(720_000);
    expect(await findIncident(CALL)).toMatchObject({ closedBy: "Dispatch", priority: 2 });
  });

  test("scrubbing back restores calls, terms and faults, and the audit tells of each", async () => {
    await steer(START);
    await steer({ act: "pause" });
    await seek(260_000);
    expect(await outcomeOf("231")).toBe("CONSENT_NONE");
    expect(await healthOf("cam-205")).toBe("offline");
    await seek(60_000);
    expect(await outcomeOf("231")).toBe("permit");
    expect(await healthOf("cam-205")).toBe("online");
    expect((await findIncident("T1-118502"))?.closedAtMs).toBeDefined();
    expect((await findIncident(CALL))?.notes).toHaveLength(3);
    await seek(0);
    expect((await findIncident(CALL))?.closedAtMs).toBeDefined();
    expect(await outcomeOf("231")).not.toBe("permit");
    await seek(260_000);
    expect((await findIncident(CALL))?.closedAtMs).toBeUndefined();
    expect(await outcomeOf("231")).toBe("CONSENT_NONE");
    await steer({ act: "stop" });
    const { entries, broken } = readAudit(house.dataDir);
    expect(broken).toBeUndefined();
    const of = (type: string, camera?: string) =>
      entries.filter((entry) => entry.type === type && (camera === undefined || entry.camera === camera)).length;
    expect([of("consent.withdrawn", "cam-231"), of("consent.given", "cam-231")]).toEqual([2, 2]);
    expect(of("training.camera", "cam-205")).toBe(4);
    expect([of("training.sought"), of("training.started"), of("training.stopped")]).toEqual([4, 1, 1]);
  });

  test("every moment is the same however it was come to", async () => {
    const look = async () => {
      const { incidents } = (await analyst.call("incidents")).answer;
      const calls = incidents
        .filter(({ id, closedAtMs }) => id.startsWith("T1-") && closedAtMs === undefined)
        .map(({ id, priority, units, notes }) => ({ id, priority, units, notes: notes.map(({ text }) => text) }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      return { calls, faults: [await healthOf("cam-205"), await healthOf("cam-219")], till: await outcomeOf("231") };
    };
    await steer(START);
    await steer({ act: "pause" });
    const there = new Map<number, unknown>();
    for (const atMs of [20_000, 200_000, 300_000, 500_000]) {
      await seek(atMs);
      there.set(atMs, await look());
    }
    for (const atMs of [300_000, 20_000, 500_000, 200_000]) {
      await seek(atMs);
      expect(await look()).toEqual(there.get(atMs));
    }
  });

  test("a view of a camera that is withdrawn by the scenario ends as by its owner", async () => {
    await steer(START);
    await steer({ act: "pause" });
    await seek(240_000);
    expect(await outcomeOf("231")).toBe("permit");
    const events = await readEvents(analyst);
    await seek(251_000);
    expect(await events.find("viewing.revoked")).toMatchObject({ cameraId: "cam-231", cause: "owner-withdrew" });
    events.close();
  });

  test("an owner's own word stands: what they withdrew is not given back, what they gave is not taken again", async () => {
    const owner = createTestOwner(house.url);
    await owner.signIn("owner231");
    await steer(START);
    await steer({ act: "pause" });
    await seek(260_000);
    await owner.send("/owner/share", { camera: "cam-231" });
    await seek(270_000);
    expect(await outcomeOf("231")).toBe("permit");
    await owner.send("/owner/withdraw", { camera: "cam-231" });
    await seek(20_000);
    await steer({ act: "stop" });
    expect(await outcomeOf("231")).not.toBe("permit");
    expect(await owner.page()).toContain("/owner/share");
  });

  test("an owner says yes after so long on scenario time, and the yes goes when it is taken back before it", async () => {
    await steer(START);
    await seek(20_000);
    const asked = await analyst.ask(["322"], { purpose, ask: true });
    expect(asked.answer.answers[0]?.outcome).toBe("pending-owner");
    clock.advance(1_000);
    await steer({ act: "pause" });
    clock.advance(120_000);
    expect(await outcomeOf("322")).toBe("pending-owner");
    await steer({ act: "play" });
    for (let s = 0; s < 45; s++) {
      clock.advance(1_000);
      await board();
    }
    await expect.poll(() => outcomeOf("322")).toBe("permit");
    const events = await readEvents(analyst);
    await seek(15_000);
    expect(await events.find("viewing.revoked")).toMatchObject({ cameraId: "cam-322" });
    expect(await outcomeOf("322")).toBe("pending-owner");
    events.close();
  });

  test("what a trainer adds by hand is part of the run: gone when it is taken back, there again later", async () => {
    await steer(START);
    await steer({ act: "pause" });
    await seek(30_000);
    await steer({ act: "inject", event: { do: "camera", atMs: 0, cameraId: "cam-219", fault: "offline" } });
    expect(await healthOf("cam-219")).toBe("offline");
    await seek(29_000);
    expect(await healthOf("cam-219")).toBe("online");
    await seek(31_000);
    expect(await healthOf("cam-219")).toBe("offline");
    const told = (await board()).run?.events.filter(({ isInjected }) => isInjected);
    expect(told).toMatchObject([{ event: { atMs: 30_000, do: "camera" } }]);
  });

  test.each<[string, TrainingAct, RegExp]>([
    ["an unknown camera", { act: "inject", event: { do: "withdraw", atMs: 0, cameraId: "cam-0" } }, /no camera cam-0/],
    [
      "what the scenario does later",
      { act: "inject", event: { do: "withdraw", atMs: 0, cameraId: "cam-231" } },
      /later event would fail/,
    ],
    ["a call that is not there", { act: "inject", event: { do: "close", atMs: 0, call: "118501" } }, /no call 118501/],
    ["another scenario beside it", { act: "start", scenarioId: "nope" }, /no such scenario/],
  ])("%s is refused with a sentence, and nothing is kept", async (_name, act, sentence) => {
    await steer(START);
    const { answer, code } = await steer(act);
    expect(code).toBe("TRAINING_REFUSED");
    expect(answer).toMatchObject({ detail: expect.stringMatching(sentence) });
    expect((await board()).run?.events.some(({ isInjected }) => isInjected)).toBe(false);
  });

  test("stopping gives back terms, mends cameras, closes its calls, and leaves everybody else's", async () => {
    await steer(START);
    await seek(260_000);
    await steer({ act: "stop" });
    expect(await healthOf("cam-205")).toBe("online");
    expect(await healthOf("cam-107")).toBe("offline");
    expect((await findIncident(CALL))?.closedAtMs).toBeDefined();
    expect((await findIncident("26-118422"))?.closedAtMs).toBeUndefined();
    expect((await board()).run).toBeNull();
    await steer(START);
    await seek(20_000);
    expect(await findIncident("T2-118501")).toMatchObject({ verified: true });
  });
});

test("two trainers who stop at once end it once, and the next run is not touched by the slower of them", async () => {
  await steer(START);
  const slower = steer({ act: "stop" });
  const both = await Promise.all([slower, steer({ act: "stop" })]);
  expect(both.map(({ code }) => code ?? "done").sort()).toEqual(["TRAINING_REFUSED", "done"]);
  await steer(START);
  expect((await board()).run?.now.state).toBe("playing");
  const { entries } = readAudit(house.dataDir);
  expect(entries.filter(({ type }) => type === "training.stopped")).toHaveLength(1);
});

describe("the debrief", () => {
  test("tells from the audit what each trainee opened and when, answered and missed", async () => {
    await steer(START);
    await seek(10_000);
    clock.advance(8_000);
    await analyst.ask(["205", "206", "318"], { purpose });
    await steer({ act: "pause" });
    clock.advance(100_000);
    await analyst.call("patchIncident", { note: "Van in the lot." }, CALL);
    await trainer.ask(["205"], { purpose });
    await seek(400_000);
    await steer({ act: "note", text: "Quick on the crossing, nobody looked at the bridge." });
    const { answer } = await trainer.call("trainingDebrief");
    expect(answer.trainees.map(({ label }) => label)).toEqual(["A. Reyes"]);
    const [reyes] = answer.trainees;
    expect(reyes?.stations).toEqual(["Console 1"]);
    expect(reyes?.items.map(({ kind, cameraNumber, positionMs }) => [kind, cameraNumber, positionMs])).toEqual([
      ["viewed", "205", 18_000],
      ["viewed", "206", 18_000],
      ["refused", "318", 18_000],
      ["noted", undefined, 18_000],
    ]);
    expect(answer.calls.map(({ incidentId }) => incidentId)).toEqual([
      "T1-118501",
      "T1-118502",
      "T1-118503",
      "T1-118504",
    ]);
    expect(reyes?.answers).toEqual([
      { incidentId: "T1-118501", isAnswered: true, firstPictureAfterMs: 8_000 },
      ...["T1-118502", "T1-118503", "T1-118504"].map((incidentId) => ({
        incidentId,
        isAnswered: false,
        firstPictureAfterMs: null,
      })),
    ]);
    expect(answer.notes).toMatchObject([{ positionMs: 400_000, by: "J. Lindqvist" }]);
    await steer({ act: "stop" });
    const after = (await trainer.call("trainingDebrief")).answer;
    expect(after.endedAtMs).toBeDefined();
    expect(after.trainees[0]?.items).toHaveLength(4);
    await analyst.ask(["204"]);
    expect((await trainer.call("trainingDebrief")).answer.trainees[0]?.items).toHaveLength(4);
  });

  test("there is none before the first run", async () => {
    expect((await trainer.call("trainingDebrief")).code).toBe("NOT_FOUND");
  });
});

describe("a restart of the hub", () => {
  async function restart(options: { siteDir?: string } = {}) {
    const { dataDir } = house;
    await house.hub.close();
    house = { ...house, ...(await startTestHub({ clock, dataDir, ...options })), close: house.close };
    trainer = await house.station("trainer");
    analyst = await house.station("analyst");
  }

  test("a run goes on paused at the time it was kept at, with its faults and terms", async () => {
    await steer(START);
    await seek(255_000);
    clock.advance(6_000);
    await expect.poll(async () => (await board()).run?.now.positionMs).toBe(261_000);
    await restart();
    const { run } = await board();
    expect(run?.now.state).toBe("paused");
    expect(run?.now.positionMs).toBeGreaterThanOrEqual(255_000);
    expect(run?.now.positionMs).toBeLessThanOrEqual(261_000);
    expect(await healthOf("cam-205")).toBe("offline");
    expect(await outcomeOf("231")).toBe("CONSENT_NONE");
    await seek(100_000);
    expect(await outcomeOf("231")).toBe("permit");
    expect(await healthOf("cam-205")).toBe("online");
    await steer({ act: "stop" });
    expect((await findIncident(CALL))?.closedAtMs).toBeDefined();
    await house.hub.close();
  });

  test("one that cannot be read is over with a sentence, and owners' terms are given back", async () => {
    await steer(START);
    await seek(255_000);
    const { dataDir } = house;
    await house.hub.close();
    const database = new DatabaseSync(join(dataDir, "hub.sqlite"));
    database.prepare("update meta set value = ? where key = 'training'").run('{"runId":');
    database.close();
    house = { ...house, ...(await startTestHub({ clock, dataDir })), close: house.close };
    trainer = await house.station("trainer");
    analyst = await house.station("analyst");
    const { run, lastEnd } = await board();
    expect([run, lastEnd]).toEqual([null, expect.stringMatching(/could not be read and is over/)]);
    expect((await analyst.ask(["231"])).answer.answers[0]?.outcome).toBe("permit");
    await house.hub.close();
  });

  test("where its site has changed it ends with a sentence, and gives back what it took", async () => {
    await steer(START);
    await seek(255_000);
    const siteDir = mkdtempSync(join(tmpdir(), "glasshouse-site-"));
    mkdirSync(join(siteDir, "clips"));
    cpSync(SITE_DIR, siteDir, { recursive: true });
    const camerasFile = join(siteDir, "cameras.json");
    const cameras: { id: string }[] = JSON.parse(readFileSync(camerasFile, "utf8"));
    writeFileSync(camerasFile, JSON.stringify(cameras.filter(({ id }) => id !== "cam-219")));
    await restart({ siteDir });
    const { run, lastEnd } = await board();
    expect(run).toBeNull();
    expect(lastEnd).toMatch(/^Shots heard at Mill & 4th was ended when the hub started again\..*cam-219/);
    expect((await findIncident(CALL))?.closedAtMs).toBeDefined();
    const mill = await analyst.ask(["231"]);
    expect(mill.answer.answers[0]?.outcome).toBe("permit");
    await house.hub.close();
    rmSync(siteDir, { recursive: true });
  });
});

test("another trainer is told whose scenario runs, starts none beside it, and may end it", async () => {
  const siteDir = mkdtempSync(join(tmpdir(), "glasshouse-trainers-"));
  cpSync(SITE_DIR, siteDir, { recursive: true });
  const change = <T>(file: string, to: string, make: (before: T) => unknown) => {
    const before: T = JSON.parse(readFileSync(join(siteDir, file), "utf8"));
    writeFileSync(join(siteDir, to), JSON.stringify(make(before)));
  };
  const second = { name: "trainer2", label: "K. Osei", roles: ["analyst", "trainer"] };
  change<unknown[]>("operators.json", "operators.json", (before) => [...before, second]);
  const drill = { id: "drill", title: "Drill" };
  change<object>(`scenarios/${SHOTS}.json`, "scenarios/drill.json", (before) => ({ ...before, ...drill }));
  const shared = await startTestHub({ clock, siteDir });
  const [one, other] = [await shared.station("trainer"), await shared.station("trainer2")];
  expect((await steer(START, one)).status).toBe(200);
  for (const [scenarioId, which] of [
    [SHOTS, "This scenario"],
    ["drill", "Shots heard at Mill & 4th"],
  ] as const) {
    const { answer, code } = await steer({ act: "start", scenarioId }, other);
    expect(code).toBe("TRAINING_REFUSED");
    expect(answer).toMatchObject({ detail: `${which} runs already, started by J. Lindqvist. Stop it first.` });
  }
  expect((await board(other)).run).toMatchObject({ scenarioId: SHOTS, startedBy: "J. Lindqvist" });
  expect((await steer({ act: "stop" }, other)).status).toBe(200);
  expect((await steer({ act: "start", scenarioId: "drill" }, other)).status).toBe(200);
  expect((await board(one)).run).toMatchObject({ scenarioId: "drill", startedBy: "K. Osei" });
  await shared.close();
  rmSync(siteDir, { recursive: true });
});

test("a site with real cameras runs no training", async () => {
  const siteDir = mkdtempSync(join(tmpdir(), "glasshouse-real-"));
  cpSync(SITE_DIR, siteDir, { recursive: true });
  const facts = JSON.parse(readFileSync(join(siteDir, "site.json"), "utf8"));
  writeFileSync(join(siteDir, "site.json"), JSON.stringify({ ...facts, synthetic: false }));
  const real = await startTestHub({ clock, siteDir });
  const there = await real.station("trainer");
  const { answer, code } = await steer(START, there);
  expect(code).toBe("TRAINING_REFUSED");
  expect(answer).toMatchObject({ detail: expect.stringMatching(/real cameras/) });
  expect((await board(there)).whyNot).toMatch(/real cameras/);
  await real.close();
  rmSync(siteDir, { recursive: true });
});
