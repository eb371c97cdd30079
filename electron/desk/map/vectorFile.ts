import { open, stat } from "node:fs/promises";
import type { BaseTrouble } from "../../../contract/baseMap.ts";

/** What is known of a PMTiles file (version 3) before any tile of it is drawn. */
export interface VectorFile {
  readonly trouble: BaseTrouble | null;
  readonly sizeBytes: number;
  readonly maxZoom: number;
  /** Changes with the file. */
  readonly tag: string;
}

/** https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md: 127 bytes, numbers little-endian. */
const HEADER_BYTES = 127;
const MAGIC = "PMTiles";
const VERSION_AT = 7;
/** Offsets of the pairs "where from, how many bytes" of root directory, metadata, leaf directories, tile data. */
const SECTIONS_AT = [8, 24, 40, 56];
const TILE_TYPE_AT = 99;
const VECTOR_TILES = 1;
const MAX_ZOOM_AT = 101;

/** Reads no more than the header; a file that ends before the last of its sections is cut short. */
export async function inspectVectorFile(path: string): Promise<VectorFile> {
  const nothing = { sizeBytes: 0, maxZoom: 0, tag: "" };
  try {
    const { size, mtimeMs } = await stat(path);
    const header = await readStart(path);
    const known = { sizeBytes: size, maxZoom: header[MAX_ZOOM_AT] ?? 0, tag: `"${size}-${Math.trunc(mtimeMs)}"` };
    return { ...known, trouble: judgeHeader(header, size) };
  } catch {
    // Whatever the reason, the operator can do the same about it: put the file where it was said to be.
    return { ...nothing, trouble: "fileMissing" };
  }
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function judgeHeader(header: Buffer, sizeBytes: number): BaseTrouble | null {
  const isOurs = header.toString("latin1", 0, VERSION_AT) === MAGIC && header[VERSION_AT] === 3;
  if (!isOurs) return MAGIC.startsWith(header.toString("latin1", 0, VERSION_AT)) ? "fileCut" : "fileUnknown";
  if (header.length < HEADER_BYTES) return "fileCut";
  if (header[TILE_TYPE_AT] !== VECTOR_TILES) return "fileUnknown";
  const ends = SECTIONS_AT.map((at) => Number(header.readBigUInt64LE(at) + header.readBigUInt64LE(at + 8)));
  return Math.max(...ends) > sizeBytes ? "fileCut" : null;
}
