import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Fault } from "../../contract/faults.ts";

/** A file as text, in pieces, after a look at what it is. Memory holds one piece, whatever the file's size. */
export interface ReadText {
  /** Windows-1252, which browsers too mean when they say Latin-1 (Encoding Standard). */
  readonly isLatin1: boolean;
  pieces(): AsyncGenerator<string>;
}

/** First bytes of what is often given in place of a text (RFC 8259 and 4180 files begin with none of them). */
const MAGIC: readonly { readonly bytes: readonly number[]; readonly why: string }[] = [
  { bytes: [0x50, 0x4b], why: "It is a zip file or a workbook. Unpack it, or save the sheet as CSV." },
  { bytes: [0x1f, 0x8b], why: "It is compressed. Unpack it first." },
  { bytes: [0x25, 0x50, 0x44, 0x46], why: "It is a PDF. CSV or GeoJSON is needed." },
  { bytes: [0xff, 0xfe], why: "It is UTF-16. Save it as UTF-8." },
  { bytes: [0xfe, 0xff], why: "It is UTF-16. Save it as UTF-8." },
];
const HEAD_BYTES = 8;

/** Throws `IMPORT_REFUSED` for what is not text. */
export async function readText(path: string): Promise<ReadText> {
  const head = await readHead(path);
  const magic = MAGIC.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (magic !== undefined) throw new Fault("IMPORT_REFUSED", magic.why);
  const isLatin1 = !(await isUtf8(path));
  return { isLatin1, pieces: () => decode(path, isLatin1 ? "windows-1252" : "utf-8") };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isValid = true;
  for await (const bytes of createReadStream(path)) {
    if (bytes.includes(0)) throw new Fault("IMPORT_REFUSED", "It is not a text file.");
    if (isValid) isValid = canDecode(() => decoder.decode(bytes, { stream: true }));
  }
  return isValid && canDecode(() => decoder.decode());
}

function canDecode(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    // The one thing a fatal decoder throws for.
    return false;
  }
}

async function* decode(path: string, encoding: string): AsyncGenerator<string> {
  // The decoder takes a byte order mark away.
  const decoder = new TextDecoder(encoding);
  for await (const bytes of createReadStream(path)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}
