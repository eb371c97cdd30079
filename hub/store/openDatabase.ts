import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import { Fault } from "../../contract/faults.ts";
import { verifyAuditTail } from "../audit/verifyAudit.ts";
import { MIGRATIONS } from "./migrations.ts";
import { shapeForKysely } from "./sqliteShape.ts";
import type { HubDatabase, HubTables } from "./tables.ts";

const FILE_NAME = "hub.sqlite";
const ASIDE_MARK = ".unreadable-";
/** How long another process may hold the file before the hub gives up. */
const BUSY_MS = 2_000;

export interface OpenedDatabase {
  readonly db: HubDatabase;
  /** Where an earlier, unreadable database was kept; a site with real people must not be seeded beside one. */
  readonly asideFile: string | undefined;
  close(): Promise<void>;
}

/**
 * Opens the database in `dataDir`, bringing its schema up to date. Throws `DATA_UNUSABLE`, with one sentence saying
 * why: the folder cannot be written, the file belongs to a newer hub, or it is damaged and was moved aside.
 */
export function openDatabase(dataDir: string, wallMs: number): OpenedDatabase {
  makeWritable(dataDir);
  const file = join(dataDir, FILE_NAME);
  const database = openChecked(file, wallMs);
  const db = new Kysely<HubTables>({ dialect: new SqliteDialect({ database: shapeForKysely(database) }) });
  const aside = readdirSync(dataDir).find((name) => name.startsWith(FILE_NAME + ASIDE_MARK) && !isSidecar(name));
  return { db, asideFile: aside, close: () => closeDatabase(db, database) };
}

function isSidecar(name: string): boolean {
  return name.endsWith("-wal") || name.endsWith("-shm");
}

async function closeDatabase(db: HubDatabase, database: DatabaseSync): Promise<void> {
  await db.destroy();
  // kysely closes only what it has used.
  if (database.isOpen) database.close();
}

function makeWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Fault("DATA_UNUSABLE", `${dataDir} is not a folder the hub can write to.`, { cause });
  }
}

function openChecked(file: string, wallMs: number): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: BUSY_MS });
    database.exec("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;");
    checkIntegrity(database);
    migrate(database);
    return database;
  } catch (cause) {
    if (database?.isOpen) database.close();
    throw explainFailure(file, wallMs, cause);
  }
}

function checkIntegrity(database: DatabaseSync): void {
  const answer: unknown = database.prepare("pragma quick_check(1)").get()?.quick_check;
  if (answer !== "ok") throw new DamagedError(String(answer));
  const broken = verifyAuditTail(database);
  if (broken !== undefined) throw new DamagedError(`audit entry ${broken} was altered`);
}

class DamagedError extends Error {}

function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare("pragma user_version").get()?.user_version ?? 0);
  if (version > MIGRATIONS.length) throw new Fault("DATA_UNUSABLE", "It was written by a newer version of the hub.");
  MIGRATIONS.slice(version).forEach((script, index) => {
    database.exec(`begin immediate; ${script} pragma user_version = ${version + index + 1}; commit;`);
  });
}

/** Result codes of SQLite: the file is not a database, or is damaged (https://sqlite.org/rescode.html). */
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

function explainFailure(file: string, wallMs: number, cause: unknown): Fault {
  if (cause instanceof Fault) return cause;
  const code = cause instanceof Error && "errcode" in cause ? Number(cause.errcode) & 0xff : undefined;
  const isDamaged = cause instanceof DamagedError || code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (!isDamaged) return new Fault("DATA_UNUSABLE", `${file} cannot be opened (${reason}).`, { cause });
  const aside = `${file}${ASIDE_MARK}${wallMs}`;
  try {
    for (const suffix of ["", "-wal", "-shm"]) {
      if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    }
  } catch {
    return new Fault("DATA_UNUSABLE", `${file} is damaged (${reason}) and could not be moved aside.`, { cause });
  }
  return new Fault("DATA_UNUSABLE", `${file} is damaged (${reason}); it was kept as ${aside}.`, { cause });
}
