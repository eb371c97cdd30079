import { Fault } from "../../contract/faults.ts";
import type { AuditEntry, AuditLog, AuditWrite } from "../audit/auditLog.ts";
import type { HubDatabase } from "../store/tables.ts";
import { StoredClip } from "./storedClip.ts";

/** Clips as they are kept. What changes one is written with its audit entry, and only then known. */
export interface ClipStore {
  find(id: string): StoredClip | undefined;
  /** Newest pull first, its cameras in the order asked. */
  list(): StoredClip[];
  listOf(incidentId: string): StoredClip[];
  /** Throws `AUDIT_UNAVAILABLE`; then none of them is kept. */
  add(clips: readonly StoredClip[], entries: readonly AuditEntry[], write: AuditWrite): Promise<void>;
  /** One change after another, each made from what the one before left; `undefined` leaves it. Throws `NOT_FOUND`. */
  change(id: string, make: (before: StoredClip) => ClipStep | undefined): Promise<StoredClip>;
  forget(id: string): Promise<void>;
}

export interface ClipStep {
  readonly after: StoredClip;
  readonly entry: AuditEntry;
}

export async function loadClipStore(options: { db: HubDatabase; audit: AuditLog }): Promise<ClipStore> {
  const { db, audit } = options;
  const rows = await db.selectFrom("clip").selectAll().execute();
  const byId = new Map(rows.map(({ id, document }) => [id, StoredClip.parse(JSON.parse(document))]));
  const chains = new Map<string, Promise<unknown>>();

  const list = (): StoredClip[] =>
    [...byId.values()].sort((a, b) => b.askedAtMs - a.askedAtMs || a.rank - b.rank || (a.id < b.id ? -1 : 1));

  async function step(id: string, make: (before: StoredClip) => ClipStep | undefined): Promise<StoredClip> {
    const before = byId.get(id);
    if (before === undefined) throw new Fault("NOT_FOUND", "There is no such clip.");
    const made = make(before);
    if (made === undefined) return before;
    await audit.append([made.entry], async (transaction) => {
      const row = { document: JSON.stringify(made.after) };
      await transaction.updateTable("clip").set(row).where("id", "=", id).execute();
    });
    byId.set(id, made.after);
    return made.after;
  }

  return {
    find: (id) => byId.get(id),
    list,
    listOf: (incidentId) => list().filter((clip) => clip.incidentId === incidentId),
    async add(clips, entries, write) {
      await audit.append(entries, async (transaction, seqs) => {
        for (const clip of clips) {
          const row = { id: clip.id, incident_id: clip.incidentId, document: JSON.stringify(clip) };
          await transaction.insertInto("clip").values(row).execute();
        }
        await write(transaction, seqs);
      });
      for (const clip of clips) byId.set(clip.id, clip);
    },
    change(id, make) {
      const done = (chains.get(id) ?? Promise.resolve()).then(() => step(id, make));
      const settled = done.catch(() => undefined);
      chains.set(id, settled);
      void settled.then(() => {
        if (chains.get(id) === settled) chains.delete(id);
      });
      return done;
    },
    async forget(id) {
      byId.delete(id);
      await db.deleteFrom("clip").where("id", "=", id).execute();
    },
  };
}
