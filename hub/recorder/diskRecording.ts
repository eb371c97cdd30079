import type { Rendition } from "../../contract/cameras.ts";
import { RENDITION_NAMES } from "../../contract/cameras.ts";
import type { RecordedInit, RecordedSegment, Span } from "../../contract/recorded.ts";
import { intersect, joinSpans } from "../consent/spans.ts";
import type { HubLog, RecordedSource, RecordedTrack } from "../ports.ts";
import { readTableAtEnd } from "./examineRecording.ts";
import { readFragmentHead } from "./fragment.ts";
import { type RecordingDisk, readDiskError } from "./recordingDisk.ts";
import { endOf, type Recording, type RecordingIndex } from "./recordingIndex.ts";
import type { TableEntry } from "./recordingTable.ts";

/**
 * Recordings on the disk. Every stretch is checked against what the index says of it before it is given away; a file
 * that turns out to be gone or wrong is out of the index from then on, and what it held is a gap.
 */
export interface DiskRecording extends RecordedSource {
  /** Whether there is anything of a camera. */
  has(cameraId: string): boolean;
}

interface DiskRecordingOptions {
  readonly disk: RecordingDisk;
  readonly index: RecordingIndex;
  readonly log: HubLog;
  /** Takes a damaged file out of what is served. */
  readonly setAside: (recording: Recording, why: string) => Promise<void>;
}

/** Tables of files kept in memory; each is some 60 kB. */
const MAX_TABLES = 64;

export function createDiskRecording(options: DiskRecordingOptions): DiskRecording {
  const { disk, index, log } = options;
  const tables = new Map<string, readonly TableEntry[]>();

  async function readEntries(recording: Recording): Promise<readonly TableEntry[]> {
    if (recording.entries !== undefined) return recording.entries;
    const known = tables.get(recording.path);
    tables.delete(recording.path);
    const entries = known ?? (await guard(recording, () => readTableOf(disk, recording)));
    if (entries === undefined) return [];
    tables.set(recording.path, entries);
    for (const oldest of tables.keys()) {
      if (tables.size <= MAX_TABLES) break;
      tables.delete(oldest);
    }
    return entries;
  }
  /** What a file gives; undefined where it is gone, cannot be read, or is not what it was. */
  async function guard<T>(recording: Recording, read: () => Promise<T | Damage>): Promise<T | undefined> {
    try {
      const found = await read();
      if (!(found instanceof Damage)) return found;
      await options.setAside(recording, found.why);
    } catch (cause) {
      const why = readDiskError(cause);
      if (why === undefined) throw cause;
      log.error("recorder.fileUnreadable", { file: recording.path, why });
      if (why !== "ENOENT") return undefined;
    }
    index.drop(recording.path);
    tables.delete(recording.path);
    return undefined;
  }
  async function find(track: RecordedTrack, seq: number): Promise<[Recording, TableEntry] | undefined> {
    for (const recording of index.listWithin(track, { fromMs: seq, toMs: seq + 1 })) {
      const entry = (await readEntries(recording)).find(({ atMs }) => atMs === seq);
      if (entry !== undefined) return [recording, entry];
    }
    return undefined;
  }
  function findFile(track: RecordedTrack, init: number): Recording | undefined {
    const near = index.listWithin(track, { fromMs: init, toMs: init + 1 });
    return near.find(({ header }) => header.baseMs === init);
  }
  async function segments(track: RecordedTrack, within: Span, max: number): Promise<RecordedSegment[]> {
    const found: RecordedSegment[] = [];
    // Where two files overlap, the one that began first is shown: no moment has two pictures.
    let fromMs = 0;
    for (const recording of index.listWithin(track, within)) {
      for (const entry of await readEntries(recording)) {
        const endMs = entry.atMs + entry.durationMs;
        if (endMs <= within.fromMs || entry.atMs < fromMs) continue;
        if (entry.atMs >= within.toMs || found.length >= max) break;
        found.push(describeSegment(recording, entry));
        fromMs = endMs;
      }
      if (found.length >= max) break;
    }
    return found;
  }

  return {
    has: index.hasCamera,
    renditions: (cameraId) => RENDITION_NAMES.flatMap((name) => describeRendition(index, cameraId, name)),
    basis: () => "recorder",
    spans: async (track, within) => {
      const spans = index.listWithin(track, within).flatMap((file) => file.spans);
      return joinSpans(spans.flatMap((span) => intersect(span, within)));
    },
    segments,
    findSegment: async (track, seq) => {
      const found = await find(track, seq);
      return found && describeSegment(...found);
    },
    findInit: async (track, init) => {
      const found = findFile(track, init);
      return found && describeInit(found);
    },
    readSegment: async (track, seq) => {
      const found = await find(track, seq);
      return found && guard(found[0], () => readChecked(disk, ...found));
    },
    readInit: async (track, init) => {
      const found = findFile(track, init);
      return found && guard(found, () => readHeader(disk, found));
    },
  };
}

/** A file is not what it was when it was put into the index. */
class Damage {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

async function readTableOf(disk: RecordingDisk, { path, bytes, header, headerBytes }: Recording) {
  const opened = await disk.open(path);
  try {
    const at = { baseMs: header.baseMs, firstOffset: headerBytes };
    const table = await readTableAtEnd(opened, bytes, at);
    return table?.entries() ?? new Damage("its table can no longer be read");
  } finally {
    await opened.close();
  }
}

async function readChecked(disk: RecordingDisk, { path, header }: Recording, entry: TableEntry) {
  const bytes = await disk.read(path, entry.offset, entry.sizeBytes);
  const facts = readFragmentHead(bytes);
  const isSame =
    facts !== undefined &&
    bytes.length === entry.sizeBytes &&
    facts.sizeBytes === entry.sizeBytes &&
    facts.offsetMs + header.baseMs === entry.atMs &&
    facts.durationMs === entry.durationMs;
  return isSame ? bytes : new Damage(`what it holds at ${new Date(entry.atMs).toISOString()} is damaged`);
}

async function readHeader(disk: RecordingDisk, { path, headerBytes }: Recording) {
  const bytes = await disk.read(path, 0, headerBytes);
  return bytes.length === headerBytes ? bytes : new Damage("its header is cut off");
}

function describeSegment({ header }: Recording, { atMs, durationMs, frames }: TableEntry): RecordedSegment {
  return { seq: atMs, atMs, durationMs, frames, init: header.baseMs };
}

function describeInit({ header }: Recording): RecordedInit {
  const { codec, widthPx, heightPx, baseMs } = header;
  return { init: baseMs, codec, widthPx, heightPx, baseMs };
}

/** As the newest file has it. */
function describeRendition(index: RecordingIndex, cameraId: string, name: Rendition["name"]): Rendition[] {
  const newest = index.listTrack({ cameraId, rendition: name }).at(-1);
  if (newest === undefined) return [];
  const { codec, widthPx, heightPx } = newest.header;
  const seconds = newest.spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / 1_000;
  const fps = Math.min(240, Math.max(0.1, Math.round((newest.frames / seconds) * 100) / 100));
  return [{ name, codec, widthPx, heightPx, fps, bitrateBps: Math.round((newest.bytes * 8) / seconds) }];
}

export function lastEndOf(index: RecordingIndex, track: RecordedTrack): number {
  const newest = index.listTrack(track).at(-1);
  return newest === undefined ? 0 : endOf(newest);
}
