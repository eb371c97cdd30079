import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readAudit } from "./test/readAudit.ts";
import { spawnHub } from "./test/spawnHub.ts";
import { createTestOwner } from "./test/testOwner.ts";
import { createTestStation, MILL_STREET, type TestStation } from "./test/testStation.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "glasshouse-crash-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const ROUNDS = 2;
const ACKNOWLEDGED_PER_ROUND = 60;

interface Promised {
  readonly acks: string[];
  readonly notes: string[];
  /** State of camera 260 last acknowledged, and the one asked for when the hub died. */
  sharing: "active" | "withdrawn";
  asked: "active" | "withdrawn";
}

/** Runs `step` again and again until the hub is gone, which is the only failure there may be. */
async function loadUntilGone(step: () => Promise<void>): Promise<void> {
  try {
    for (;;) await step();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
  }
}

async function load(url: string, supervisor: TestStation, promised: Promised, counted: () => void): Promise<void> {
  const owner = createTestOwner(url);
  await owner.signIn("owner260");
  let made = promised.acks.length;
  await Promise.all([
    loadUntilGone(async () => {
      const viewingId = `viewing:test-${made++}`;
      const acks = [{ viewingId, cause: "owner-withdrew" as const, blankedAfterMs: 12, framesAfter: 0 }];
      if ((await supervisor.call("ackViewings", { acks })).status === 200) promised.acks.push(viewingId);
      counted();
    }),
    loadUntilGone(async () => {
      const note = `note ${promised.notes.length}`;
      if ((await supervisor.call("patchIncident", { note }, MILL_STREET)).status === 200) promised.notes.push(note);
    }),
    loadUntilGone(async () => {
      promised.asked = promised.sharing === "active" ? "withdrawn" : "active";
      const path = promised.asked === "active" ? "/owner/share" : "/owner/withdraw";
      if ((await owner.send(path, { camera: "cam-260" })).status === 303) promised.sharing = promised.asked;
    }),
  ]);
}

test("a hub killed in mid-write keeps all it had acknowledged", { timeout: 60_000 }, async () => {
  const promised: Promised = { acks: [], notes: [], sharing: "active", asked: "active" };
  for (let round = 0; round < ROUNDS; round++) {
    const { child, url, enrolCode } = await spawnHub(dataDir);
    const died = once(child, "exit");
    const supervisor = await createTestStation(url, Date.now);
    await supervisor.enrol(enrolCode);
    await supervisor.signIn("supervisor");
    let count = 0;
    await load(url, supervisor, promised, () => {
      count += 1;
      if (count === ACKNOWLEDGED_PER_ROUND) child.kill("SIGKILL");
    });
    await died;
  }
  expect(promised.acks.length).toBeGreaterThanOrEqual(ROUNDS * (ACKNOWLEDGED_PER_ROUND - 2));
  expect(promised.notes.length).toBeGreaterThan(5);

  const { entries, broken } = readAudit(dataDir);
  expect(broken).toBeUndefined();
  const written = new Set(entries.map(({ viewing }) => viewing));
  expect(promised.acks.filter((id) => !written.has(id))).toEqual([]);

  const database = new DatabaseSync(join(dataDir, "hub.sqlite"));
  const incident = String(database.prepare("select document from incident where id = ?").get(MILL_STREET)?.document);
  const sql = "select document from consent join camera_terms using (camera_id, version) where camera_id = 'cam-260'";
  const terms: unknown = JSON.parse(String(database.prepare(sql).get()?.document));
  database.close();
  expect(promised.notes.filter((note) => !incident.includes(`"${note}"`))).toEqual([]);
  expect([promised.sharing, promised.asked].map((state) => ({ state }))).toContainEqual({
    state: typeof terms === "object" && terms !== null && "state" in terms ? terms.state : undefined,
  });
});

test("a hub ends within five seconds of SIGTERM, and with its parent", { timeout: 30_000 }, async () => {
  const { child, startedInMs } = await spawnHub(dataDir);
  process.stdout.write(`hubFirstStartMs ${startedInMs.toFixed(0)}\n`);
  const startMs = performance.now();
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(performance.now() - startMs).toBeLessThan(5_000);
  const again = await spawnHub(dataDir);
  process.stdout.write(`hubWarmStartMs ${again.startedInMs.toFixed(0)}\n`);
  again.child.disconnect();
  expect(await once(again.child, "exit")).toEqual([0, null]);
});
