import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Incident, MAX_INCIDENT_BYTES, MAX_INCIDENTS } from "../../contract/incidents.ts";
import { MAX_NOTE_CODE_POINTS } from "../../contract/primitives.ts";
import { createAuditLog } from "../audit/auditLog.ts";
import { planPatch } from "../incidents/planPatch.ts";
import { createSilentLog } from "../media/testKit.ts";
import { type OpenedDatabase, openDatabase } from "../store/openDatabase.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { type Incidents, loadIncidents } from "./incidents.ts";

const FIRE: Incident = {
  ...{ id: "26-1", revision: 0, kind: "fire", title: "Fire", priority: 1, source: "cad", verified: true },
  ...{ openedBy: "CAD", place: "Mill St", units: [], openedAtMs: 1, notes: [] },
};
const SUPERVISOR = { name: "supervisor", label: "S. Ito", roles: ["supervisor"] } as const;
const DAY_MS = 86_400_000;

let dataDir: string;
let opened: OpenedDatabase;
let incidents: Incidents;
const clock = createHandClock();

const load = async (maxKept?: number) =>
  loadIncidents({
    ...(maxKept === undefined ? {} : { maxKept }),
    db: opened.db,
    clock,
    audit: await createAuditLog({ db: opened.db, clock, log: createSilentLog() }),
  });

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "glasshouse-incidents-"));
  opened = openDatabase(dataDir, 0);
  incidents = await load();
});
afterEach(async () => {
  await opened.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const put = (incident: Incident) =>
  incidents.update(incident.id, () => ({
    next: { incident, factsRevision: 0 },
    entries: [{ type: "incident.opened", incident: incident.id }],
    result: null,
  }));
const patch = (change: Parameters<typeof planPatch>[1]) =>
  incidents.update(FIRE.id, (before) => planPatch(before, change, SUPERVISOR, clock.nowMs()));

test("notes end before an incident outgrows the event it is told in, and it can still be closed", async () => {
  await put(FIRE);
  const note = "火".repeat(MAX_NOTE_CODE_POINTS);
  const attempts = Array.from({ length: 40 }, () => patch({ note }));
  const refused = (await Promise.allSettled(attempts)).filter(({ status }) => status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  const { revision = 0 } = incidents.find(FIRE.id) ?? {};
  await patch({ revision, close: "resolved" });
  const closed = incidents.find(FIRE.id);
  expect(Buffer.byteLength(JSON.stringify(closed))).toBeLessThan(MAX_INCIDENT_BYTES + 1_024);
  expect(closed?.closedAtMs).toBeDefined();
});

test("changes at once of one incident are each made from the one before", async () => {
  await put(FIRE);
  await Promise.all(Array.from({ length: 50 }, (_, n) => patch({ note: `note ${n}` })));
  expect(incidents.find(FIRE.id)?.notes.map(({ text }) => text)).toEqual(
    Array.from({ length: 50 }, (_, n) => `note ${n}`),
  );
});

test("what has changed since a revision comes in the order of its changes, also after a restart", async () => {
  await put(FIRE);
  await put({ ...FIRE, id: "26-2" });
  const seen = incidents.readPage(0);
  expect(seen.incidents.map(({ id }) => id)).toEqual(["26-1", "26-2"]);
  await patch({ note: "seen" });
  incidents = await load();
  const { incidents: changed, revision } = incidents.readPage(seen.revision);
  expect(changed.map(({ id }) => id)).toEqual(["26-1"]);
  expect(incidents.readPage(revision).incidents).toEqual([]);
});

test("a page ends below its weight, and the next begins where it ended", async () => {
  const notes = [{ atMs: 1, by: "CAD", text: "x".repeat(50_000).slice(0, MAX_NOTE_CODE_POINTS) }];
  const many = Array.from({ length: 1_200 }, (_, n) => ({ ...FIRE, id: `26-${n}`, notes }));
  await Promise.all(many.map(put));
  const read: string[] = [];
  let page = incidents.readPage(0);
  read.push(...page.incidents.map(({ id }) => id));
  expect(page.isMore).toBe(true);
  while (page.isMore) {
    page = incidents.readPage(page.revision);
    read.push(...page.incidents.map(({ id }) => id));
  }
  expect(read).toEqual(many.map(({ id }) => id));
});

test("the list keeps closed incidents for a day, and memory for a month", async () => {
  await put(FIRE);
  const { revision } = incidents.readPage(0);
  await patch({ revision, close: "resolved" });
  clock.advance(DAY_MS + 1);
  expect(incidents.readPage(0).incidents).toEqual([]);
  expect(incidents.find(FIRE.id)).toBeDefined();
  clock.advance(30 * DAY_MS);
  await put({ ...FIRE, id: "26-2" });
  expect(incidents.find(FIRE.id)).toBeUndefined();
});

test("what is too much for the list leaves out what nobody has verified, however urgent it says it is", async () => {
  const said = Array.from({ length: MAX_INCIDENTS }, (_, n) => ({ ...FIRE, id: `M-${n}`, verified: false }));
  await Promise.all([{ ...FIRE, priority: 3 }, ...said].map(put));
  const shown = incidents.readPage(0);
  const ids = shown.incidents.map(({ id }) => id);
  expect(ids).toContain(FIRE.id);
});

const putOfFeed = (incident: Incident) =>
  incidents.update(incident.id, () => ({
    next: { incident, factsRevision: 0, feed: { name: "cad", noteIds: [] } },
    entries: [{ type: "incident.opened", incident: incident.id }],
    result: null,
  }));

test("of too many calls the longest closed are forgotten, never an open one nor one opened by hand", async () => {
  incidents = await load(10);
  const nowMs = clock.nowMs();
  await put({ ...FIRE, id: "M-1", closedAtMs: nowMs - 1_000 });
  await putOfFeed({ ...FIRE, id: "open" });
  for (let n = 1; n <= 9; n++) await putOfFeed({ ...FIRE, id: `closed-${n}`, closedAtMs: nowMs - n });
  const kept = ["M-1", "open", ...Array.from({ length: 9 }, (_, n) => `closed-${n + 1}`)];
  const isKept = (from: Incidents) => kept.filter((id) => from.find(id) !== undefined);
  const expected = ["M-1", "open", ...Array.from({ length: 7 }, (_, n) => `closed-${n + 1}`)];
  expect(isKept(incidents)).toEqual(expected);
  expect(isKept(await load(10))).toEqual(expected);
});

test("open calls are counted for their feed alone, through closing and a restart", async () => {
  await put({ ...FIRE, id: "M-1" });
  await putOfFeed(FIRE);
  await putOfFeed({ ...FIRE, id: "26-2" });
  expect([incidents.openCountOf("cad"), incidents.openCountOf("else")]).toEqual([2, 0]);
  await putOfFeed({ ...FIRE, closedAtMs: 2 });
  expect(incidents.openCountOf("cad")).toBe(1);
  expect((await load()).openCountOf("cad")).toBe(1);
});

test("a number that is taken is passed over", async () => {
  await put({ ...FIRE, id: "M-1001" });
  expect(incidents.makeId()).toBe("M-1002");
});

test("numbers of incidents opened by hand are not given twice, not even after a restart", async () => {
  await put({ ...FIRE, id: incidents.makeId(), source: "manual" });
  const next = (await load()).makeId();
  expect(next).toBe("M-1002");
});
