import { sql, type Transaction } from "kysely";
import { RegistryImport } from "../../contract/registryImports.ts";
import type { HubDatabase, HubTables } from "../store/tables.ts";
import { ImportedCamera } from "./importedCamera.ts";

/** Rows of imports and of what they brought. Lists go to the database as one JSON value, not as thousands of values. */

/** Cameras per statement, and read or written at once; between two the event loop breathes. */
const CAMERAS_AT_ONCE = 1_000;
/** Most previews kept; the oldest give way. Our choice. */
const MAX_PREVIEWS = 4;

/** Lets heartbeats, media and withdrawals have their turn. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

interface KeptImport {
  readonly facts: RegistryImport;
  readonly version: number;
}

export async function readImports(db: HubDatabase, count: number): Promise<KeptImport[]> {
  const rows = await db
    .selectFrom("registry_import")
    .select(["facts", "version"])
    .where("state", "!=", "preview")
    .orderBy("version", "desc")
    .limit(count)
    .execute();
  return rows.map(({ facts, version }) => ({ facts: RegistryImport.parse(JSON.parse(facts)), version }));
}

export async function readPreview(
  db: HubDatabase,
  id: string,
): Promise<(KeptImport & { readonly planned: ImportedCamera[] }) | undefined> {
  const row = await db
    .selectFrom("registry_import")
    .selectAll()
    .where("id", "=", id)
    .where("state", "=", "preview")
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const planned: ImportedCamera[] = [];
  const lines = row.cameras.split("\n");
  for (let from = 0; from < lines.length; from += CAMERAS_AT_ONCE) {
    const part = lines.slice(from, from + CAMERAS_AT_ONCE).filter((line) => line !== "");
    planned.push(...part.map((line) => ImportedCamera.parse(JSON.parse(line))));
    await breathe();
  }
  return { facts: RegistryImport.parse(JSON.parse(row.facts)), version: row.version, planned };
}

/** Keeps a preview, and lets those go that have run out or are too many. */
export async function keepPreview(
  transaction: Transaction<HubTables>,
  facts: RegistryImport,
  planned: readonly ImportedCamera[],
  nowMs: number,
): Promise<void> {
  const lines: string[] = [];
  for (let from = 0; from < planned.length; from += CAMERAS_AT_ONCE) {
    const part = planned.slice(from, from + CAMERAS_AT_ONCE);
    lines.push(part.map((camera) => JSON.stringify(camera)).join("\n"));
    await breathe();
  }
  const previews = transaction.deleteFrom("registry_import").where("state", "=", "preview");
  await previews.where("expires_at_ms", "<=", nowMs).execute();
  const newest = transaction
    .selectFrom("registry_import")
    .select("id")
    .where("state", "=", "preview")
    .orderBy("expires_at_ms", "desc")
    .limit(MAX_PREVIEWS - 1);
  await previews.where("id", "not in", newest).execute();
  await sql`
    insert into registry_import (id, state, expires_at_ms, version, facts, cameras)
    values (${facts.id}, 'preview', ${facts.expiresAtMs},
      (select coalesce(max(version), 0) from registry_import), ${JSON.stringify(facts)}, ${lines.join("\n")})
  `.execute(transaction);
}

export async function markImport(
  transaction: Transaction<HubTables>,
  facts: RegistryImport,
  version: number,
): Promise<void> {
  const row = { state: facts.state, version, facts: JSON.stringify(facts), cameras: "" };
  await transaction.updateTable("registry_import").set(row).where("id", "=", facts.id).execute();
}

/** Every camera with what it was before, so that the import can be taken back. */
export async function putCameras(
  transaction: Transaction<HubTables>,
  importId: string,
  cameras: readonly ImportedCamera[],
): Promise<void> {
  for (let from = 0; from < cameras.length; from += CAMERAS_AT_ONCE) {
    const part = JSON.stringify(cameras.slice(from, from + CAMERAS_AT_ONCE));
    await sql`
      insert into imported_camera (id, document, import_id, before)
      select json_extract(value, '$.id'), value, ${importId}, null from json_each(${part}) where true
      on conflict (id) do update set before = document, document = excluded.document, import_id = excluded.import_id
    `.execute(transaction);
    await sql`
      insert into camera (id, removed_revision)
      select json_extract(value, '$.id'), null from json_each(${part}) where true
      on conflict (id) do update set removed_revision = null
    `.execute(transaction);
    await breathe();
  }
}

/** Cameras that were not there before an import. */
export async function readAdded(db: HubDatabase, importId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("imported_camera")
    .select("id")
    .where("import_id", "=", importId)
    .where("before", "is", null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Gives back what an import changed and takes out what it added; answers both. */
export async function takeBack(
  transaction: Transaction<HubTables>,
  importId: string,
  revision: number,
): Promise<{ put: ImportedCamera[]; removedIds: string[] }> {
  const rows = await transaction
    .selectFrom("imported_camera")
    .select(["id", "before"])
    .where("import_id", "=", importId)
    .execute();
  const added = sql`select id from imported_camera where import_id = ${importId} and before is null`;
  await sql`update camera set removed_revision = ${revision} where id in (${added})`.execute(transaction);
  await sql`delete from imported_camera where import_id = ${importId} and before is null`.execute(transaction);
  await sql`
    update imported_camera set document = before, before = null, import_id = '' where import_id = ${importId}
  `.execute(transaction);
  return {
    put: rows.flatMap(({ before }) => (before === null ? [] : [ImportedCamera.parse(JSON.parse(before))])),
    removedIds: rows.filter(({ before }) => before === null).map(({ id }) => id),
  };
}

export async function readImportedCameras(db: HubDatabase): Promise<ImportedCamera[]> {
  const rows = await db.selectFrom("imported_camera").select("document").orderBy("id").execute();
  return rows.map(({ document }) => ImportedCamera.parse(JSON.parse(document)));
}
