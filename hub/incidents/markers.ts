import { Fault } from "../../contract/faults.ts";
import { MAX_MARKERS, type Marker, type MarkerList, type NewMarker } from "../../contract/markers.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { EventStream } from "../events/eventStream.ts";
import type { Account } from "../people/accounts.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { HubDatabase, MarkerTable } from "../store/tables.ts";

/** How far a station's clock may run ahead of the hub's. Our choice: a playhead at the edge of now is no mistake. */
const CLOCK_SLACK_MS = 5_000;

/** Named points in recorded time. What they point at is decided anew whenever somebody looks. */
export interface Markers {
  /** In the order of their times. Throws `NOT_FOUND`. */
  list(account: Account, incidentId: string): Promise<MarkerList>;
  /** The same id by the same operator again changes nothing. Throws `CONFLICT` or `NOT_FOUND`. */
  add(account: Account, incidentId: string, wish: NewMarker): Promise<Marker>;
  /** Throws `NOT_FOUND`, for somebody else's too `RIGHT_MISSING`. */
  remove(account: Account, incidentId: string, markerId: string): Promise<void>;
}

export function createMarkers(options: {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
  incidents: Incidents;
  cameras: CameraRegistry;
  events: EventStream;
}): Markers {
  const { db, audit, clock, incidents, cameras, events } = options;
  /** Changes go one after another: the bound is counted before each. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = last.then(act);
    last = done.catch(() => undefined);
    return done;
  }

  function requireIncident(incidentId: string): void {
    if (incidents.find(incidentId) === undefined) throw new Fault("NOT_FOUND", "There is no such incident.");
  }

  const find = (markerId: string) => db.selectFrom("marker").selectAll().where("id", "=", markerId).executeTakeFirst();

  async function checkRoom(incidentId: string): Promise<void> {
    const { count } = await db
      .selectFrom("marker")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("incident_id", "=", incidentId)
      .executeTakeFirstOrThrow();
    if (count >= MAX_MARKERS)
      throw new Fault("CONFLICT", `It has ${MAX_MARKERS} markers already. Nothing was kept; take one away first.`);
  }

  async function add(account: Account, incidentId: string, wish: NewMarker): Promise<Marker> {
    requireIncident(incidentId);
    const kept = await find(wish.markerId);
    if (kept !== undefined) {
      if (kept.operator !== account.name || kept.incident_id !== incidentId)
        throw new Fault("CONFLICT", "Its number is taken. Nothing was kept; set it again.");
      return describe(kept, account);
    }
    if (wish.atMs > clock.nowMs() + CLOCK_SLACK_MS)
      throw new Fault("CONFLICT", "That time is still to come. Nothing was kept.");
    if (wish.cameraId !== undefined && cameras.find(wish.cameraId) === undefined)
      throw new Fault("NOT_FOUND", "There is no such camera. The marker was not kept.");
    await checkRoom(incidentId);
    const row: MarkerTable = {
      ...{ id: wish.markerId, incident_id: incidentId, at_ms: wish.atMs, camera_id: wish.cameraId ?? null },
      ...{ text: wish.text, operator: account.name, by_label: account.label },
    };
    await audit.append([describeEntry("marker.kept", account, row)], async (transaction) => {
      await transaction.insertInto("marker").values(row).execute();
    });
    events.publish({ type: "markers.changed", incidentId }, { to: "all" });
    return describe(row, account);
  }

  async function remove(account: Account, incidentId: string, markerId: string): Promise<void> {
    const row = await find(markerId);
    if (row === undefined || row.incident_id !== incidentId)
      throw new Fault("NOT_FOUND", "There is no such marker any more.");
    if (row.operator !== account.name) throw new Fault("RIGHT_MISSING", "Only who set a marker takes it away.");
    await audit.append([describeEntry("marker.removed", account, row)], async (transaction) => {
      await transaction.deleteFrom("marker").where("id", "=", markerId).execute();
    });
    events.publish({ type: "markers.changed", incidentId }, { to: "all" });
  }

  return {
    async list(account, incidentId) {
      requireIncident(incidentId);
      const rows = await db
        .selectFrom("marker")
        .selectAll()
        .where("incident_id", "=", incidentId)
        .orderBy("at_ms")
        .orderBy("id")
        .limit(MAX_MARKERS)
        .execute();
      return { markers: rows.map((row) => describe(row, account)) };
    },
    add: (account, incidentId, wish) => inTurn(() => add(account, incidentId, wish)),
    remove: (account, incidentId, markerId) => inTurn(() => remove(account, incidentId, markerId)),
  };
}

function describe(row: MarkerTable, account: Account): Marker {
  const { id, at_ms, camera_id, text, operator, by_label } = row;
  return {
    ...{ markerId: id, atMs: at_ms, text, byLabel: by_label, isOwn: operator === account.name },
    ...(camera_id === null ? {} : { cameraId: camera_id }),
  };
}

/** With its words: of a marker that was taken away the audit still says what it said. */
function describeEntry(type: "marker.kept" | "marker.removed", { name }: Account, row: MarkerTable) {
  const { id, incident_id, at_ms, camera_id, text } = row;
  return {
    type,
    actor: name,
    incident: incident_id,
    marker: id,
    markedAtMs: at_ms,
    camera: camera_id ?? undefined,
    text,
  };
}
