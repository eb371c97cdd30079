import { findBox, readBox, readBoxSize, writeBox, writeFullBox, writeUints } from "./mp4Boxes.ts";

/** One stretch of pictures in a recording: `moof` and `mdat`, a key frame and what depends on it. */

export interface RecordedFrame {
  readonly durationMs: number;
  /** NAL units, each after its length in four bytes. */
  readonly data: Uint8Array;
}

/** What the head of a stretch says of it. */
export interface FragmentFacts {
  /** From the beginning of the file. */
  readonly offsetMs: number;
  readonly durationMs: number;
  readonly frames: number;
  /** Of `moof` and `mdat` together. */
  readonly sizeBytes: number;
}

/** Longest head that is believed: ten thousand frames. */
export const MAX_HEAD_BYTES = 128 * 1_024;
const TRACK_ID = 1;
/** Others are decoded first; or none, and nothing can be left out. */
const DEPENDS = 0x01010000;
const IS_KEY = 0x02000000;
/** `tfhd`: default flags of a sample, and offsets count from `moof`. */
const TFHD_FLAGS = 0x020020;
/** `trun`: offset of the data, flags of the first sample, a duration and a size of each. */
const TRUN_FLAGS = 0x000305;
const TRUN_FIXED_BYTES = 16;
const TRUN_ENTRY_BYTES = 8;
const BOX_HEADER_BYTES = 8;

/** The first frame is the key frame. `number` counts the stretches of a file from 1, as `mfhd` wants it. */
export function writeFragment(number: number, offsetMs: number, frames: readonly RecordedFrame[]): Buffer {
  const head = writeHead(number, offsetMs, frames, 0);
  const data = writeBox("mdat", ...frames.map((frame) => frame.data));
  return Buffer.concat([writeHead(number, offsetMs, frames, head.length + BOX_HEADER_BYTES), data]);
}

function writeHead(number: number, offsetMs: number, frames: readonly RecordedFrame[], dataAt: number): Buffer {
  const entries = frames.flatMap(({ durationMs, data }) => [durationMs, data.length]);
  const run = writeFullBox("trun", TRUN_FLAGS, writeUints(frames.length, dataAt, IS_KEY, ...entries));
  const start = writeFullBox("tfdt", 0x01000000, writeUints(Math.floor(offsetMs / 2 ** 32), offsetMs % 2 ** 32));
  const track = writeBox("traf", writeFullBox("tfhd", TFHD_FLAGS, writeUints(TRACK_ID, DEPENDS)), start, run);
  return writeBox("moof", writeFullBox("mfhd", 0, writeUints(number)), track);
}

/** Reads the head at the beginning of `bytes`, which need not hold the data behind it; undefined where there is none. */
export function readFragmentHead(bytes: Buffer): FragmentFacts | undefined {
  const head = readBox(bytes, 0);
  if (head?.type !== "moof") return undefined;
  const dataBytes = readBoxSize(bytes, head.end);
  if (dataBytes === undefined || bytes.toString("latin1", head.end + 4, head.end + 8) !== "mdat") return undefined;
  const start = findBox(head.content, "traf", "tfdt")?.content;
  const run = findBox(head.content, "traf", "trun")?.content;
  if (start?.length !== 12 || run === undefined || run.length < TRUN_FIXED_BYTES) return undefined;
  const frames = run.readUInt32BE(4);
  if (frames === 0 || run.readUInt32BE(0) !== TRUN_FLAGS) return undefined;
  if (run.length !== TRUN_FIXED_BYTES + frames * TRUN_ENTRY_BYTES) return undefined;
  let durationMs = 0;
  let framesBytes = BOX_HEADER_BYTES;
  for (let at = TRUN_FIXED_BYTES; at < run.length; at += TRUN_ENTRY_BYTES) {
    durationMs += run.readUInt32BE(at);
    framesBytes += run.readUInt32BE(at + 4);
  }
  if (framesBytes !== dataBytes || durationMs === 0) return undefined;
  const offsetMs = start.readUInt32BE(4) * 2 ** 32 + start.readUInt32BE(8);
  return { offsetMs, durationMs, frames, sizeBytes: head.end + dataBytes };
}

/** Whether the data of a whole stretch is NAL units from end to end. What a disk never wrote reads as zeros. */
export function isDataWhole(fragment: Buffer): boolean {
  const head = readBox(fragment, 0);
  const data = head && readBox(fragment, head.end)?.content;
  if (data === undefined) return false;
  let at = 0;
  while (at + 4 <= data.length) {
    const size = data.readUInt32BE(at);
    if (size === 0) return false;
    at += 4 + size;
  }
  return at === data.length;
}
