import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type HubEvent, MAX_EVENT_BYTES } from "../../contract/hubEvents.ts";
import type { Incident } from "../../contract/incidents.ts";
import { MAX_NOTE_CODE_POINTS } from "../../contract/primitives.ts";
import { createAuditLog } from "../audit/auditLog.ts";
import { createSilentLog } from "../media/testKit.ts";
import { type OpenedDatabase, openDatabase } from "../store/openDatabase.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { type Incidents, loadIncidents } from "./incidents.ts";

const FIRE: Incident = {
  ...{ id: "26-1", kind: "fire", title: "Fire", priority: 1, source: "cad", verified: true },
  ...{ openedBy: "CAD", place: "Mill St", openedAtMs: 1, notes: [] },
};

let dataDir: string;
let opened: OpenedDatabase;
let incidents: Incidents;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "glasshouse-incidents-"));
  opened = openDatabase(dataDir, 0);
  const { db } = opened;
  await db
    .insertInto("incident")
    .values({ id: FIRE.id, document: JSON.stringify(FIRE) })
    .execute();
  const clock = createHandClock();
  incidents = await loadIncidents({ db, clock, audit: await createAuditLog({ db, clock, log: createSilentLog() }) });
});
afterEach(async () => {
  await opened.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function addNote(): Promise<Incident> {
  const note = "火".repeat(MAX_NOTE_CODE_POINTS);
  return incidents.change(FIRE.id, { note, isClosing: false, by: "analyst", byLabel: "A. Reyes" });
}

test("notes end before an incident outgrows the event it is told in, and it can still be closed", async () => {
  const sizes: number[] = [];
  incidents.onChanged((incident) => {
    const event: HubEvent = { type: "incident.changed", incident };
    sizes.push(Buffer.byteLength(JSON.stringify(event)));
  });
  const attempts = Array.from({ length: 40 }, addNote);
  const refused = (await Promise.allSettled(attempts)).filter(({ status }) => status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  await incidents.change(FIRE.id, { isClosing: true, by: "supervisor", byLabel: "S. Ito" });
  expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_EVENT_BYTES);
  expect(incidents.find(FIRE.id)?.closedAtMs).toBeDefined();
});
