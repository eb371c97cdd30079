import { type FileHandle, mkdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../../contract/faults.ts";
import { codeOf, explainDisk, nameFile, nameTime, openNewFile } from "../keptFiles.ts";

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
  const opened = await openNewFile(stem, ".png");
  if (opened === null) throw new Fault("SNAPSHOT_NOT_SAVED", "There are too many of this moment already.");
  const { path, file } = opened;
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

function describeFailure(error: unknown, folder: string): Fault {
  return new Fault("SNAPSHOT_NOT_SAVED", `${explainDisk(error)} (${folder})`, { cause: error });
}
