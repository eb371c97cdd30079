import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Fault } from "../../contract/faults.ts";

export const LOCK_NAME = ".lock";

/**
 * Makes the folder of the recordings and takes it for this process; the returned function lets go of it. The lock is
 * SQLite's on an empty database, so the system lets go of it however the process ends. Throws `DATA_UNUSABLE`.
 */
export function lockFolder(dir: string): () => void {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(join(dir, LOCK_NAME));
    database.exec("pragma locking_mode = exclusive; pragma journal_mode = memory; begin exclusive;");
    const held = database;
    return () => held.close();
  } catch (cause) {
    database?.close();
    const isTaken = cause instanceof Error && cause.message.includes("locked");
    const why = isTaken ? "is used by another recorder" : "is not a folder recordings can be written to";
    throw new Fault("DATA_UNUSABLE", `${dir} ${why}.`, { cause });
  }
}
