/** Writes the few shapes of AMF0 (Adobe, "Action Message Format -- AMF 0", 2007) that FLV script tags need. */

const NUMBER_MARKER = 0;
const BOOLEAN_MARKER = 1;
const STRING_MARKER = 2;
const OBJECT_MARKER = 3;
const OBJECT_END = Buffer.from([0, 0, 9]);

type Value = number | boolean | string;

/** A name and an object of plain values: the body of a script tag. Names and texts are ASCII, under 64 KiB. */
export function encodeScript(name: string, values: Readonly<Record<string, Value>>): Buffer {
  const fields = Object.entries(values).flatMap(([key, value]) => [encodeName(key), encodeValue(value)]);
  return Buffer.concat([Buffer.of(STRING_MARKER), encodeName(name), Buffer.of(OBJECT_MARKER), ...fields, OBJECT_END]);
}

function encodeName(name: string): Buffer {
  const text = Buffer.from(name, "ascii");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([length, text]);
}

function encodeValue(value: Value): Buffer {
  if (typeof value === "string") return Buffer.concat([Buffer.of(STRING_MARKER), encodeName(value)]);
  if (typeof value === "boolean") return Buffer.of(BOOLEAN_MARKER, value ? 1 : 0);
  const bytes = Buffer.alloc(9);
  bytes[0] = NUMBER_MARKER;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}
