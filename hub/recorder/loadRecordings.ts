import type { HubClock, HubLog } from "../ports.ts";
import { examineRecording } from "./examineRecording.ts";
import { LOCK_NAME } from "./lockFolder.ts";
import { type DiskFile, type RecordingDisk, readDiskError } from "./recordingDisk.ts";
import { createRecordingIndex, type Recording, type RecordingIndex } from "./recordingIndex.ts";
import { readAsidePath, readRecordingPath, writeAsidePath } from "./recordingPath.ts";
import { writeTable } from "./recordingTable.ts";

/** What was found on the disk at the start. Files that cannot be served are kept apart, and named in the log. */
export interface LoadedRecordings {
  readonly index: RecordingIndex;
  /** Paths, now that they are set aside, with those of earlier starts. */
  readonly aside: DiskFile[];
}

/** Files looked at at once: enough to keep a disk busy. */
const AT_ONCE = 16;

interface Parts {
  readonly disk: RecordingDisk;
  readonly clock: HubClock;
  readonly log: HubLog;
}

/** Builds the index from the files alone, and finishes what a hub that died left unfinished. */
export async function loadRecordings(parts: Parts): Promise<LoadedRecordings> {
  const { disk, clock, log } = parts;
  const startMs = clock.nowMs();
  const loaded: LoadedRecordings = { index: createRecordingIndex(), aside: [] };
  const files = await disk.list();
  const waiting = files.values();
  const work = async () => {
    for (const file of waiting) await takeFile(parts, loaded, file);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const counts = { files: loaded.index.count(), setAside: loaded.aside.length };
  log.info("recorder.loaded", { ...counts, tookMs: Math.round(clock.nowMs() - startMs) });
  return loaded;
}

async function takeFile(parts: Parts, loaded: LoadedRecordings, file: DiskFile): Promise<void> {
  const { disk, clock, log } = parts;
  if (readAsidePath(file.path) !== undefined) {
    loaded.aside.push(file);
    return;
  }
  if (file.path.startsWith(LOCK_NAME)) return;
  const place = readRecordingPath(file.path);
  if (place === undefined) {
    // Somebody else's, who wants it where it is.
    log.warn("recorder.foreignFile", { file: file.path });
    return;
  }
  try {
    const examined = await examineRecording(disk, file, place, clock.nowMs());
    if (examined.kind === "whole") loaded.index.put(examined.recording);
    else if (examined.kind === "unfinished") loaded.index.put(await finish(parts, examined));
    else if (examined.kind === "blank") await disk.remove(file.path);
    else loaded.aside.push(await setAside(parts, file, examined.why));
  } catch (cause) {
    const why = readDiskError(cause);
    if (why === undefined) throw cause;
    // One file that cannot be read or moved is no reason to lose the others.
    log.error("recorder.fileUnreadable", { file: file.path, why });
  }
}

/** Cuts off what is half-written and puts the table at the end. A disk that is full only leaves it as it was. */
async function finish(
  { disk, log }: Parts,
  { recording, keptBytes, lostBytes }: { recording: Recording; keptBytes: number; lostBytes: number },
): Promise<Recording> {
  const { path, header, entries = [] } = recording;
  log.warn("recorder.cutShort", { file: path, lostBytes });
  const table = writeTable(header.baseMs, entries);
  try {
    await disk.repair(path, keptBytes, table);
  } catch (cause) {
    const why = readDiskError(cause);
    if (why === undefined) throw cause;
    log.warn("recorder.notFinished", { file: path, why });
    return recording;
  }
  const { entries: _, ...finished } = recording;
  return { ...finished, bytes: keptBytes + table.length };
}

/** Takes a file out of what is served, without losing it. */
export async function setAside({ disk, clock, log }: Parts, file: DiskFile, why: string): Promise<DiskFile> {
  const path = writeAsidePath(file.path, clock.nowMs());
  log.error("recorder.setAside", { file: file.path, why, keptAs: path });
  await disk.move(file.path, path);
  return { ...file, path };
}
