import { damagedClip } from "./damagedClip.ts";

/** Reads the picture size out of an H.264 sequence parameter set (ITU-T H.264, 7.3.2.1.1). */

/** Profiles that state their chroma format and scaling lists. */
const HIGH_PROFILES = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128]);
const MACROBLOCK_PX = 16;
/** More leading zeros than a 32-bit Exp-Golomb number can have. */
const MAX_ZEROS = 31;

/** Width and height in pixels. Throws a `SITE_UNUSABLE` fault when the set is cut off or not 4:2:0. */
export function readPictureSize(sps: Uint8Array): { widthPx: number; heightPx: number } {
  const bits = createBitReader(dropEmulation(sps));
  bits.skip(8);
  const profile = bits.read(8);
  bits.skip(16);
  bits.readUnsigned();
  if (HIGH_PROFILES.has(profile)) readHighFields(bits);
  bits.readUnsigned();
  skipPictureOrder(bits);
  bits.readUnsigned();
  bits.skip(1);
  const widthMbs = bits.readUnsigned() + 1;
  const heightUnits = bits.readUnsigned() + 1;
  const isProgressive = bits.read(1) === 1;
  bits.skip(isProgressive ? 1 : 2);
  const hasCrop = bits.read(1) === 1;
  const [left, right, top, bottom] = [0, 0, 0, 0].map(() => (hasCrop ? bits.readUnsigned() : 0));
  const unitY = isProgressive ? 2 : 4;
  return {
    widthPx: widthMbs * MACROBLOCK_PX - ((left ?? 0) + (right ?? 0)) * 2,
    heightPx: heightUnits * MACROBLOCK_PX * (isProgressive ? 1 : 2) - ((top ?? 0) + (bottom ?? 0)) * unitY,
  };
}

function readHighFields(bits: BitReader): void {
  if (bits.readUnsigned() !== 1) throw damagedClip("its colours are not 4:2:0");
  bits.readUnsigned();
  bits.readUnsigned();
  bits.skip(1);
  if (bits.read(1) === 1) throw damagedClip("it uses scaling lists, which are not read");
}

function skipPictureOrder(bits: BitReader): void {
  const kind = bits.readUnsigned();
  if (kind === 0) bits.readUnsigned();
  if (kind !== 1) return;
  bits.skip(1);
  bits.readUnsigned();
  bits.readUnsigned();
  const count = bits.readUnsigned();
  for (let index = 0; index < Math.min(count, 255); index += 1) bits.readUnsigned();
}

interface BitReader {
  read(count: number): number;
  skip(count: number): void;
  /** Exp-Golomb. A signed number takes as many bits, so that it can be skipped with this too. */
  readUnsigned(): number;
}

function createBitReader(bytes: Uint8Array): BitReader {
  let at = 0;
  function read(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1) {
      const byte = bytes[at >> 3];
      if (byte === undefined) throw damagedClip("its picture parameters are cut off");
      value = value * 2 + ((byte >> (7 - (at & 7))) & 1);
      at += 1;
    }
    return value;
  }
  function readUnsigned(): number {
    let zeros = 0;
    while (read(1) === 0) {
      zeros += 1;
      if (zeros > MAX_ZEROS) throw damagedClip("its picture parameters make no sense");
    }
    return 2 ** zeros - 1 + read(zeros);
  }
  return { read, skip: read, readUnsigned };
}

/** Takes out the bytes that keep a start code from appearing inside. */
function dropEmulation(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, index) => !(byte === 3 && index > 1 && bytes[index - 1] === 0 && bytes[index - 2] === 0));
}
