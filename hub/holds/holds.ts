import { Fault } from "../../contract/faults.ts";
import { MAX_HOLDS, type NewHolds, type RecordingHold } from "../../contract/holds.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { joinSpans } from "../consent/spans.ts";
import type { Account } from "../people/accounts.ts";
import type { Chance, HubClock, RecordingHolds } from "../ports.ts";
import type { HubDatabase, RecordingHoldTable } from "../store/tables.ts";

/** Recordings that stay for an incident until a supervisor lets them go. */
export interface Holds extends RecordingHolds {
  /** Those in force, oldest first. */
  listOf(incidentId: string): RecordingHold[];
  /** What is held of a camera, and for which incident; oldest first. */
  listOfCamera(cameraId: string): { incidentId: string; hold: RecordingHold }[];
  /** Cameras and incident are known to be there. Throws `CONFLICT`. */
  place(account: Account, incidentId: string, wish: NewHolds): Promise<void>;
  /** Throws `NOT_FOUND`. */
  release(account: Account, incidentId: string, holdId: string): Promise<void>;
}

export async function loadHolds(options: {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
  chance: Chance;
}): Promise<Holds> {
  const { db, audit, clock, chance } = options;
  const rows = await db.selectFrom("recording_hold").selectAll().where("released_at_ms", "is", null).execute();
  const inForce = new Map(rows.map((row) => [row.id, row]));
  /** Changes go one after another: the bound is counted before each. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = last.then(act);
    last = done.catch(() => undefined);
    return done;
  }

  function listRows(isWanted: (row: RecordingHoldTable) => boolean): RecordingHoldTable[] {
    return [...inForce.values()].filter(isWanted).sort((a, b) => a.held_at_ms - b.held_at_ms);
  }

  async function place({ name, label }: Account, incidentId: string, wish: NewHolds): Promise<void> {
    const nowMs = clock.nowMs();
    const { span, why } = wish;
    if (span.toMs > nowMs) throw new Fault("CONFLICT", "What is still to come cannot be held. Nothing was changed.");
    const cameraIds = [...new Set(wish.cameraIds)];
    if (listRows((row) => row.incident_id === incidentId).length + cameraIds.length > MAX_HOLDS)
      throw new Fault("CONFLICT", `An incident has room for ${MAX_HOLDS} holds. Nothing was changed.`);
    const fresh = cameraIds.map(
      (cameraId): RecordingHoldTable => ({
        ...{ id: `hold:${chance.id(nowMs)}`, camera_id: cameraId, incident_id: incidentId, reason: why },
        ...{ from_ms: span.fromMs, to_ms: span.toMs, held_by: name, held_by_label: label },
        ...{ held_at_ms: Math.floor(nowMs), released_at_ms: null },
      }),
    );
    const entries = fresh.map((row) => describeEntry("hold.placed", name, row));
    await audit.append(entries, async (transaction) => {
      await transaction.insertInto("recording_hold").values(fresh).execute();
    });
    for (const row of fresh) inForce.set(row.id, row);
  }

  async function release({ name }: Account, incidentId: string, holdId: string): Promise<void> {
    const row = inForce.get(holdId);
    if (row?.incident_id !== incidentId) throw new Fault("NOT_FOUND", "Nothing is held under this number.");
    await audit.append([describeEntry("hold.released", name, row)], async (transaction) => {
      const released = { released_at_ms: Math.floor(clock.nowMs()) };
      await transaction.updateTable("recording_hold").set(released).where("id", "=", holdId).execute();
    });
    inForce.delete(holdId);
  }

  return {
    spansOf: (cameraId) =>
      joinSpans(listRows((row) => row.camera_id === cameraId).map((row) => ({ fromMs: row.from_ms, toMs: row.to_ms }))),
    listOf: (incidentId) => listRows((row) => row.incident_id === incidentId).map(describe),
    listOfCamera: (cameraId) =>
      listRows((row) => row.camera_id === cameraId).map((row) => ({
        incidentId: row.incident_id,
        hold: describe(row),
      })),
    place: (account, incidentId, wish) => inTurn(() => place(account, incidentId, wish)),
    release: (account, incidentId, holdId) => inTurn(() => release(account, incidentId, holdId)),
  };
}

function describe(row: RecordingHoldTable): RecordingHold {
  const span = { fromMs: row.from_ms, toMs: row.to_ms };
  const { id: holdId, camera_id: cameraId, reason: why, held_by_label: byLabel, held_at_ms: heldAtMs } = row;
  return { holdId, cameraId, span, why, byLabel, heldAtMs };
}

function describeEntry(type: "hold.placed" | "hold.released", actor: string, row: RecordingHoldTable) {
  const { id: hold, incident_id: incident, camera_id: camera, from_ms: fromMs, to_ms: toMs, reason: why } = row;
  return { type, actor, incident, camera, hold, fromMs, toMs, why };
}
