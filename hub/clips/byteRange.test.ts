import { expect, test } from "vitest";
import { readRange } from "./byteRange.ts";

const WHOLE = { fromByte: 0, toByte: 999, isPart: false };
const part = (fromByte: number, toByte: number) => ({ fromByte, toByte, isPart: true });

test.each([
  ["nothing", undefined, WHOLE],
  ["the first bytes", "bytes=0-99", part(0, 99)],
  ["the rest", "bytes=900-", part(900, 999)],
  ["the last bytes", "bytes=-100", part(900, 999)],
  ["more than there is", "bytes=500-5000", part(500, 999)],
  ["more of the last than there is", "bytes=-5000", part(0, 999)],
  ["what lies behind the end", "bytes=1000-", "unsatisfiable"],
  ["none of the last", "bytes=-0", "unsatisfiable"],
  ["several", "bytes=0-1,5-6", WHOLE],
  ["it backwards", "bytes=9-3", WHOLE],
  ["other units", "lines=1-2", WHOLE],
  ["no numbers", "bytes=a-b", WHOLE],
  ["no bounds", "bytes=-", WHOLE],
])("a range header that asks for %s", (_what, header, expected) => {
  expect(readRange(header, 1_000)).toEqual(expected);
});
