import { type FileHandle, mkdir, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../../contract/faults.ts";

/** What a picture is filed under. */
export interface SnapshotLabel {
  readonly operatorName: string;
  readonly cameraNumber: string;
  /** When it was captured or, where nobody vouches for that, kept; hub time. */
  readonly atMs: number;
}

/** The pictures operators keep, each in a folder of their own. */
export interface SnapshotFolder {
  /** Where it was written; never over another. Throws `SNAPSHOT_NOT_SAVED`, and nothing is left half written. */
  write(label: SnapshotLabel, png: Buffer): Promise<string>;
  /** Takes away what was written to a path. Throws `SNAPSHOT_NOT_SAVED` where it is still there. */
  remove(path: string): Promise<void>;
}

const OWNER_ONLY_DIR = 0o700;
const OWNER_ONLY_FILE = 0o600;
/** So many pictures of one camera within one second have names of their own. */
const MAX_SAME_NAME = 100;

const SENTENCES: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full. Make room and take it again.",
  EDQUOT: "Your share of the disk is used up. Make room and take it again.",
  EACCES: "The folder may not be written.",
  EPERM: "The folder may not be written.",
  EROFS: "The disk may not be written.",
  ENOTDIR: "There is a file where the folder should be.",
  EEXIST: "There is a file where the folder should be.",
};

/** Puts a picture into its new file. A disk fills up in the middle of it. */
type Fill = (file: FileHandle, png: Buffer) => Promise<void>;

async function fillFile(file: FileHandle, png: Buffer): Promise<void> {
  await file.writeFile(png);
  await file.sync();
}

export function createSnapshotFolder(dir: string, fill: Fill = fillFile): SnapshotFolder {
  return {
    async write({ operatorName, cameraNumber, atMs }, png) {
      const folder = join(dir, nameFile(operatorName));
      try {
        await mkdir(folder, { recursive: true, mode: OWNER_ONLY_DIR });
        const stem = `${nameTime(atMs)}_camera-${nameFile(cameraNumber)}`;
        return await writeNew(join(folder, stem), png, fill);
      } catch (error) {
        if (error instanceof Fault) throw error;
        throw describeFailure(error, folder);
      }
    },
    async remove(path) {
      await unlink(path).catch((error: unknown) => {
        if (codeOf(error) === "ENOENT") return;
        const what = "It may not be kept any more, and could not be removed. Delete it yourself.";
        throw new Fault("SNAPSHOT_NOT_SAVED", `${what} (${path})`, { cause: error });
      });
    },
  };
}

async function writeNew(stem: string, png: Buffer, fill: Fill): Promise<string> {
  for (let n = 1; n <= MAX_SAME_NAME; n++) {
    const path = `${stem}${n === 1 ? "" : `_${n}`}.png`;
    // "wx" fails where there is a file: whatever else writes here at the same time, nothing is lost.
    const file = await open(path, "wx", OWNER_ONLY_FILE).catch((error: unknown) => {
      if (codeOf(error) === "EEXIST") return null;
      throw error;
    });
    if (file === null) continue;
    try {
      await fill(file, png);
    } catch (error) {
      await file.close();
      await unlink(path);
      throw error;
    }
    await file.close();
    return path;
  }
  throw new Fault("SNAPSHOT_NOT_SAVED", "There are too many of this moment already.");
}

function describeFailure(error: unknown, folder: string): Fault {
  const sentence = SENTENCES[codeOf(error)] ?? "The folder cannot be used.";
  return new Fault("SNAPSHOT_NOT_SAVED", `${sentence} (${folder})`, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** `2026-11-25_14-03-12Z`: sorts by time, and every file system takes it. */
function nameTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace("T", "_").replaceAll(":", "-")}Z`;
}

/** A name as every file system takes it, and never a way to another folder. */
function nameFile(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9-]/g, "_") || "_";
}
