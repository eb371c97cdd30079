import type { Span } from "../../contract/recorded.ts";
import { joinSpans } from "../consent/spans.ts";
import type { HubClock, HubLog, RecordedTrack } from "../ports.ts";
import { writeFragment } from "./fragment.ts";
import { type AppendFile, type RecordingDisk, readDiskError } from "./recordingDisk.ts";
import { isSameShape, type RecordingHeader, writeRecordingHeader } from "./recordingHeader.ts";
import type { RecordingIndex } from "./recordingIndex.ts";
import { writeRecordingPath } from "./recordingPath.ts";
import { TABLE_ENTRY_BYTES, type TableEntry, writeTable } from "./recordingTable.ts";
import type { Stretch } from "./tapFeed.ts";

/** Writes one rendition of one camera, file after file. Calls must follow one another, never overlap. */
export interface RecordingWriter {
  /**
   * Answers how much room it took, bytes. Throws what the disk throws; the file is then as it was before, or is left
   * as finished as it could be.
   */
  write(stretch: Stretch): Promise<number>;
  /** Finishes the file, if there is one. Never fails: what cannot be finished is found so at the next start. */
  end(): Promise<void>;
  /** Finishes a file that is long enough though nothing more came for it. */
  endIfOld(nowMs: number): Promise<void>;
}

/** Our choice: small enough to be let go of one by one, large enough that a week of a camera is a thousand files. */
export const FILE_LENGTH_MS = 600_000;
/** Most that a loss of power can take. */
const SYNC_EVERY_MS = 10_000;

interface WriterOptions {
  readonly track: RecordedTrack;
  readonly disk: RecordingDisk;
  readonly index: RecordingIndex;
  readonly clock: HubClock;
  readonly log: HubLog;
  readonly maxFileBytes: number;
}

interface OpenRecording {
  readonly path: string;
  readonly header: RecordingHeader;
  readonly headerBytes: number;
  readonly file: AppendFile;
  readonly entries: TableEntry[];
  spans: readonly Span[];
  frames: number;
  bytes: number;
  syncedAtMs: number;
}

export function createRecordingWriter(options: WriterOptions): RecordingWriter {
  const { track, disk, index, clock, log, maxFileBytes } = options;
  let open: OpenRecording | undefined;

  function isFull({ header, bytes }: OpenRecording, { atMs, shape }: Stretch): boolean {
    const ageMs = atMs - header.baseMs;
    return ageMs < 0 || ageMs >= FILE_LENGTH_MS || bytes >= maxFileBytes || !isSameShape(header, shape);
  }
  async function begin({ atMs, shape }: Stretch): Promise<OpenRecording> {
    const { codec, widthPx, heightPx, avcDecoderConfig } = shape;
    const header = { ...track, baseMs: atMs, codec, widthPx, heightPx, avcDecoderConfig };
    const path = writeRecordingPath(track, atMs);
    const file = await disk.create(path);
    const bytes = writeRecordingHeader(header);
    try {
      await file.append(bytes);
    } catch (cause) {
      await file.close();
      await disk.remove(path);
      throw cause;
    }
    const begun = { path, header, headerBytes: bytes.length, file, entries: [], bytes: bytes.length };
    return { ...begun, spans: [], frames: 0, syncedAtMs: clock.nowMs() };
  }
  async function append(to: OpenRecording, { atMs, durationMs, frames }: Stretch): Promise<void> {
    const bytes = writeFragment(to.entries.length + 1, atMs - to.header.baseMs, frames);
    try {
      await to.file.append(bytes);
    } catch (cause) {
      await to.file.truncate(to.bytes).catch(() => giveUp(to, cause));
      throw cause;
    }
    to.entries.push({ atMs, durationMs, frames: frames.length, offset: to.bytes, sizeBytes: bytes.length });
    to.spans = joinSpans([...to.spans, { fromMs: atMs, toMs: atMs + durationMs }]);
    to.frames += frames.length;
    to.bytes += bytes.length;
  }
  /** Half a stretch is at its end and cannot be taken back: nothing may be written behind it. */
  async function giveUp(file: OpenRecording, cause: unknown): Promise<void> {
    log.warn("recorder.notFinished", { file: file.path, why: readDiskError(cause) });
    await close(file);
  }
  async function close(file: OpenRecording): Promise<void> {
    open = undefined;
    await file.file.close().catch(() => undefined);
    if (file.entries.length > 0) publish(file, false);
  }
  function publish({ path, header, headerBytes, spans, frames, bytes, entries }: OpenRecording, isOpen: boolean): void {
    index.put({ path, header, headerBytes, spans, frames, bytes, entries, isOpen });
  }
  /** Somebody may have taken the file away, in which case what is written to it goes nowhere. */
  async function settle(writing: OpenRecording): Promise<void> {
    writing.syncedAtMs = clock.nowMs();
    await writing.file.sync();
    if (await writing.file.isLinked()) return;
    log.error("recorder.fileGone", { file: writing.path });
    await close(writing);
    index.drop(writing.path);
  }
  async function end(): Promise<void> {
    if (open === undefined) return;
    const ending = open;
    if (ending.entries.length === 0) {
      await close(ending);
      await disk.remove(ending.path).catch(() => undefined);
      return;
    }
    const table = writeTable(ending.header.baseMs, ending.entries);
    try {
      await ending.file.append(table);
      await ending.file.sync();
    } catch (cause) {
      if (readDiskError(cause) === undefined) throw cause;
      await ending.file.truncate(ending.bytes).catch(() => undefined);
      await giveUp(ending, cause);
      return;
    }
    ending.bytes += table.length;
    open = undefined;
    await ending.file.close();
    const { path, header, headerBytes, spans, frames, bytes } = ending;
    index.put({ path, header, headerBytes, spans, frames, bytes, isOpen: false });
  }

  return {
    write: async (stretch) => {
      if (open !== undefined && isFull(open, stretch)) await end();
      open ??= await begin(stretch);
      const writing = open;
      const isFirst = writing.entries.length === 0;
      await append(writing, stretch);
      publish(writing, true);
      if (clock.nowMs() - writing.syncedAtMs >= SYNC_EVERY_MS) await settle(writing);
      // The table is part of it, though it is written last.
      const { offset = 0, sizeBytes = 0 } = writing.entries.at(-1) ?? {};
      return sizeBytes + TABLE_ENTRY_BYTES + (isFirst ? offset : 0);
    },
    end,
    endIfOld: async (nowMs) => {
      if (open !== undefined && nowMs - open.header.baseMs >= FILE_LENGTH_MS + SYNC_EVERY_MS) await end();
    },
  };
}
