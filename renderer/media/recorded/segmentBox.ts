/**
 * Reads what playing exact frames needs out of fragmented MP4 (ISO/IEC 14496-12, 8.8): the time of every frame, and
 * whether the file is whole. No picture is decoded. Bytes come from a hub's disk: nothing is read beyond their end.
 */

/** One frame of a segment, in ticks of the header's timescale. */
interface BoxFrame {
  readonly at: number;
  readonly duration: number;
}

/** Capture of one frame and how long it stands, hub time and milliseconds. */
export interface FrameTime {
  readonly atMs: number;
  readonly durationMs: number;
}

/** The header all segments with it share: what its times are counted in. */
export interface InitFacts {
  readonly ticksPerSecond: number;
  /** The decoder's configuration (AVCDecoderConfigurationRecord), for reading single pictures; null for other codecs. */
  readonly avcConfig: Uint8Array<ArrayBuffer> | null;
}

const HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;
/** More frames in one segment are a damaged count. Our choice: ten minutes at 60 a second. */
const MAX_FRAMES = 36_000;
/** Where a visual sample entry's own boxes begin (14496-12, 12.1.3), after the 8 bytes of the list's header. */
const ENTRY_BOXES_AT = 78;

interface Box {
  readonly type: string;
  readonly body: DataView<ArrayBuffer>;
  /** Whether its bytes are all there. */
  readonly isWhole: boolean;
}

function view(bytes: ArrayBuffer): DataView<ArrayBuffer> {
  return new DataView(bytes);
}

function part(data: DataView<ArrayBuffer>, from: number, to = data.byteLength): DataView<ArrayBuffer> {
  const start = Math.min(from, data.byteLength);
  return new DataView(data.buffer, data.byteOffset + start, Math.max(0, Math.min(to, data.byteLength) - start));
}

function readBoxes(data: DataView<ArrayBuffer>): Box[] {
  const boxes: Box[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= data.byteLength) {
    const short = data.getUint32(at);
    const isLong = short === 1 && at + LONG_HEADER_BYTES <= data.byteLength;
    const header = isLong ? LONG_HEADER_BYTES : HEADER_BYTES;
    const size = isLong ? Number(data.getBigUint64(at + HEADER_BYTES)) : short === 0 ? data.byteLength - at : short;
    if (size < header) return [...boxes, { type: "", body: part(data, at), isWhole: false }];
    const type = String.fromCharCode(...[4, 5, 6, 7].map((index) => data.getUint8(at + index)));
    boxes.push({ type, body: part(data, at + header, at + size), isWhole: at + size <= data.byteLength });
    at += size;
  }
  return at === data.byteLength || boxes.at(-1)?.isWhole === false
    ? boxes
    : [...boxes, { type: "", body: part(data, at), isWhole: false }];
}

function find(data: DataView<ArrayBuffer>, ...path: string[]): DataView<ArrayBuffer> | null {
  const [type, ...rest] = path;
  if (type === undefined) return data;
  const box = readBoxes(data).find((each) => each.type === type);
  return box === undefined ? null : find(box.body, ...rest);
}

/** The header's facts; null where it is none. */
export function readInit(bytes: ArrayBuffer): InitFacts | null {
  const media = find(view(bytes), "moov", "trak", "mdia");
  const mdhd = media === null ? null : find(media, "mdhd");
  if (media === null || mdhd === null || mdhd.byteLength < 24) return null;
  const ticksPerSecond = mdhd.getUint8(0) === 1 ? mdhd.getUint32(20) : mdhd.getUint32(12);
  if (ticksPerSecond === 0) return null;
  const entries = find(media, "minf", "stbl", "stsd");
  const entry = entries === null ? undefined : readBoxes(part(entries, 8))[0];
  const config = entry === undefined ? null : find(part(entry.body, ENTRY_BOXES_AT), "avcC");
  const copy = config === null ? null : new Uint8Array(config.buffer, config.byteOffset, config.byteLength).slice();
  return { ticksPerSecond, avcConfig: copy };
}

/**
 * The frames of a segment, oldest first, `baseMs` being the hub time of its media time 0; null where the segment is
 * empty, cut short or no segment at all: what may not be appended.
 */
export function readFrames(bytes: ArrayBuffer, ticksPerSecond: number, baseMs: number): FrameTime[] | null {
  const boxes = readBoxes(view(bytes));
  if (boxes.some(({ isWhole }) => !isWhole) || !boxes.some(({ type }) => type === "mdat")) return null;
  const frames = boxes.filter(({ type }) => type === "moof").flatMap(({ body }) => readFragment(body) ?? [null]);
  if (frames.length === 0) return null;
  const times: FrameTime[] = [];
  for (const frame of frames) {
    if (frame === null) return null;
    const scale = 1_000 / ticksPerSecond;
    times.push({ atMs: baseMs + frame.at * scale, durationMs: frame.duration * scale });
  }
  return times.sort((a, b) => a.atMs - b.atMs);
}

/** Where the pictures of a segment are in it; null where there are none. */
export function findPictures(bytes: ArrayBuffer): Uint8Array<ArrayBuffer> | null {
  const data = find(view(bytes), "mdat");
  return data === null || data.byteLength === 0 ? null : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function readFragment(moof: DataView<ArrayBuffer>): BoxFrame[] | null {
  const traf = find(moof, "traf");
  const tfdt = traf === null ? null : find(traf, "tfdt");
  const trun = traf === null ? null : find(traf, "trun");
  const tfhd = traf === null ? null : find(traf, "tfhd");
  if (tfdt === null || trun === null || tfhd === null || tfdt.byteLength < 8 || trun.byteLength < 8) return null;
  const isLong = tfdt.getUint8(0) === 1;
  if (isLong && tfdt.byteLength < 12) return null;
  const startAt = isLong ? Number(tfdt.getBigUint64(4)) : tfdt.getUint32(4);
  return readRun(trun, startAt, readDefaultDuration(tfhd));
}

/** Of `tfhd`, whose optional fields come in the order of their flags. */
function readDefaultDuration(tfhd: DataView<ArrayBuffer>): number | null {
  if (tfhd.byteLength < 8) return null;
  const flags = tfhd.getUint32(0) & 0xffffff;
  const at = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  return flags & 0x8 && at + 4 <= tfhd.byteLength ? tfhd.getUint32(at) : null;
}

function readRun(trun: DataView<ArrayBuffer>, startAt: number, defaultDuration: number | null): BoxFrame[] | null {
  const flags = trun.getUint32(0) & 0xffffff;
  const count = trun.getUint32(4);
  const fields = { duration: (flags & 0x100) !== 0, size: (flags & 0x200) !== 0, own: (flags & 0x400) !== 0 };
  const hasShift = (flags & 0x800) !== 0;
  const stride = [...Object.values(fields), hasShift].filter(Boolean).length * 4;
  let at = 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  if (count > MAX_FRAMES || at + count * stride > trun.byteLength) return null;
  const isSigned = trun.getUint8(0) === 1;
  const frames: BoxFrame[] = [];
  let decodeAt = startAt;
  for (let index = 0; index < count; index += 1, at += stride) {
    const duration = fields.duration ? trun.getUint32(at) : defaultDuration;
    if (duration === null) return null;
    const shiftAt = at + stride - 4;
    const shift = !hasShift ? 0 : isSigned ? trun.getInt32(shiftAt) : trun.getUint32(shiftAt);
    frames.push({ at: decodeAt + shift, duration });
    decodeAt += duration;
  }
  return frames;
}
