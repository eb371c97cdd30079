import { Fault } from "../../contract/faults.ts";
import { MAX_EVENT_BYTES } from "../../contract/hubEvents.ts";
import { Incident, MAX_INCIDENT_NOTES, MAX_INCIDENTS } from "../../contract/incidents.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { HubClock } from "../ports.ts";
import type { HubDatabase } from "../store/tables.ts";

/** Closed incidents stay in the list this long. */
const SHOWN_AFTER_CLOSE_MS = 24 * 3_600_000;

/** A change is told in one event, with room for what surrounds the incident there. */
const MAX_INCIDENT_BYTES = MAX_EVENT_BYTES - 1_024;

export interface Incidents {
  find(id: string): Incident | undefined;
  /** Open ones and those closed within a day, newest first. */
  list(): Incident[];
  /** Adds a note, closes, or both. Resolves when durable; listeners have then already been called. */
  change(
    id: string,
    change: { note?: string | undefined; isClosing: boolean; by: string; byLabel: string },
  ): Promise<Incident>;
  onChanged(listener: (incident: Incident) => void): void;
}

export async function loadIncidents(options: {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
}): Promise<Incidents> {
  const { db, audit, clock } = options;
  const rows = await db.selectFrom("incident").selectAll().execute();
  const byId = new Map(rows.map((row) => [row.id, Incident.parse(JSON.parse(row.document))]));
  const listeners: ((incident: Incident) => void)[] = [];
  let lastChange: Promise<unknown> = Promise.resolve();

  const change: Incidents["change"] = async (id, { note, isClosing, by, byLabel }) => {
    const before = byId.get(id);
    if (before === undefined) throw new Fault("NOT_FOUND");
    if (before.closedAtMs !== undefined) throw new Fault("CONFLICT", "The incident is already closed.");
    if (note !== undefined && before.notes.length >= MAX_INCIDENT_NOTES)
      throw new Fault("CONFLICT", `It has ${MAX_INCIDENT_NOTES} notes already.`);
    const nowMs = clock.nowMs();
    const notes = note === undefined ? before.notes : [...before.notes, { atMs: nowMs, by: byLabel, text: note }];
    const after: Incident = { ...before, notes, ...(isClosing ? { closedAtMs: nowMs } : {}) };
    const document = JSON.stringify(after);
    if (note !== undefined && Buffer.byteLength(document) > MAX_INCIDENT_BYTES)
      throw new Fault("CONFLICT", "Its notes are as long as they can be.");
    const entry = { type: isClosing ? "incident.closed" : "incident.noted", actor: by, incident: id };
    await audit.append([entry], async (transaction) => {
      await transaction.updateTable("incident").set({ document }).where("id", "=", id).execute();
    });
    byId.set(id, after);
    for (const listener of listeners) listener(after);
    return after;
  };

  function list(): Incident[] {
    const sinceMs = clock.nowMs() - SHOWN_AFTER_CLOSE_MS;
    return [...byId.values()]
      .filter(({ closedAtMs }) => closedAtMs === undefined || closedAtMs > sinceMs)
      .sort((a, b) => b.openedAtMs - a.openedAtMs)
      .slice(0, MAX_INCIDENTS);
  }

  return {
    find: (id) => byId.get(id),
    list,
    // One after another: each is made from the state the one before it left.
    change: (id, details) => {
      const done = lastChange.then(() => change(id, details));
      lastChange = done.catch(() => undefined);
      return done;
    },
    onChanged: (listener) => {
      listeners.push(listener);
    },
  };
}
