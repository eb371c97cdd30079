import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DeskClock, Log } from "../ports.ts";

/** Tiles on disk, the longest unused going first when they are more than their bound. */
export interface TileCache {
  /** Null where it has none. `isOld`: worth asking for again. */
  read(name: string): Promise<{ bytes: Buffer; isOld: boolean } | null>;
  write(name: string, bytes: Buffer): Promise<void>;
  sizeBytes(): number;
}

interface Kept {
  readonly bytes: number;
  readonly atMs: number;
}

/** A map of streets stays true about this long. Our choice. */
const OLD_AFTER_MS = 30 * 86_400_000;
/** After making room this much is free again, so that not every tile has to make its own. */
const ROOM_SHARE = 0.1;
const PROBE = ".opened";
const TILE_NAME = /^[0-9a-f]{40}$/;

/** A folder that cannot be used is logged, and the cache then holds nothing. */
export async function openTileCache(options: {
  dir: string;
  maxBytes: number;
  clock: DeskClock;
  log: Log;
}): Promise<TileCache> {
  const { dir, maxBytes, clock, log } = options;
  let kept = new Map<string, Kept>();
  let totalBytes = 0;
  /** The disk's own time, by which the ages of its files are told. */
  let diskNowMs = () => 0;
  let isUsable = true;

  async function open(): Promise<void> {
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, PROBE), "");
    const openedAtMs = (await stat(join(dir, PROBE))).mtimeMs;
    const startMs = clock.nowMs();
    diskNowMs = () => openedAtMs + clock.nowMs() - startMs;
    const names = (await readdir(dir)).filter((name) => TILE_NAME.test(name));
    const found = await Promise.all(
      names.map(async (name) => {
        const { size, mtimeMs } = await stat(join(dir, name));
        return [name, { bytes: size, atMs: mtimeMs }] as const;
      }),
    );
    kept = new Map(found.sort(([, a], [, b]) => a.atMs - b.atMs));
    totalBytes = found.reduce((sum, [, { bytes }]) => sum + bytes, 0);
    await makeRoom();
  }

  async function makeRoom(): Promise<void> {
    if (totalBytes <= maxBytes) return;
    for (const [name, { bytes }] of kept) {
      if (totalBytes <= maxBytes * (1 - ROOM_SHARE)) return;
      kept.delete(name);
      totalBytes -= bytes;
      await rm(join(dir, name), { force: true });
    }
  }

  function giveUp(error: unknown): void {
    log.warn("map.cacheUnusable", { reason: String(error) });
    isUsable = false;
  }

  await open().catch(giveUp);
  return {
    async read(name) {
      const file = fileNameOf(name);
      const entry = kept.get(file);
      if (!isUsable || entry === undefined) return null;
      try {
        const bytes = await readFile(join(dir, file));
        kept.delete(file);
        kept.set(file, entry);
        return { bytes, isOld: diskNowMs() - entry.atMs > OLD_AFTER_MS };
      } catch {
        // Somebody has emptied the folder: the tile is fetched as if it had never been here.
        kept.delete(file);
        totalBytes -= entry.bytes;
        return null;
      }
    },
    async write(name, bytes) {
      if (!isUsable || bytes.length > maxBytes) return;
      const file = fileNameOf(name);
      try {
        await writeFile(join(dir, file), bytes);
        totalBytes += bytes.length - (kept.get(file)?.bytes ?? 0);
        kept.delete(file);
        kept.set(file, { bytes: bytes.length, atMs: diskNowMs() });
        await makeRoom();
      } catch (error) {
        giveUp(error);
      }
    },
    sizeBytes: () => totalBytes,
  };
}

function fileNameOf(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 40);
}
