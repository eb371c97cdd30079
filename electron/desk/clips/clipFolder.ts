import { type FileHandle, mkdir, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../../contract/faults.ts";
import { explainDisk, nameFile, nameTime, openNewFile } from "../keptFiles.ts";

/** What a clip is filed under. */
export interface ClipLabel {
  readonly operatorName: string;
  readonly cameraNumber: string;
  /** As its operators call it. */
  readonly name: string;
  readonly fromMs: number;
}

/** A clip on its way to the disk. Its name is taken at once, and holds nothing until all of it is there. */
export interface ClipPart {
  /** Throws `CLIP_NOT_SAVED`; what was written so far goes. */
  write(chunk: Uint8Array): Promise<void>;
  /** Where it is. Throws `CLIP_NOT_SAVED`. */
  finish(): Promise<string>;
  drop(): Promise<void>;
}

/** The clips operators keep on this station, each in a folder of their own, beside their pictures. */
export interface ClipFolder {
  /** Throws `CLIP_NOT_SAVED`. */
  begin(label: ClipLabel): Promise<ClipPart>;
}

const OWNER_ONLY_DIR = 0o700;
const MAX_NAME_LENGTH = 40;
const PART = ".part";

/** Puts bytes at the end of a file. A disk fills up in the middle of it. */
type Append = (file: FileHandle, chunk: Uint8Array) => Promise<unknown>;

export function createClipFolder(dir: string, append: Append = (file, chunk) => file.appendFile(chunk)): ClipFolder {
  return {
    async begin({ operatorName, cameraNumber, name, fromMs }) {
      const folder = join(dir, nameFile(operatorName));
      const fail = (error: unknown) =>
        error instanceof Fault
          ? error
          : new Fault("CLIP_NOT_SAVED", `${explainDisk(error)} (${folder})`, { cause: error });
      try {
        await mkdir(folder, { recursive: true, mode: OWNER_ONLY_DIR });
        const called = nameFile(name).slice(0, MAX_NAME_LENGTH);
        const stem = join(folder, `${nameTime(fromMs)}_camera-${nameFile(cameraNumber)}_${called}`);
        return await openPart(stem, append, fail);
      } catch (error) {
        throw fail(error);
      }
    },
  };
}

async function openPart(stem: string, append: Append, fail: (error: unknown) => Fault): Promise<ClipPart> {
  const taken = await openNewFile(stem, ".mp4");
  if (taken === null) throw new Fault("CLIP_NOT_SAVED", "There are too many of this name already.");
  const { path } = taken;
  await taken.file.close();
  const part = await openNewFile(path, PART).catch(async (error: unknown) => {
    await unlink(path);
    throw error;
  });
  if (part === null) throw new Fault("CLIP_NOT_SAVED", "There are too many of this name already.");
  let isOver = false;

  async function drop(): Promise<void> {
    if (isOver) return;
    isOver = true;
    await part?.file.close().catch(() => undefined);
    for (const left of [part?.path ?? path, path]) await unlink(left).catch(() => undefined);
  }

  return {
    async write(chunk) {
      try {
        await append(part.file, chunk);
      } catch (error) {
        await drop();
        throw fail(error);
      }
    },
    async finish() {
      try {
        await part.file.sync();
        await part.file.close();
        // Over the empty file that holds the name, and over nothing else.
        await rename(part.path, path);
        isOver = true;
        return path;
      } catch (error) {
        await drop();
        throw fail(error);
      }
    },
    drop,
  };
}
