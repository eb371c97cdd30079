import type { HubClock, HubLog, RecordingHolds } from "../ports.ts";
import { measureMissing, overlapsAny, planRemovals, type Removable } from "./planRemovals.ts";
import { type DiskFile, type RecordingDisk, readDiskError } from "./recordingDisk.ts";
import { beginningOf, endOf, type RecordingIndex } from "./recordingIndex.ts";
import { readAsidePath, readRecordingPath } from "./recordingPath.ts";

/** Removes what may not or cannot stay. */
export interface RoomKeeper {
  /** Makes room for `wantedBytes` more. One at a time: a call joins the one under way. */
  sweep(wantedBytes: number): Promise<Swept>;
  limitBytes(): number;
  usedBytes(): number;
}

interface Swept {
  /** Whether there is room now. */
  readonly isEnough: boolean;
  readonly removedBytes: number;
}

interface RoomOptions {
  readonly disk: RecordingDisk;
  readonly index: RecordingIndex;
  /** Files that are not served, which take room all the same. It gets shorter. */
  readonly aside: DiskFile[];
  readonly holds: RecordingHolds;
  /** How long recordings of a camera stay. */
  readonly keepMsOf: (cameraId: string) => number;
  /** Undefined for as much as the disk has. */
  readonly limitBytes: number | undefined;
  readonly clock: HubClock;
  readonly log: HubLog;
}

/** Left free on the disk: a tenth, and at most this. Without room for its database a hub shows nothing at all. */
const MAX_RESERVE_BYTES = 1_000_000_000;
const RESERVE_SHARE = 0.1;

export async function createRoomKeeper(options: RoomOptions): Promise<RoomKeeper> {
  const { disk, index, aside, clock, log } = options;
  const { totalBytes } = await disk.space();
  const reserveBytes = Math.min(MAX_RESERVE_BYTES, totalBytes * RESERVE_SHARE);
  const limitBytes = Math.min(options.limitBytes ?? Number.POSITIVE_INFINITY, totalBytes - reserveBytes);
  let running: Promise<Swept> | undefined;

  const usedBytes = () => index.totalBytes() + aside.reduce((sum, { bytes }) => sum + bytes, 0);

  async function clear(wantedBytes: number): Promise<Swept> {
    const nowMs = clock.nowMs();
    const freeBytes = await readFreeBytes(options);
    if (freeBytes === undefined) return { isEnough: false, removedBytes: 0 };
    const room = { nowMs, usedBytes: usedBytes(), limitBytes, freeBytes, reserveBytes, wantedBytes };
    // Of a week of many cameras only the oldest are looked at, unless more than time is against them.
    const isShort = measureMissing(room) > 0;
    const files = [...listRecordings(options, isShort ? Number.POSITIVE_INFINITY : nowMs), ...listAside(options)];
    const plan = planRemovals(files, room);
    let removedBytes = 0;
    for (const file of plan.expired) removedBytes += await remove(file, "expired");
    for (const file of plan.early) removedBytes += await remove(file, "room");
    return { isEnough: plan.isEnough, removedBytes };
  }
  /** How many bytes that gave. */
  async function remove({ path, bytes, fromMs, toMs }: Removable, why: "expired" | "room"): Promise<number> {
    try {
      await disk.remove(path);
    } catch (cause) {
      const code = readDiskError(cause);
      if (code === undefined) throw cause;
      log.error("recorder.notRemoved", { file: path, why: code });
      return 0;
    }
    index.drop(path);
    const at = aside.findIndex((file) => file.path === path);
    if (at >= 0) aside.splice(at, 1);
    log.info("recorder.removed", { file: path, why, fromMs, toMs });
    return bytes;
  }

  return {
    sweep: (wantedBytes) => {
      running ??= clear(wantedBytes).finally(() => {
        running = undefined;
      });
      return running;
    },
    limitBytes: () => limitBytes,
    usedBytes,
  };
}

/** Undefined where the disk does not say: it may have been taken away. */
async function readFreeBytes({ disk, log }: RoomOptions): Promise<number | undefined> {
  try {
    return (await disk.space()).freeBytes;
  } catch (cause) {
    const why = readDiskError(cause);
    if (why === undefined) throw cause;
    log.error("recorder.diskGone", { why });
    return undefined;
  }
}

/** Those whose time is over by `byMs`. A file that is being written is finished first. */
function listRecordings({ index, holds, keepMsOf }: RoomOptions, byMs: number): Removable[] {
  const found: Removable[] = [];
  for (const files of index.listTracks()) {
    const cameraId = files[0]?.header.cameraId ?? "";
    const keepMs = keepMsOf(cameraId);
    const held = holds.spansOf(cameraId);
    for (const recording of files) {
      const span = { fromMs: beginningOf(recording), toMs: endOf(recording) };
      if (recording.isOpen || span.toMs > byMs - keepMs) break;
      const { path, bytes } = recording;
      found.push({ path, bytes, ...span, keepMs, isHeld: overlapsAny(span, held) });
    }
  }
  return found;
}

/** Nobody knows what is in them, so any hold on the camera holds them; and their age is that of the file. */
function listAside({ aside, holds, keepMsOf }: RoomOptions): Removable[] {
  return aside.map(({ path, bytes, changedAtMs }) => {
    const cameraId = readRecordingPath(readAsidePath(path) ?? "")?.cameraId ?? "";
    const isHeld = holds.spansOf(cameraId).length > 0;
    return { path, bytes, fromMs: changedAtMs, toMs: changedAtMs, keepMs: keepMsOf(cameraId), isHeld };
  });
}
