import { damagedClip } from "./damagedClip.ts";

/** Splits an FLV file into its tags, checking every length against the bytes that are there. */

export interface FlvTag {
  readonly type: number;
  readonly atMs: number;
  readonly body: Uint8Array;
}

const FILE_HEADER_BYTES = 9;
const TAG_HEADER_BYTES = 11;
const BACK_POINTER_BYTES = 4;

/** All tags in order. Throws a `SITE_UNUSABLE` fault where the file is not FLV or is cut off. */
export function readFlvTags(bytes: Uint8Array): FlvTag[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isFlv = bytes.length > FILE_HEADER_BYTES && bytes[0] === 0x46 && bytes[1] === 0x4c && bytes[2] === 0x56;
  if (!isFlv) throw damagedClip("it is not an FLV file");
  let at = view.getUint32(5) + BACK_POINTER_BYTES;
  const tags: FlvTag[] = [];
  while (at < bytes.length) {
    if (at + TAG_HEADER_BYTES > bytes.length) throw damagedClip("it ends within a tag's header");
    const size = (view.getUint16(at + 1) << 8) | view.getUint8(at + 3);
    const end = at + TAG_HEADER_BYTES + size;
    if (end + BACK_POINTER_BYTES > bytes.length) throw damagedClip("it ends within a tag");
    if (view.getUint32(end) !== TAG_HEADER_BYTES + size) throw damagedClip("a tag's two lengths differ");
    // Milliseconds: three bytes, then the highest one.
    const atMs = ((view.getUint8(at + 7) << 24) | (view.getUint16(at + 4) << 8) | view.getUint8(at + 6)) >>> 0;
    tags.push({ type: view.getUint8(at) & 31, atMs, body: bytes.subarray(at + TAG_HEADER_BYTES, end) });
    at = end + BACK_POINTER_BYTES;
  }
  return tags;
}
