/**
 * Reads and shortens a fragmented MP4 segment (ISO/IEC 14496-12): one `moof` with one track's run of samples, and one
 * `mdat`. A shortened one plays like the whole one up to where it ends.
 */

/** One frame, in order of decoding. Times in ticks of the track. */
interface Sample {
  readonly durationTicks: number;
  readonly sizeBytes: number;
  readonly flags: number;
  /** From decoding to showing. */
  readonly shiftTicks: number;
}

export interface Fragment {
  /** Decoding time of the first frame. */
  readonly startTicks: number;
  readonly samples: readonly Sample[];
  /** Boxes before the `moof`, and what of it stays as it is. */
  readonly head: Buffer;
  readonly kept: readonly Buffer[];
  readonly media: Buffer;
}

interface Box {
  readonly type: string;
  readonly whole: Buffer;
  readonly body: Buffer;
}

const HEADER_BYTES = 8;
const LARGE_HEADER_BYTES = 16;
/** `trun`: offset, then of every sample its duration, size, flags and shift. */
const RUN_FLAGS = 0x01_00_0f01;
const KEY_FLAGS = 0x0200_0000;
const OTHER_FLAGS = 0x0101_0000;
const RUN_HEAD_BYTES = 20;
const SAMPLE_BYTES = 16;
/** `tfhd`: optional fields before those of interest. */
const TFHD_BASE = 0x1;
const TFHD_DESCRIPTION = 0x2;

/** Throws `RangeError` for anything but such a segment. */
export function readFragment(segment: Buffer): Fragment {
  const boxes = readBoxes(segment);
  const moofAt = boxes.findIndex(({ type }) => type === "moof");
  const moof = boxes[moofAt];
  const mdats = boxes.filter(({ type }) => type === "mdat");
  const [mdat] = mdats;
  if (moof === undefined || mdat === undefined || mdats.length > 1) throw new RangeError("not one moof and one mdat");
  const parts = readBoxes(moof.body);
  const inner = readBoxes(take(parts, "traf").body);
  const [tfhd, tfdt, trun] = [take(inner, "tfhd"), take(inner, "tfdt"), take(inner, "trun")];
  const samples = readRun(trun.body, readDefaults(tfhd.body));
  const bytes = samples.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (samples.length === 0 || bytes > mdat.body.length) throw new RangeError("frames are missing");
  const isWide = tfdt.body[0] === 1;
  return {
    startTicks: isWide ? Number(tfdt.body.readBigUInt64BE(4)) : tfdt.body.readUInt32BE(4),
    samples,
    // An index of bytes (`sidx`) would no longer be right.
    head: Buffer.concat(boxes.slice(0, moofAt).flatMap(({ type, whole }) => (type === "styp" ? [whole] : []))),
    kept: [take(parts, "mfhd").whole, stripBase(tfhd), tfdt.whole],
    media: mdat.body,
  };
}

/** The first `count` frames; with `durationTicks` they last as long together, however many there were. */
export function writeFragment(fragment: Fragment, count: number, durationTicks?: number): Buffer {
  const some = fragment.samples.slice(0, count);
  const runTicks = some.reduce((sum, sample) => sum + sample.durationTicks, 0);
  const moreTicks = durationTicks === undefined ? 0 : durationTicks - runTicks;
  const last = some.length - 1;
  const samples = some.map((sample, at) =>
    at === last ? { ...sample, durationTicks: sample.durationTicks + moreTicks } : sample,
  );
  const [mfhd = Buffer.alloc(0), ...track] = fragment.kept;
  const runBytes = RUN_HEAD_BYTES + samples.length * SAMPLE_BYTES;
  const trafBytes = HEADER_BYTES + track.reduce((sum, { length }) => sum + length, 0) + runBytes;
  const moofBytes = HEADER_BYTES + mfhd.length + trafBytes;
  const run = writeRun(samples, moofBytes + HEADER_BYTES);
  const media = fragment.media.subarray(
    0,
    samples.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  );
  const moof = [writeHeader("moof", moofBytes), mfhd, writeHeader("traf", trafBytes), ...track, run];
  return Buffer.concat([fragment.head, ...moof, writeHeader("mdat", HEADER_BYTES + media.length), media]);
}

/** How many frames, from the first on in order of decoding, are all shown before `ticks`. */
export function countBefore({ samples, startTicks }: Fragment, ticks: number): number {
  let atTicks = startTicks;
  for (const [index, { durationTicks, shiftTicks }] of samples.entries()) {
    if (atTicks + shiftTicks >= ticks) return index;
    atTicks += durationTicks;
  }
  return samples.length;
}

