import { expect, test } from "vitest";
import type { RecordedIndex, RecordedSegment } from "../../../contract/recorded.ts";
import { IndexBook, mergeSpans } from "./indexBook.ts";

const second = (seq: number): RecordedSegment => ({ seq, atMs: seq * 1_000, durationMs: 1_000, frames: 15, init: 0 });
const indexOf = (seqs: readonly number[], more: Partial<RecordedIndex> = {}): RecordedIndex => ({
  rendition: "sub",
  basis: "recorder",
  spans: [],
  segments: seqs.map(second),
  inits: [{ init: 0, codec: "avc1.64001f", widthPx: 640, heightPx: 360, baseMs: 0 }],
  ...more,
});
const LONG_AGO = { fromMs: 100_000, toMs: 160_000 };
const NOW_MS = 10_000_000;

/** Seconds 100 to 159 were asked for; 120 to 129 were not recorded. */
function createBook(): IndexBook {
  const book = new IndexBook();
  const seqs = Array.from({ length: 60 }, (_, index) => 100 + index).filter((seq) => seq < 120 || seq >= 130);
  book.note(indexOf(seqs), LONG_AGO, NOW_MS);
  return book;
}

const moments: readonly [string, number, number | null, boolean][] = [
  ["in a segment", 105_500, 105, true],
  ["at the first moment of one", 106_000, 106, true],
  ["at the last moment before a gap", 119_999, 119, true],
  ["at the first moment of a gap", 120_000, null, true],
  ["at the last moment of a gap", 129_999, null, true],
  ["at the first moment after it", 130_000, 130, true],
  ["before what was asked", 99_999, null, false],
  ["after what was asked", 160_000, null, false],
];
test.each(moments)("%s", (_name, atMs, seq, isKnown) => {
  const book = createBook();
  expect(book.segmentAt(atMs)?.seq ?? null).toBe(seq);
  expect(book.isKnown(atMs)).toBe(isKnown);
});

test("between two segments a few milliseconds apart the first one's last frame stands", () => {
  const book = new IndexBook();
  const late = { ...second(2), atMs: 2_150 };
  book.note(indexOf([], { segments: [second(1), late] }), { fromMs: 0, toMs: 4_000 }, NOW_MS);
  expect(book.segmentAt(2_100)?.seq).toBe(1);
  expect(book.segmentAt(2_150)?.seq).toBe(2);
});

test("an answer that was cut is known no further than it reaches, and the rest is asked for", () => {
  const book = new IndexBook();
  book.note(indexOf([100, 101], { truncatedAtMs: 102_000 }), LONG_AGO, NOW_MS);
  expect(book.isKnown(101_500)).toBe(true);
  expect(book.findUnknown(LONG_AGO)).toEqual({ fromMs: 102_000, toMs: 160_000 });
});

test("of the last moments before now nothing is said but what was recorded", () => {
  const book = new IndexBook();
  book.note(indexOf([100, 101]), { fromMs: 90_000, toMs: 110_000 }, 110_000);
  expect([book.isKnown(95_000), book.isKnown(101_999), book.isKnown(102_000)]).toEqual([true, true, false]);
});

test("what was told twice is kept once, and the later word counts", () => {
  const book = createBook();
  book.note(
    indexOf([], { segments: [{ ...second(105), durationMs: 500 }] }),
    { fromMs: 105_000, toMs: 106_000 },
    NOW_MS,
  );
  expect(book.segmentsIn({ fromMs: 105_000, toMs: 106_000 }).map(({ durationMs }) => durationMs)).toEqual([500]);
});

test("all that is known is asked for no more", () => {
  expect(createBook().findUnknown({ fromMs: 110_000, toMs: 150_000 })).toBeNull();
});

test("spans that touch become one, in order", () => {
  const spans = [
    { fromMs: 30, toMs: 40 },
    { fromMs: 0, toMs: 10 },
    { fromMs: 10, toMs: 20 },
    { fromMs: 15, toMs: 18 },
  ];
  expect(mergeSpans(spans)).toEqual([
    { fromMs: 0, toMs: 20 },
    { fromMs: 30, toMs: 40 },
  ]);
});

test("what is asked for next begins at a whole millisecond, however now was reckoned", () => {
  const book = new IndexBook();
  book.note(indexOf([]), { fromMs: 90_000, toMs: 120_000 }, 125_000.4);
  expect(book.findUnknown({ fromMs: 90_000, toMs: 120_000 })).toEqual({ fromMs: 110_000, toMs: 120_000 });
});
