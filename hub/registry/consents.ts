import { ConsentRecord } from "../../contract/consentRecord.ts";
import { Fault } from "../../contract/faults.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { hashLine } from "../audit/verifyAudit.ts";
import type { HubClock } from "../ports.ts";
import type { HubDatabase } from "../store/tables.ts";

/** A camera's terms in force, and the number of times they have changed. */
interface CurrentTerms {
  readonly record: ConsentRecord;
  readonly epoch: number;
}

export type ConsentListener = (record: ConsentRecord, epoch: number) => void;

/** Owners' terms. Records never change: a change is a new version, and raises the camera's epoch. */
export interface Consents {
  /** The record in force; undefined for a camera without terms. */
  find(cameraId: string): ConsentRecord | undefined;
  epochOf(cameraId: string): number;
  /** Withdraws or gives again. Resolves when durable; listeners have then already been called. */
  changeState(cameraId: string, state: "active" | "withdrawn", by: string): Promise<void>;
  onChanged(listener: ConsentListener): void;
}

export async function loadConsents(options: { db: HubDatabase; audit: AuditLog; clock: HubClock }): Promise<Consents> {
  const { db, audit, clock } = options;
  const current = await readCurrent(db);
  const listeners: ConsentListener[] = [];
  // Changes go one after another: each is made from the version before it.
  let lastChange: Promise<void> = Promise.resolve();

  async function change(cameraId: string, state: "active" | "withdrawn", by: string): Promise<void> {
    const before = current.get(cameraId);
    if (before === undefined) throw new Fault("NOT_FOUND");
    if (before.record.state === state) return;
    // What was captured while permission was withdrawn stays out of what is given now.
    const captureFromMs = state === "active" ? clock.nowMs() : before.record.captureFromMs;
    const record: ConsentRecord = { ...before.record, state, captureFromMs, version: before.record.version + 1 };
    const epoch = before.epoch + 1;
    const document = JSON.stringify(record);
    const entry = {
      type: state === "withdrawn" ? "consent.withdrawn" : "consent.given",
      actor: by,
      camera: cameraId,
      record: record.recordId,
      version: record.version,
      recordSha256: hashLine(document),
      epoch,
    };
    await audit.append([entry], async (transaction) => {
      const version = { camera_id: cameraId, version: record.version, document, at_ms: clock.nowMs(), by };
      await transaction.insertInto("consent").values(version).execute();
      const head = { version: record.version, epoch };
      await transaction.updateTable("camera_terms").set(head).where("camera_id", "=", cameraId).execute();
    });
    current.set(cameraId, { record, epoch });
    for (const listener of listeners) listener(record, epoch);
  }

  return {
    find: (cameraId) => current.get(cameraId)?.record,
    epochOf: (cameraId) => current.get(cameraId)?.epoch ?? 0,
    changeState: (cameraId, state, by) => {
      const done = lastChange.then(() => change(cameraId, state, by));
      lastChange = done.catch(() => undefined);
      return done;
    },
    onChanged: (listener) => {
      listeners.push(listener);
    },
  };
}

async function readCurrent(db: HubDatabase): Promise<Map<string, CurrentTerms>> {
  const rows = await db
    .selectFrom("camera_terms")
    .innerJoin("consent", (join) =>
      join
        .onRef("consent.camera_id", "=", "camera_terms.camera_id")
        .onRef("consent.version", "=", "camera_terms.version"),
    )
    .select(["camera_terms.camera_id as cameraId", "camera_terms.epoch as epoch", "consent.document as document"])
    .execute();
  return new Map(
    rows.map((row) => [row.cameraId, { record: ConsentRecord.parse(JSON.parse(row.document)), epoch: row.epoch }]),
  );
}
