/**
 * mpegts.js holds each frame back until it knows how long it lasts, which is when the next has come: one key frame a
 * second would be shown seconds late. So each is followed by copies of itself, a millisecond apart; the player then
 * hands the first over at once, and a decoder that wants to see a frame ahead sees the same picture.
 */

const FILE_HEADER_BYTES = 13;
const TAG_HEADER_BYTES = 11;
const TAG_TRAILER_BYTES = 4;
const VIDEO_TAG = 9;
/** First byte of a video tag: enhanced codecs set the highest bit; the next three say what kind of frame it is. */
const ENHANCED = 0x80;
const KEY_FRAME = 1;
/** Packet kinds that hold a picture: `AVC NALU` behind the first byte, or coded frames in its low half. */
const AVC_PICTURE = 1;
const ENHANCED_PICTURES = [1, 3];
const COPIES = 2;
/** A tag larger than this is no key frame of any camera: what follows is passed on as it is. */
const MAX_TAG_BYTES = 8 * 1_024 * 1_024;

type Bytes = Uint8Array<ArrayBuffer>;

/** Takes the bytes of an FLV stream of key frames as they come; gives those for the player. */
export function createKeyFrameRepeater(): (chunk: Bytes) => Bytes {
  let rest: Bytes = new Uint8Array(0);
  let isHeaderDone = false;
  let isGivenUp = false;

  return (chunk) => {
    if (isGivenUp) return chunk;
    const bytes = join([rest, chunk]);
    const out: Bytes[] = [];
    let at = 0;
    if (!isHeaderDone) {
      if (bytes.length < FILE_HEADER_BYTES) {
        rest = bytes;
        return new Uint8Array(0);
      }
      isHeaderDone = true;
      at = FILE_HEADER_BYTES;
      out.push(bytes.subarray(0, at));
    }
    for (let size = measureTag(bytes, at); size !== null && at + size <= bytes.length; size = measureTag(bytes, at)) {
      const tag = bytes.subarray(at, at + size);
      out.push(tag);
      if (isKeyFrame(tag)) for (let copy = 1; copy <= COPIES; copy++) out.push(delayTag(tag, copy));
      at += size;
    }
    rest = bytes.slice(at);
    if ((measureTag(bytes, at) ?? 0) > MAX_TAG_BYTES) {
      isGivenUp = true;
      out.push(rest);
    }
    return join(out);
  };
}

/** Whole size of the tag at a position; null while its header has not come. */
function measureTag(bytes: Uint8Array, at: number): number | null {
  if (at + TAG_HEADER_BYTES > bytes.length) return null;
  const bodyBytes = ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  return TAG_HEADER_BYTES + bodyBytes + TAG_TRAILER_BYTES;
}

function isKeyFrame(tag: Uint8Array): boolean {
  if (tag[0] !== VIDEO_TAG) return false;
  const [first = 0, second = 0] = tag.subarray(TAG_HEADER_BYTES);
  if (((first >> 4) & 7) !== KEY_FRAME) return false;
  return (first & ENHANCED) !== 0 ? ENHANCED_PICTURES.includes(first & 15) : second === AVC_PICTURE;
}

function delayTag(tag: Bytes, byMs: number): Bytes {
  const copy = tag.slice();
  const view = new DataView(copy.buffer);
  const atMs = (view.getUint8(7) * 2 ** 24 + (view.getUint16(4) << 8) + view.getUint8(6) + byMs) >>> 0;
  view.setUint16(4, (atMs >>> 8) & 0xffff);
  view.setUint8(6, atMs & 0xff);
  view.setUint8(7, atMs >>> 24);
  return copy;
}

function join(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
