import { MAX_CAMERAS } from "../../contract/cameras.ts";
import { Fault } from "../../contract/faults.ts";
import { IMPORT_LIFE_MS, MAX_IMPORTS, type RegistryImport } from "../../contract/registryImports.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { Account } from "../people/accounts.ts";
import type { Chance, HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Consents } from "../registry/consents.ts";
import type { Site } from "../site/loadSite.ts";
import type { HubDatabase } from "../store/tables.ts";
import type { Uploads } from "../uploads/uploads.ts";
import type { ImportedCamera } from "./importedCamera.ts";
import { keepPreview, markImport, putCameras, readAdded, readImports, readPreview, takeBack } from "./importStore.ts";
import { createImportPlanner } from "./planImport.ts";
import { readImport } from "./readImport.ts";

/**
 * Files brought into the registry. A preview is what a file would do to the registry of one moment, kept for an hour;
 * it is applied in one transaction with its audit entry, or not at all. Only the last one can be taken back.
 */
export interface RegistryImports {
  list(): Promise<RegistryImport[]>;
  preview(uploadId: string, by: Account): Promise<RegistryImport>;
  /** Throws `CONFLICT` when the registry has changed since the preview, `IMPORT_REFUSED` while anything is wrong. */
  apply(id: string, by: Account): Promise<RegistryImport>;
  undo(id: string, by: Account): Promise<RegistryImport>;
}

export async function loadRegistryImports(options: {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
  chance: Chance;
  site: Site;
  cameras: CameraRegistry;
  consents: Consents;
  uploads: Uploads;
}): Promise<RegistryImports> {
  const { db, audit, clock, chance, site, cameras, consents, uploads } = options;
  const frame = {
    ...{ centre: site.facts.centre, siteName: site.facts.name },
    cityOwners: new Map(site.owners.filter(({ kind }) => kind === "city").map(({ id, label }) => [label, id])),
  };
  const siteNumbers = new Set(site.cameras.map(({ number }) => number));
  // One after another: each is made from the registry the one before it left.
  let lastStep: Promise<unknown> = Promise.resolve();
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const done = lastStep.then(step);
    lastStep = done.catch(() => undefined);
    return done;
  }

  async function readVersion(): Promise<number> {
    const row = await db
      .selectFrom("registry_import")
      .select(({ fn }) => fn.max("version").as("version"))
      .executeTakeFirst();
    return row?.version ?? 0;
  }

  async function list(): Promise<RegistryImport[]> {
    const version = await readVersion();
    const rows = await readImports(db, MAX_IMPORTS);
    return rows.map((row) => ({ ...row.facts, problems: [], canUndo: canUndo(row, version) }));
  }

  async function preview(uploadId: string, by: Account): Promise<RegistryImport> {
    const upload = uploads.find(uploadId, "registry-import", by);
    const planner = createImportPlanner({
      frame,
      imported: new Map(cameras.listImported().map((camera) => [camera.number, camera])),
      isTaken: (number) => siteNumbers.has(number),
    });
    const { cameras: planned, ...read } = await readImport(upload.path, planner);
    uploads.drop(uploadId, by);
    const total = cameras.count() + read.counts.added;
    if (total > MAX_CAMERAS)
      throw new Fault("IMPORT_REFUSED", `The registry would hold ${total} cameras; at most ${MAX_CAMERAS}.`);
    const nowMs = clock.nowMs();
    const facts: RegistryImport = {
      ...{ id: `import:${chance.id(nowMs)}`, state: "preview", fileName: upload.fileName, by: by.label },
      ...{ atMs: nowMs, expiresAtMs: nowMs + IMPORT_LIFE_MS, canUndo: false, ...read, problems: [...read.problems] },
    };
    const about = { actor: by.name, import: facts.id, file: upload.fileName, ...read.counts };
    await audit.append([{ type: "registry.previewed", ...about }], (transaction) =>
      keepPreview(transaction, facts, planned, nowMs),
    );
    return facts;
  }

  async function apply(id: string, by: Account): Promise<RegistryImport> {
    const found = await readPreview(db, id);
    if (found === undefined || found.facts.expiresAtMs <= clock.nowMs())
      throw new Fault("NOT_FOUND", "The preview is no longer here. Choose the file again.");
    const { facts, planned, version: seen } = found;
    if (facts.counts.wrong > 0) throw new Fault("IMPORT_REFUSED", "Something in the file is wrong. Correct it first.");
    if (planned.length === 0) throw new Fault("IMPORT_REFUSED", "Everything in the file is known already.");
    const version = await readVersion();
    // A restarted hub may have been given a site folder with other cameras.
    const isTaken = planned.some(({ number }) => siteNumbers.has(number));
    if (seen !== version || isTaken) throw new Fault("CONFLICT", "The registry has changed since the preview.");
    const after: RegistryImport = { ...facts, state: "applied", atMs: clock.nowMs(), by: by.label, canUndo: true };
    const entry = { type: "registry.imported", actor: by.name, import: id, file: facts.fileName, ...facts.counts };
    await audit.append([entry], async (transaction) => {
      await putCameras(transaction, id, planned);
      await markImport(transaction, after, version + 1);
    });
    cameras.putImported(planned, []);
    return after;
  }

  async function undo(id: string, by: Account): Promise<RegistryImport> {
    const version = await readVersion();
    const row = (await readImports(db, MAX_IMPORTS)).find(({ facts }) => facts.id === id);
    if (row === undefined) throw new Fault("NOT_FOUND");
    if (!canUndo(row, version)) throw new Fault("CONFLICT", "Only the last import can be taken back.");
    const added = await readAdded(db, id);
    if (added.some((cameraId) => consents.find(cameraId) !== undefined))
      throw new Fault("CONFLICT", "An owner has stated terms for a camera of it.");
    const nowMs = clock.nowMs();
    const after: RegistryImport = { ...row.facts, state: "undone", atMs: nowMs, by: by.label, canUndo: false };
    const entry = { type: "registry.importUndone", actor: by.name, import: id };
    let result: { put: ImportedCamera[]; removedIds: string[] } = { put: [], removedIds: [] };
    await audit.append([entry], async (transaction) => {
      result = await takeBack(transaction, id, cameras.nextRevision());
      await markImport(transaction, after, version + 1);
    });
    cameras.putImported(result.put, result.removedIds);
    return after;
  }

  return {
    list,
    preview: (uploadId, by) => inTurn(() => preview(uploadId, by)),
    apply: (id, by) => inTurn(() => apply(id, by)),
    undo: (id, by) => inTurn(() => undo(id, by)),
  };
}

function canUndo({ facts, version }: { facts: RegistryImport; version: number }, newest: number): boolean {
  return facts.state === "applied" && version === newest;
}
