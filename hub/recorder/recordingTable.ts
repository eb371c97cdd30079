import { crc32 } from "node:zlib";
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

/**
 * The table in the last bytes of a file that is `fileBytes` long and whose stretches begin at `firstOffset`. Undefined
 * unless it is whole, ascends, and accounts for every byte between.
 */
export function readTable(
  table: Buffer,
  { baseMs, firstOffset, fileBytes }: { baseMs: number; firstOffset: number; fileBytes: number },
): TableEntry[] | undefined {
  const box = readBox(table, 0);
  const content = readOwnBox(box, TABLE_UUID);
  if (content === undefined || box?.end !== table.length || content.length < 12) return undefined;
  const fields = content.subarray(0, content.length - 8);
  const count = fields.readUInt32BE(0);
  if (fields.length !== 4 + count * TABLE_ENTRY_BYTES || count === 0) return undefined;
  if (content.readUInt32BE(content.length - 8) !== crc32(fields)) return undefined;
  const entries = Array.from({ length: count }, (_, index) => readEntry(fields, index, baseMs));
  return isSound(entries, firstOffset, fileBytes - table.length) ? entries : undefined;
}

function readEntry(fields: Buffer, index: number, baseMs: number): TableEntry {
  const read = (field: number) => fields.readUInt32BE(4 + (index * ENTRY_FIELDS + field) * BYTES_PER_FIELD);
  return { atMs: baseMs + read(0), durationMs: read(1), frames: read(2), offset: read(3), sizeBytes: read(4) };
}

function isSound(entries: readonly TableEntry[], firstOffset: number, endOffset: number): boolean {
  let offset = firstOffset;
  let fromMs = 0;
  for (const entry of entries) {
    if (entry.offset !== offset || entry.atMs < fromMs || entry.durationMs === 0) return false;
    offset += entry.sizeBytes;
    fromMs = entry.atMs + entry.durationMs;
  }
  return offset === endOffset;
}
