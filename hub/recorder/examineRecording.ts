import { isDataWhole } from "./fragment.ts";
import type { DiskFile, ReadFile, RecordingDisk } from "./recordingDisk.ts";
import { type RecordingHeader, readRecordingHeader } from "./recordingHeader.ts";
import { beginningOf, endOf, type Recording, spansOf } from "./recordingIndex.ts";
import type { RecordingPlace } from "./recordingPath.ts";
import {
  MAX_TABLE_BYTES,
  type RecordingTable,
  readTable,
  readTableSize,
  type TableEntry,
  USUAL_TABLE_BYTES,
} from "./recordingTable.ts";
import { findLostHead, walkFragments } from "./walkFragments.ts";

/** What a file in the folder of recordings turns out to be. */
export type Examined =
  | { readonly kind: "whole"; readonly recording: Recording }
  /** Its writer died: `lostBytes` behind `keptBytes` are half a stretch, or none. */
  | {
      readonly kind: "unfinished";
      readonly recording: Recording;
      readonly keptBytes: number;
      readonly lostBytes: number;
    }
  /** Its writer died before the first stretch. */
  | { readonly kind: "blank" }
  | { readonly kind: "unusable"; readonly why: string };

/** Longest header that is believed. */
const MAX_HEADER_BYTES = 4_096;
/** A recording may begin this far ahead of the hub's clock: what a clock is put right by between two starts. */
const MAX_AHEAD_MS = 60_000;
/** 2000-01-01: a machine that lost its battery begins again long before. */
const FIRST_MS = 946_684_800_000;
/** Stretches at the end of an unfinished file that are read whole: more than lie between two waits for the disk. */
const DOUBTED_ENTRIES = 16;

/** Reads the least it can: the header, and the table at the end where there is one. Throws what the disk throws. */
export async function examineRecording(
  disk: RecordingDisk,
  file: DiskFile,
  place: RecordingPlace,
  nowMs: number,
): Promise<Examined> {
  if (file.bytes === 0) return { kind: "unusable", why: "it is empty" };
  const opened = await disk.open(file.path);
  try {
    const found = readRecordingHeader(await opened.read(0, Math.min(file.bytes, MAX_HEADER_BYTES)));
    if (typeof found === "string") return { kind: "unusable", why: found };
    const { header, sizeBytes: headerBytes } = found;
    if (header.cameraId !== place.cameraId || header.rendition !== place.rendition) {
      return { kind: "unusable", why: `it is of ${header.cameraId} ${header.rendition}, not of this folder` };
    }
    const examined = await examineStretches(opened, file, header, headerBytes);
    return "recording" in examined ? checkClock(examined, nowMs) : examined;
  } finally {
    await opened.close();
  }
}

function checkClock(examined: Examined & { readonly recording: Recording }, nowMs: number): Examined {
  const fromMs = beginningOf(examined.recording);
  const toMs = endOf(examined.recording);
  if (fromMs >= FIRST_MS && fromMs <= nowMs + MAX_AHEAD_MS && toMs <= nowMs + MAX_AHEAD_MS) return examined;
  return { kind: "unusable", why: `its clock was wrong: it says ${new Date(fromMs).toISOString()}` };
}

async function examineStretches(
  opened: ReadFile,
  { path, bytes }: DiskFile,
  header: RecordingHeader,
  headerBytes: number,
): Promise<Examined> {
  const file = { path, header, headerBytes, isOpen: false };
  const table = await readTableAtEnd(opened, bytes, { baseMs: header.baseMs, firstOffset: headerBytes });
  if (table !== undefined) {
    const { spans, frames } = table;
    return { kind: "whole", recording: { ...file, bytes, spans, frames } };
  }

  const walked = await walkFragments(opened, bytes, header.baseMs, headerBytes);
  // Good pictures behind a bad place are no half-written end: whoever cut here would lose them.
  const isDamaged = await findLostHead(opened, findEnd(walked, headerBytes), bytes);
  if (isDamaged) return { kind: "unusable", why: "it is damaged in the middle" };
  const kept = await dropDoubtful(opened, walked);
  if (kept.length === 0) return { kind: "blank" };
  const keptBytes = findEnd(kept, headerBytes);
  const frames = kept.reduce((sum, entry) => sum + entry.frames, 0);
  const recording = { ...file, bytes: keptBytes, spans: spansOf(kept), frames, entries: kept };
  return { kind: "unfinished", recording, keptBytes, lostBytes: bytes - keptBytes };
}

function findEnd(entries: readonly TableEntry[], headerBytes: number): number {
  const last = entries.at(-1);
  return last === undefined ? headerBytes : last.offset + last.sizeBytes;
}

/** The table of a finished file; undefined where there is none that can be believed. */
export async function readTableAtEnd(
  opened: ReadFile,
  fileBytes: number,
  { baseMs, firstOffset }: { baseMs: number; firstOffset: number },
): Promise<RecordingTable | undefined> {
  const usual = Math.min(fileBytes, USUAL_TABLE_BYTES);
  const tail = await opened.read(fileBytes - usual, usual);
  const size = readTableSize(tail);
  if (size === 0 || size > Math.min(fileBytes - firstOffset, MAX_TABLE_BYTES)) return undefined;
  const table = size <= tail.length ? tail.subarray(tail.length - size) : await opened.read(fileBytes - size, size);
  return readTable(table, { baseMs, firstOffset, fileBytes });
}

/** Without power a disk may keep a file's length and lose what was in it: the last stretches are read to be sure. */
async function dropDoubtful(opened: ReadFile, entries: readonly TableEntry[]): Promise<readonly TableEntry[]> {
  const firstDoubted = Math.max(0, entries.length - DOUBTED_ENTRIES);
  for (const [index, { offset, sizeBytes }] of entries.entries()) {
    if (index < firstDoubted) continue;
    if (!isDataWhole(await opened.read(offset, sizeBytes))) return entries.slice(0, index);
  }
  return entries;
}
