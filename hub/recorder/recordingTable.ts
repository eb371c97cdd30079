import { crc32 } from "node:zlib";
import type { Span } from "../../contract/recorded.ts";
import { readBox, readOwnBox, writeOwnBox, writeUints } from "./mp4Boxes.ts";

/**
 * The last box of a finished recording: where each stretch lies, so that nobody has to walk the file. It was written
 * from what the recorder wrote, is checked before it is believed, and every stretch is checked against it when read.
 */

export interface TableEntry {
  readonly atMs: number;
  readonly durationMs: number;
  readonly frames: number;
  /** Of its bytes in the file. */
  readonly offset: number;
  readonly sizeBytes: number;
}

/** Ours, made once at random. */
const TABLE_UUID = "9c27d51a0be84b6e8f3d7a4c2e5810b9";
const ENTRY_FIELDS = 5;
const BYTES_PER_FIELD = 4;
export const TABLE_ENTRY_BYTES = ENTRY_FIELDS * BYTES_PER_FIELD;
/** The box's header and name; number of entries; checksum and size. */
const FRAME_BYTES = 8 + 16 + 4 + 8;
/** Enough for ten minutes of groups of a second. */
export const USUAL_TABLE_BYTES = 16 * 1_024;
/** Longest table that is believed. */
export const MAX_TABLE_BYTES = 4 * 1_024 * 1_024;

export function writeTable(baseMs: number, entries: readonly TableEntry[]): Buffer {
  const fields = entries.flatMap(({ atMs, durationMs, frames, offset, sizeBytes }) => [
    ...[atMs - baseMs, durationMs, frames],
    ...[offset, sizeBytes],
  ]);
  const content = writeUints(entries.length, ...fields);
  return writeOwnBox(TABLE_UUID, content, writeUints(crc32(content), FRAME_BYTES + fields.length * BYTES_PER_FIELD));
}

/** How long the table at the end of a file says it is; `tail` is at least the file's last four bytes. */
export function readTableSize(tail: Buffer): number {
  return tail.length < 4 ? 0 : tail.readUInt32BE(tail.length - 4);
}

/** A table that is sound. Its entries are made when they are asked for: at a start a hundred thousand are read. */
export interface RecordingTable {
  /** When there are pictures. */
  readonly spans: readonly Span[];
  readonly frames: number;
  entries(): TableEntry[];
}

/**
 * The table in the last bytes of a file that is `fileBytes` long and whose stretches begin at `firstOffset`. Undefined
 * unless it is whole, ascends, and accounts for every byte between.
 */
export function readTable(
  table: Buffer,
  { baseMs, firstOffset, fileBytes }: { baseMs: number; firstOffset: number; fileBytes: number },
): RecordingTable | undefined {
  const box = readBox(table, 0);
  const content = readOwnBox(box, TABLE_UUID);
  if (content === undefined || box?.end !== table.length || content.length < 12) return undefined;
  const checked = content.subarray(0, content.length - 8);
  const count = checked.readUInt32BE(0);
  if (checked.length !== 4 + count * TABLE_ENTRY_BYTES || count === 0) return undefined;
  if (content.readUInt32BE(content.length - 8) !== crc32(checked)) return undefined;
  const fields = readFields(checked.subarray(4));
  const summary = summarize(fields, { baseMs, firstOffset, endOffset: fileBytes - table.length });
  return summary && { ...summary, entries: () => listEntries(fields, baseMs) };
}

/** All numbers at once, in this machine's order of bytes. */
function readFields(bytes: Buffer): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = new Uint32Array(bytes.length / BYTES_PER_FIELD);
  for (let at = 0; at < fields.length; at++) fields[at] = view.getUint32(at * BYTES_PER_FIELD);
  return fields;
}

function summarize(
  fields: Uint32Array,
  { baseMs, firstOffset, endOffset }: { baseMs: number; firstOffset: number; endOffset: number },
): { spans: Span[]; frames: number } | undefined {
  const spans: Span[] = [];
  let frames = 0;
  let offset = firstOffset;
  let begunMs = 0;
  let endedMs = -1;
  for (let at = 0; at < fields.length; at += ENTRY_FIELDS) {
    const atMs = fields[at] ?? 0;
    const durationMs = fields[at + 1] ?? 0;
    const ownOffset = fields[at + 3] ?? 0;
    if (ownOffset !== offset || atMs < endedMs || durationMs === 0) return undefined;
    if (atMs !== endedMs && endedMs >= 0) spans.push({ fromMs: baseMs + begunMs, toMs: baseMs + endedMs });
    if (atMs !== endedMs) begunMs = atMs;
    offset += fields[at + 4] ?? 0;
    endedMs = atMs + durationMs;
    frames += fields[at + 2] ?? 0;
  }
  spans.push({ fromMs: baseMs + begunMs, toMs: baseMs + endedMs });
  return offset === endOffset ? { spans, frames } : undefined;
}

function listEntries(fields: Uint32Array, baseMs: number): TableEntry[] {
  return Array.from({ length: fields.length / ENTRY_FIELDS }, (_, index) => {
    const at = index * ENTRY_FIELDS;
    const [offsetMs = 0, durationMs = 0, frames = 0, offset = 0, sizeBytes = 0] = fields.subarray(
      at,
      at + ENTRY_FIELDS,
    );
    return { atMs: baseMs + offsetMs, durationMs, frames, offset, sizeBytes };
  });
}
