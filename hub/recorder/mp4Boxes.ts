/** The grammar of ISO/IEC 14496-12: a box is its length in four bytes, its type in four letters, and its content. */

const HEADER_BYTES = 8;
const UUID_BYTES = 16;

export interface Mp4Box {
  readonly type: string;
  readonly content: Buffer;
  /** Within the buffer read: where the box begins and where the next one does. */
  readonly start: number;
  readonly end: number;
}

export function writeBox(type: string, ...content: readonly Uint8Array[]): Buffer {
  const box = Buffer.concat([Buffer.alloc(HEADER_BYTES), ...content]);
  box.writeUInt32BE(box.length, 0);
  box.write(type, 4, "latin1");
  return box;
}

/** A box whose content begins with a version and flags in four bytes. */
export function writeFullBox(type: string, versionAndFlags: number, ...content: readonly Uint8Array[]): Buffer {
  return writeBox(type, writeUints(versionAndFlags), ...content);
}

/** A box of nobody's but ours: `uuid`, and 32 hex digits that say whose. */
export function writeOwnBox(uuid: string, ...content: readonly Uint8Array[]): Buffer {
  return writeBox("uuid", Buffer.from(uuid, "hex"), ...content);
}

/** Numbers of 32 bits each. */
export function writeUints(...values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}

/** The box at `at`; undefined where what is there is no whole box. */
export function readBox(bytes: Buffer, at: number): Mp4Box | undefined {
  const size = readBoxSize(bytes, at);
  if (size === undefined || at + size > bytes.length) return undefined;
  const type = bytes.toString("latin1", at + 4, at + HEADER_BYTES);
  return { type, content: bytes.subarray(at + HEADER_BYTES, at + size), start: at, end: at + size };
}

/** How long the box at `at` says it is; undefined where that cannot be. */
export function readBoxSize(bytes: Buffer, at: number): number | undefined {
  if (at < 0 || at + HEADER_BYTES > bytes.length) return undefined;
  const size = bytes.readUInt32BE(at);
  return size < HEADER_BYTES ? undefined : size;
}

/** Follows boxes within boxes; each is the first of its type. */
export function findBox(bytes: Buffer, ...path: readonly string[]): Mp4Box | undefined {
  let within = bytes;
  let found: Mp4Box | undefined;
  for (const type of path) {
    found = listBoxes(within).find((box) => box.type === type);
    if (found === undefined) return undefined;
    within = found.content;
  }
  return found;
}

/** As far as there are whole ones. */
export function listBoxes(bytes: Buffer): Mp4Box[] {
  const boxes: Mp4Box[] = [];
  for (let box = readBox(bytes, 0); box !== undefined; box = readBox(bytes, box.end)) boxes.push(box);
  return boxes;
}

/** What an own box holds; undefined for any other box. */
export function readOwnBox(box: Mp4Box | undefined, uuid: string): Buffer | undefined {
  if (box?.type !== "uuid" || box.content.length < UUID_BYTES) return undefined;
  return box.content.toString("hex", 0, UUID_BYTES) === uuid ? box.content.subarray(UUID_BYTES) : undefined;
}