/** Ticks per second of the only track of a header. Throws `RangeError` for anything else. */
export function readTimescale(init: Buffer): number {
  const path = ["moov", "trak", "mdia", "mdhd"];
  const mdhd = path.reduce((body, name) => take(readBoxes(body), name).body, init);
  const ticks = mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12);
  if (ticks === 0) throw new RangeError("a track without a timescale");
  return ticks;
}

function readBoxes(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + HEADER_BYTES > bytes.length) throw new RangeError("a box was cut short");
    const short = bytes.readUInt32BE(at);
    const headBytes = short === 1 ? LARGE_HEADER_BYTES : HEADER_BYTES;
    if (short === 1 && at + headBytes > bytes.length) throw new RangeError("a box was cut short");
    const size = short === 1 ? Number(bytes.readBigUInt64BE(at + HEADER_BYTES)) : short || bytes.length - at;
    if (size < headBytes || at + size > bytes.length) throw new RangeError("a box was cut short");
    const whole = bytes.subarray(at, at + size);
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), whole, body: whole.subarray(headBytes) });
    at += size;
  }
  return boxes;
}

function take(boxes: readonly Box[], type: string): Box {
  const [box, second] = boxes.filter((one) => one.type === type);
  if (box === undefined || second !== undefined) throw new RangeError(`not one ${type}`);
  return box;
}

function readDefaults(tfhd: Buffer): Omit<Sample, "shiftTicks"> {
  const present = tfhd.readUIntBE(1, 3);
  let at = 8 + (present & TFHD_BASE ? 8 : 0) + (present & TFHD_DESCRIPTION ? 4 : 0);
  const next = (flag: number) => {
    if ((present & flag) === 0) return 0;
    at += 4;
    return tfhd.readUInt32BE(at - 4);
  };
  return { durationTicks: next(0x8), sizeBytes: next(0x10), flags: next(0x20) };
}

/** Offsets count from the `moof` here, so one that counted from elsewhere loses its base. */
function stripBase({ body }: Box): Buffer {
  const present = body.readUIntBE(1, 3);
  const rest = body.subarray(8 + (present & TFHD_BASE ? 8 : 0));
  const flags = Buffer.alloc(8);
  flags.writeUInt32BE(((body[0] ?? 0) << 24) | (present & ~TFHD_BASE) | 0x02_0000);
  body.copy(flags, 4, 4, 8);
  return Buffer.concat([writeHeader("tfhd", HEADER_BYTES + flags.length + rest.length), flags, rest]);
}

function readRun(trun: Buffer, defaults: Omit<Sample, "shiftTicks">): Sample[] {
  const present = trun.readUIntBE(1, 3);
  const isSigned = trun[0] === 1;
  const count = trun.readUInt32BE(4);
  let at = 8 + (present & 0x1 ? 4 : 0);
  const firstFlags = present & 0x4 ? trun.readUInt32BE(at) : undefined;
  if (firstFlags !== undefined) at += 4;
  const next = (flag: number, otherwise: number) => {
    if ((present & flag) === 0) return otherwise;
    at += 4;
    return isSigned && flag === 0x800 ? trun.readInt32BE(at - 4) : trun.readUInt32BE(at - 4);
  };
  if (count > trun.length) throw new RangeError("a run was cut short");
  return Array.from({ length: count }, (_, index) => {
    const usual = defaults.flags === 0 ? (index === 0 ? KEY_FLAGS : OTHER_FLAGS) : defaults.flags;
    const durationTicks = next(0x100, defaults.durationTicks);
    const sizeBytes = next(0x200, defaults.sizeBytes);
    const flags = next(0x400, index === 0 ? (firstFlags ?? usual) : usual);
    return { durationTicks, sizeBytes, flags, shiftTicks: next(0x800, 0) };
  });
}

function writeRun(samples: readonly Sample[], dataOffset: number): Buffer {
  const run = Buffer.alloc(RUN_HEAD_BYTES + samples.length * SAMPLE_BYTES);
  run.writeUInt32BE(run.length);
  run.write("trun", 4, "latin1");
  run.writeUInt32BE(RUN_FLAGS, 8);
  run.writeUInt32BE(samples.length, 12);
  run.writeInt32BE(dataOffset, 16);
  for (const [index, { durationTicks, sizeBytes, flags, shiftTicks }] of samples.entries()) {
    const at = RUN_HEAD_BYTES + index * SAMPLE_BYTES;
    run.writeUInt32BE(durationTicks, at);
    run.writeUInt32BE(sizeBytes, at + 4);
    run.writeUInt32BE(flags, at + 8);
    run.writeInt32BE(shiftTicks, at + 12);
  }
  return run;
}

function writeHeader(type: string, size: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(size);
  header.write(type, 4, "latin1");
  return header;
}
