import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MAX_HOLDS, type NewHolds } from "../contract/holds.ts";
import { createHandClock } from "./test/createHandClock.ts";
import { readAudit } from "./test/readAudit.ts";
import { startTestHub, type TestHub } from "./test/startTestHub.ts";
import { MILL_STREET, type TestStation } from "./test/testStation.ts";

const HOUR_MS = 3_600_000;

let house: TestHub;
let analyst: TestStation;
let supervisor: TestStation;
let nowMs: number;
beforeAll(async () => {
  house = await startTestHub();
  analyst = await house.station("analyst");
  supervisor = await house.station("supervisor");
  nowMs = Math.floor(house.clock.nowMs());
});
afterAll(() => house.close());

function make(change: Partial<NewHolds> = {}): NewHolds {
  return { cameraIds: ["cam-204", "cam-205"], span: { fromMs: nowMs - HOUR_MS, toMs: nowMs }, why: "Van", ...change };
}

const hold = (station: TestStation, wish: NewHolds, incidentId = MILL_STREET) =>
  station.call("holdRecordings", wish, incidentId);
const list = async (station: TestStation) => (await station.call("holds", undefined, MILL_STREET)).answer.holds;
const release = (station: TestStation, holdId: string) =>
  station.call("releaseHold", undefined, MILL_STREET, `?holdId=${holdId}`);

describe("recordings", () => {
  test("are held for an incident by a supervisor, each camera once, seen by all and in the audit", async () => {
    const { status } = await hold(supervisor, make({ cameraIds: ["cam-204", "cam-205", "cam-204"] }));
    expect(status).toBe(200);
    const held = await list(analyst);
    expect(held.map(({ cameraId, why }) => [cameraId, why])).toEqual([
      ["cam-204", "Van"],
      ["cam-205", "Van"],
    ]);
    const placed = readAudit(house.dataDir).entries.filter(({ type }) => type === "hold.placed");
    expect(placed).toHaveLength(2);
    const { entries } = (await analyst.call("incidentTimeline", undefined, MILL_STREET)).answer;
    expect(entries.filter(({ kind }) => kind === "held").map(({ cameraId }) => cameraId)).toEqual([
      "cam-205",
      "cam-204",
    ]);
    expect(placed[0]).toMatchObject({ actor: "supervisor", incident: MILL_STREET, camera: "cam-204" });
  });

  test("are let go by a supervisor, once", async () => {
    const [first] = await list(supervisor);
    expect((await release(analyst, first?.holdId ?? "")).code).toBe("RIGHT_MISSING");
    expect((await release(supervisor, first?.holdId ?? "")).status).toBe(200);
    expect((await release(supervisor, first?.holdId ?? "")).code).toBe("NOT_FOUND");
    expect(await list(supervisor)).toHaveLength(1);
  });

  test.each<[string, () => Partial<NewHolds>, string]>([
    ["of what is still to come", () => ({ span: { fromMs: nowMs, toMs: nowMs + HOUR_MS } }), "CONFLICT"],
    ["reversed", () => ({ span: { fromMs: nowMs, toMs: nowMs - HOUR_MS } }), "REQUEST_MALFORMED"],
    ["of a month", () => ({ span: { fromMs: nowMs - 720 * HOUR_MS, toMs: nowMs } }), "REQUEST_MALFORMED"],
    ["of a camera nobody knows", () => ({ cameraIds: ["cam-205", "cam-999"] }), "NOT_FOUND"],
    ["of a camera on the map only", () => ({ cameraIds: ["reg-R1"] }), "NOT_FOUND"],
    ["without a why", () => ({ why: " " }), "REQUEST_MALFORMED"],
  ])("%s are not held, and nothing is changed", async (_what, change, code) => {
    const before = await list(supervisor);
    expect((await hold(supervisor, make(change()))).code).toBe(code);
    expect(await list(supervisor)).toEqual(before);
  });

  test("are held by no analyst, and for no incident nobody knows", async () => {
    expect((await hold(analyst, make())).code).toBe("RIGHT_MISSING");
    expect((await hold(supervisor, make(), "26-0")).code).toBe("NOT_FOUND");
  });

  test("are held up to a bound, however many ask at once", async () => {
    const { answer } = await supervisor.call("cameras");
    const cameraIds = answer.cameras.filter(({ can }) => can?.recorded === true).map(({ id }) => id);
    const eight = Array.from({ length: 8 }, () => hold(supervisor, make({ cameraIds: cameraIds.slice(0, 32) })));
    const codes = (await Promise.all(eight)).map(({ code }) => code);
    expect(codes.filter((code) => code === undefined)).toHaveLength(6);
    expect(codes.filter((code) => code === "CONFLICT")).toHaveLength(2);
    expect((await list(supervisor)).length).toBeLessThanOrEqual(MAX_HOLDS);
  });
});

test("what is held stays held after a restart", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "glasshouse-holds-"));
  try {
    const first = await startTestHub({ dataDir });
    await hold(await first.station("supervisor"), make());
    await first.close();
    const again = await startTestHub({ dataDir });
    expect(await list(await again.station("supervisor"))).toHaveLength(2);
    await again.close();
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});

test("what is held for an incident that was closed a month ago and is forgotten can still be found and let go", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "glasshouse-holds-"));
  try {
    const startMs = Date.UTC(2026, 9, 1, 12);
    const first = await startTestHub({ dataDir, clock: createHandClock(startMs) });
    const there = await first.station("supervisor");
    await hold(there, make({ span: { fromMs: startMs - HOUR_MS, toMs: startMs } }));
    const { incidents } = (await there.call("incidents")).answer;
    const revision = incidents.find(({ id }) => id === MILL_STREET)?.revision ?? 0;
    expect((await there.call("patchIncident", { revision, close: "resolved" }, MILL_STREET)).status).toBe(200);
    await first.close();
    const again = await startTestHub({ dataDir, clock: createHandClock(startMs + 31 * 24 * HOUR_MS) });
    const back = await again.station("supervisor");
    expect((await hold(back, make({ span: { fromMs: startMs - HOUR_MS, toMs: startMs } }))).code).toBe("NOT_FOUND");
    const held = await list(back);
    expect(held.map(({ cameraId }) => cameraId)).toEqual(["cam-204", "cam-205"]);
    for (const { holdId } of held) expect((await release(back, holdId)).status).toBe(200);
    expect(await list(back)).toEqual([]);
    await again.close();
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
