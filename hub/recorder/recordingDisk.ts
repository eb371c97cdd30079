import type { Stats } from "node:fs";
import * as fs from "node:fs/promises";
import { dirname, join } from "node:path";

/** The disk as the recorder needs it. Paths are relative to the folder of the recordings, with `/` between names. */
export interface RecordingDisk {
  /** Every file below the folder. */
  list(): Promise<DiskFile[]>;
  /** A new file, with the folders it needs. Fails with `EEXIST` for one that is there. */
  create(path: string): Promise<AppendFile>;
  /** `bytes` may be fewer than asked for at the end of the file. */
  open(path: string): Promise<ReadFile>;
  /** Opens, reads, and closes again. */
  read(path: string, offset: number, length: number): Promise<Buffer>;
  /** Makes a file shorter and then adds to it, so that it stays. */
  repair(path: string, keptBytes: number, added: Uint8Array): Promise<void>;
  move(from: string, to: string): Promise<void>;
  /** One that is gone already is no error. */
  remove(path: string): Promise<void>;
  space(): Promise<DiskSpace>;
}

export interface DiskFile {
  readonly path: string;
  readonly bytes: number;
  readonly changedAtMs: number;
}

export interface AppendFile {
  append(bytes: Uint8Array): Promise<void>;
  /** Takes back what an append that failed may have left. */
  truncate(bytes: number): Promise<void>;
  /** Waits until what was appended would survive a loss of power. */
  sync(): Promise<void>;
  /** Whether the file still has a name. */
  isLinked(): Promise<boolean>;
  close(): Promise<void>;
}

export interface ReadFile {
  read(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Recordings are the hub's alone. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

export function createRecordingDisk(dir: string): RecordingDisk {
  const locate = (path: string) => join(dir, path);

  async function open(path: string): Promise<ReadFile> {
    const file = await fs.open(locate(path), "r");
    return {
      read: async (offset, length) => {
        const bytes = Buffer.allocUnsafe(length);
        const { bytesRead } = await file.read(bytes, 0, length, offset);
        return bytes.subarray(0, bytesRead);
      },
      close: () => file.close(),
    };
  }

  return {
    list: () => listBelow(dir, ""),
    open,
    create: async (path) => {
      await fs.mkdir(dirname(locate(path)), { recursive: true, mode: FOLDER_MODE });
      // Appending, not writing on: after a truncation the next bytes belong to the new end, not to the old place.
      const file = await fs.open(locate(path), "ax", FILE_MODE);
      return {
        append: (bytes) => file.appendFile(bytes),
        truncate: (bytes) => file.truncate(bytes),
        sync: () => file.datasync(),
        isLinked: async () => (await file.stat()).nlink > 0,
        close: () => file.close(),
      };
    },
    read: async (path, offset, length) => {
      const file = await open(path);
      try {
        return await file.read(offset, length);
      } finally {
        await file.close();
      }
    },
    repair: async (path, keptBytes, added) => {
      const file = await fs.open(locate(path), "r+");
      try {
        await file.truncate(keptBytes);
        await file.write(added, 0, added.length, keptBytes);
        await file.datasync();
      } finally {
        await file.close();
      }
    },
    move: async (from, to) => {
      await fs.mkdir(dirname(locate(to)), { recursive: true, mode: FOLDER_MODE });
      await fs.rename(locate(from), locate(to));
    },
    remove: (path) => fs.rm(locate(path), { force: true }),
    space: async () => {
      const { bavail, blocks, bsize } = await fs.statfs(dir);
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    },
  };
}

/** Folders that cannot be read, such as `lost+found`, and whatever is no file hold no recordings. */
async function listBelow(root: string, path: string): Promise<DiskFile[]> {
  const entries = await fs.readdir(join(root, path), { withFileTypes: true }).catch((cause) => {
    if (path === "") throw cause;
    return [];
  });
  const files: DiskFile[] = [];
  for (const entry of entries) {
    const below = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await listBelow(root, below)));
    if (!entry.isFile()) continue;
    const stats: Stats | undefined = await fs.stat(join(root, below)).catch(() => undefined);
    if (stats !== undefined) files.push({ path: below, bytes: stats.size, changedAtMs: Math.floor(stats.mtimeMs) });
  }
  return files;
}

/** The system's name for what went wrong, for example `ENOSPC`; undefined for what is no fault of the disk's. */
export function readDiskError(cause: unknown): string | undefined {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
}
