import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Fault } from "../../contract/faults.ts";
import { Scenario, type ScenarioEvent } from "../../contract/training.ts";
import { createAuditLog } from "../audit/auditLog.ts";
import { HUB_PICTURES, type PictureAnchor } from "../media/pictureClock.ts";
import { createSilentLog } from "../media/testKit.ts";
import { loadIncidents } from "../registry/incidents.ts";
import { openDatabase } from "../store/openDatabase.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { readRun } from "./keptRun.ts";
import { createRun, type Run, type RunParts } from "./run.ts";

/** A run on real tables, with an audit that can be made to fail and pictures that are only told where to stand. */

const SCENARIO = Scenario.parse({
  ...{ id: "one", title: "One", summary: "", durationMs: 60_000 },
  events: [
    {
      ...{ do: "call", atMs: 5_000, call: "a", kind: "fire", title: "Smoke", priority: 1, place: "Mill St" },
      position: { lat: 41.05, lng: -68.42, accuracyM: 5 },
    },
    { do: "camera", atMs: 9_000, cameraId: "cam-1", fault: "offline" },
  ],
});

let dir: string;
let close: () => Promise<void>;
let clock: ReturnType<typeof createHandClock>;
let isBroken: boolean;
let db: RunParts["db"];
let incidents: RunParts["incidents"];
let anchors: PictureAnchor[];
let behaviours: string[];
let run: Run;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "glasshouse-run-"));
  clock = createHandClock();
  isBroken = false;
  anchors = [];
  behaviours = [];
  const log = createSilentLog();
  const store = openDatabase(dir, clock.wallMs());
  db = store.db;
  const real = await createAuditLog({ db, clock, log });
  const audit: RunParts["audit"] = {
    ...real,
    append: (...args) => (isBroken ? Promise.reject(new Fault("AUDIT_UNAVAILABLE")) : real.append(...args)),
  };
  incidents = await loadIncidents({ db, audit, clock });
  const kept = {
    ...{ runId: "r1", number: 1, scenario: SCENARIO, startedBy: "T", startedAtMs: clock.nowMs(), positionMs: 0 },
    ...{ speed: 1 as const, injected: [], notes: [], answered: [], firstSeq: 0 },
  };
  run = createRun(
    kept,
    {
      ...{ db, audit, clock, log, incidents, site: { cameras: [] }, events: { publish: () => {} } },
      consents: {
        find: () => undefined,
        epochOf: () => 0,
        changeState: () => Promise.resolve(),
        onChanged: () => {},
      },
      sources: {
        setBehaviour: (camera, behaviour) => void behaviours.push(`${camera} ${behaviour}`),
        setPictures: (anchor) => void anchors.push(anchor),
      },
      requests: { listFor: () => [], answerAsOwner: async () => {}, takeBack: async () => {} },
      viewings: { listOf: () => [] },
      desk: { review: () => {} },
    },
    false,
  );
  close = async () => {
    await run.close();
    await real.close();
    await store.close();
    rmSync(dir, { recursive: true });
  };
});
afterEach(() => close());

test("what cannot be written does not happen; it is said, and comes about as soon as it can", async () => {
  await run.start("t");
  isBroken = true;
  clock.advance(9_500);
  await expect.poll(() => run.describe().problem).toMatch(/audit log.*What is due comes as soon as it can\./);
  expect([incidents.find("T1-a"), behaviours]).toEqual([undefined, []]);
  isBroken = false;
  clock.advance(1_000);
  await expect.poll(() => run.describe().problem).toBeNull();
  expect(incidents.find("T1-a")).toMatchObject({ title: "Smoke", verified: true });
  expect(behaviours).toEqual(["cam-1 offline"]);
});

test("an act that cannot be written changes no time", async () => {
  await run.start("t");
  clock.advance(2_000);
  isBroken = true;
  await expect(run.steer({ act: "pause" }, "t")).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
  clock.advance(2_000);
  expect(run.now()).toMatchObject({ state: "playing", positionMs: 4_000 });
  isBroken = false;
});

const INJECTED: ScenarioEvent = { do: "camera", atMs: 2_000, cameraId: "cam-2", fault: "offline" };

test.each<[string, () => Promise<void>]>([
  ["an injected event", () => run.inject(INJECTED, "t")],
  ["a note", () => run.note({ positionMs: 2_000, by: "T", text: "well done" }, "t")],
  ["a speed", () => run.steer({ act: "speed", speed: 8 }, "t")],
])("%s that cannot be written is not made up for once it can", async (_what, act) => {
  await run.start("t");
  clock.advance(2_000);
  const before = structuredClone(run.kept);
  isBroken = true;
  await expect(act()).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE" });
  isBroken = false;
  expect(run.kept).toEqual(before);
  // Later turns bring about what is due, and write the run.
  clock.advance(8_000);
  await expect.poll(() => behaviours).toEqual(["cam-1 offline"]);
  await run.steer({ act: "pause" }, "t");
  expect(await readRun(db)).toMatchObject({ injected: [], notes: [], speed: 1 });
});

test("pictures stand where the site stands, keep their pace while it is fast, and are where it is afterwards", async () => {
  const startMs = clock.nowMs();
  const last = () => anchors.at(-1);
  await run.start("t");
  expect(last()).toEqual({ hubFromMs: startMs, pictureFromMs: startMs, isMoving: true });
  clock.advance(10_000);
  await run.steer({ act: "pause" }, "t");
  expect(last()).toEqual({ hubFromMs: startMs + 10_000, pictureFromMs: startMs + 10_000, isMoving: false });
  clock.advance(5_000);
  await run.steer({ act: "play" }, "t");
  expect(last()).toEqual({ hubFromMs: startMs + 15_000, pictureFromMs: startMs + 10_000, isMoving: true });
  const told = anchors.length;
  await run.steer({ act: "speed", speed: 8 }, "t");
  await run.steer({ act: "speed", speed: 2 }, "t");
  expect(anchors).toHaveLength(told);
  clock.advance(4_000);
  await run.steer({ act: "speed", speed: 1 }, "t");
  expect(last()).toEqual({ hubFromMs: startMs + 19_000, pictureFromMs: startMs + 18_000, isMoving: true });
  await run.steer({ act: "seek", positionMs: 1_000 }, "t");
  expect(last()).toMatchObject({ pictureFromMs: startMs + 1_000 });
  await run.stop("t");
  expect(last()).toEqual(HUB_PICTURES);
});

test("nothing is done to a run that is over", async () => {
  await run.start("t");
  await run.stop("t");
  await expect(run.steer({ act: "play" }, "t")).rejects.toMatchObject({ code: "TRAINING_REFUSED" });
  expect(clock.pending()).toBe(0);
});
