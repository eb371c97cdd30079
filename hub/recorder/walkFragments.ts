import { MAX_HEAD_BYTES, readFragmentHead } from "./fragment.ts";
import type { ReadFile } from "./recordingDisk.ts";
import type { TableEntry } from "./recordingTable.ts";

/** Goes through a file that has no table, from stretch to stretch, as far as it makes sense. */

const WINDOW_BYTES = 256 * 1_024;
const HEAD_TYPE = Buffer.from("moof");
/** Room for a box's length before its type. */
const LENGTH_BYTES = 4;

/** The whole stretches from `firstOffset` on. It ends before the first that is cut off, damaged or out of order. */
export async function walkFragments(
  file: ReadFile,
  fileBytes: number,
  baseMs: number,
  firstOffset: number,
): Promise<TableEntry[]> {
  const take = createWindow(file, fileBytes);
  const entries: TableEntry[] = [];
  let offset = firstOffset;
  let fromMs = baseMs;
  while (offset < fileBytes) {
    const facts = readFragmentHead(await take(offset));
    const atMs = baseMs + (facts?.offsetMs ?? 0);
    if (facts === undefined || offset + facts.sizeBytes > fileBytes || atMs < fromMs) break;
    const { durationMs, frames, sizeBytes } = facts;
    entries.push({ atMs, durationMs, frames, offset, sizeBytes });
    offset += sizeBytes;
    fromMs = atMs + durationMs;
  }
  return entries;
}

/** Reads on in large steps: at least a head's worth of bytes from where it is asked, or what is left. */
function createWindow(file: ReadFile, fileBytes: number): (offset: number) => Promise<Buffer> {
  let startsAt = 0;
  let bytes: Buffer = Buffer.alloc(0);
  return async (offset) => {
    const wanted = Math.min(MAX_HEAD_BYTES, fileBytes - offset);
    const isThere = offset >= startsAt && offset + wanted <= startsAt + bytes.length;
    if (!isThere) {
      bytes = await file.read(offset, Math.min(WINDOW_BYTES, fileBytes - offset));
      startsAt = offset;
    }
    return bytes.subarray(offset - startsAt);
  };
}

/** Whether a whole stretch begins anywhere behind a place that made no sense. */
export async function findLostHead(file: ReadFile, fromOffset: number, fileBytes: number): Promise<boolean> {
  for (let offset = fromOffset; offset < fileBytes; offset += WINDOW_BYTES) {
    // Overlaps with the next, so that no head lies across the edge of two.
    const bytes = await file.read(offset, Math.min(WINDOW_BYTES + MAX_HEAD_BYTES, fileBytes - offset));
    for (let at = bytes.indexOf(HEAD_TYPE); at >= 0; at = bytes.indexOf(HEAD_TYPE, at + 1)) {
      const head = at < LENGTH_BYTES ? undefined : readFragmentHead(bytes.subarray(at - LENGTH_BYTES));
      if (head !== undefined && offset + at - LENGTH_BYTES + head.sizeBytes <= fileBytes) return true;
    }
  }
  return false;
}
