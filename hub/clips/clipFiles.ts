import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { StreamTargetChunk } from "mediabunny";

/** The files of clips: each under a name made of its clip's id, and under another until it is whole. */
export interface ClipFiles {
  pathOf(clipId: string): string;
  /** Where it is while it is made, and what it is called there. */
  partPathOf(clipId: string): string;
  partNameOf(clipId: string): string;
  /** Makes a part the file. Answers its size, bytes. */
  keep(clipId: string): Promise<number>;
  drop(clipId: string): Promise<void>;
  dropPart(clipId: string): Promise<void>;
}

/** Thrown where a file would grow beyond its share of the room for clips. */
export class RoomUsedUp extends Error {}

const PART = ".part.mp4";
const OWNER_ONLY_DIR = 0o700;
const OWNER_ONLY_FILE = 0o600;

/** Takes away what a run that was not ended has left half made, and files of clips that are `unknown`. */
export function openClipFiles(dir: string, isKnown: (clipId: string) => boolean): ClipFiles {
  mkdirSync(dir, { recursive: true, mode: OWNER_ONLY_DIR });
  for (const name of readdirSync(dir)) {
    const isKept = name.endsWith(".mp4") && isKnown(readId(name));
    if (!isKept) rmSync(join(dir, name), { recursive: true, force: true });
  }
  const pathOf = (clipId: string) => join(dir, `${writeId(clipId)}.mp4`);
  const partNameOf = (clipId: string) => `${writeId(clipId)}${PART}`;
  const partPathOf = (clipId: string) => join(dir, partNameOf(clipId));
  return {
    pathOf,
    partPathOf,
    partNameOf,
    async keep(clipId) {
      await rename(partPathOf(clipId), pathOf(clipId));
      return (await stat(pathOf(clipId))).size;
    },
    drop: (clipId) => rm(pathOf(clipId), { force: true }),
    dropPart: (clipId) => rm(partPathOf(clipId), { force: true }),
  };
}

/** Ids have a colon, which not every file system takes. */
function writeId(clipId: string): string {
  return clipId.replaceAll(":", "+");
}

function readId(fileName: string): string {
  return fileName.slice(0, -".mp4".length).replaceAll("+", ":");
}

export interface FileSink {
  readonly stream: WritableStream<StreamTargetChunk>;
  close(): Promise<void>;
}

/** A new file of at most so many bytes. Writing throws {@link RoomUsedUp}, or what the disk says. */
export async function createFileSink(path: string, maxBytes: number): Promise<FileSink> {
  const file = await open(path, "wx", OWNER_ONLY_FILE);
  let isClosed = false;
  async function close(handle: FileHandle): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    await handle.close();
  }
  const stream = new WritableStream<StreamTargetChunk>({
    async write({ data, position }) {
      if (position + data.byteLength > maxBytes) throw new RoomUsedUp();
      for (let done = 0; done < data.byteLength; ) {
        const { bytesWritten } = await file.write(data, done, data.byteLength - done, position + done);
        done += bytesWritten;
      }
    },
    async close() {
      await file.sync();
      await close(file);
    },
    abort: () => close(file),
  });
  return { stream, close: () => close(file) };
}
