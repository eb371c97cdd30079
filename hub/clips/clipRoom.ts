import { statfs } from "node:fs/promises";

/** How much of the disk clips may have. */
export interface ClipRoom {
  /** Bytes the next file may have, and what stands in its way if that is none. Keeps them until `giveBack`. */
  take(
    usedBytes: number,
  ): Promise<{ readonly maxBytes: number; readonly why: "disk-full" | "room-used-up" | undefined; giveBack(): void }>;
}

/** All clips together. Our choice: about 300 hours of `main` as a city camera sends it, a few days of busy incidents. */
export const DEFAULT_CLIP_ROOM_BYTES = 50_000_000_000;
/** Left free on the disk for the database and for recordings. Our choice. */
const KEPT_FREE_BYTES = 500_000_000;
/** Below this no file is begun. */
const LEAST_BYTES = 1_000_000;

/** Files that are made at the same time share what there is. */
export function createClipRoom(dir: string, roomBytes: number, lanes: number): ClipRoom {
  let takenBytes = 0;
  return {
    async take(usedBytes) {
      const { bavail, bsize } = await statfs(dir);
      const freeBytes = bavail * bsize - KEPT_FREE_BYTES - takenBytes;
      const leftBytes = roomBytes - usedBytes - takenBytes;
      const maxBytes = Math.floor(Math.max(0, Math.min(freeBytes, leftBytes)) / lanes);
      const why = maxBytes >= LEAST_BYTES ? undefined : freeBytes < leftBytes ? "disk-full" : "room-used-up";
      if (why !== undefined) return { maxBytes: 0, why, giveBack: () => undefined };
      takenBytes += maxBytes;
      let isHeld = true;
      const giveBack = () => {
        if (isHeld) takenBytes -= maxBytes;
        isHeld = false;
      };
      return { maxBytes, why, giveBack };
    },
  };
}
