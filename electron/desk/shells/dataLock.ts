import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../../../contract/faults.ts";

const LOCK_NAME = "glasshouse.lock";
/** The folder holds keys and tokens: only its owner may look inside. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
/** A lock left by a dead process is removed once; a second refusal means somebody else was faster. */
const TRIES = 2;

/**
 * Makes the data folder and takes its lock, so that two desks never share one station's key and wall.
 * A lock whose process is gone is taken over. Throws `DATA_UNUSABLE`; returns the lock's end.
 */
export function lockDataFolder(dataDir: string): () => void {
  const path = join(dataDir, LOCK_NAME);
  try {
    mkdirSync(dataDir, { recursive: true, mode: FOLDER_MODE });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    takeLock(path);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault("DATA_UNUSABLE", describeProblem(dataDir, error), { cause: error });
  }
  const unlock = (): void => {
    if (readOwner(path) === process.pid) rmSync(path, { force: true });
  };
  // A process that ends in a hurry leaves no lock either.
  process.once("exit", unlock);
  return () => {
    process.off("exit", unlock);
    unlock();
  };
}

function takeLock(path: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      writeFileSync(path, `${process.pid}\n`, { flag: "wx", mode: FILE_MODE });
      return;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
    const owner = readOwner(path);
    if (attempt === TRIES || (owner !== null && isRunning(owner))) {
      throw new Fault("DATA_UNUSABLE", `Another Glasshouse uses it (process ${owner ?? "unknown"}).`);
    }
    rmSync(path, { force: true });
  }
}

function readOwner(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, "utf8").trim());
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    // Gone or unreadable: nobody can be named as its owner.
    return null;
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function describeProblem(dataDir: string, error: unknown): string {
  const code = codeOf(error);
  if (code === "ENOTDIR" || code === "EEXIST") return `${dataDir} is not a folder.`;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return `${dataDir} cannot be written to.`;
  return `${dataDir}: ${code ?? "unknown problem"}.`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
