import { describe, expect, test } from "vitest";
import { MAX_CLIP_PIECES } from "../../contract/clips.ts";
import { addStretch, boundPieces, listMissing } from "./clipSpans.ts";

const span = (fromMs: number, toMs: number) => ({ fromMs, toMs });

describe("what a clip lacks", () => {
  test("is every part of the span that its file does not cover, with its cause", () => {
    const covered = [span(8_000, 12_000), span(20_000, 25_000)];
    const causes = [
      { ...span(0, 10_000), why: "outside-terms" as const },
      { ...span(14_000, 16_000), why: "damaged" as const },
      { ...span(30_000, 60_000), why: "not-yet" as const },
    ];
    expect(listMissing(span(5_000, 40_000), covered, causes)).toEqual([
      { ...span(5_000, 8_000), why: "outside-terms" },
      { ...span(12_000, 14_000), why: "not-recorded" },
      { ...span(14_000, 16_000), why: "damaged" },
      { ...span(16_000, 20_000), why: "not-recorded" },
      { ...span(25_000, 30_000), why: "not-recorded" },
      { ...span(30_000, 40_000), why: "not-yet" },
    ]);
  });

  test("is nothing where the file begins early, ends late and its pictures are a little late", () => {
    expect(listMissing(span(1_000, 9_000), [span(0, 4_000), span(4_200, 10_000)], [])).toEqual([]);
  });

  test("is the whole span where there is no file", () => {
    expect(listMissing(span(0, 5_000), [], [])).toEqual([{ ...span(0, 5_000), why: "not-recorded" }]);
  });
});

test("stretches join where pictures follow each other, and stay apart where some are missing", () => {
  const joined = [span(0, 1_000), span(1_066, 2_000), span(2_500, 3_000)].reduce<ReturnType<typeof addStretch>>(
    addStretch,
    [],
  );
  expect(joined).toEqual([span(0, 2_000), span(2_500, 3_000)]);
});

test("of too many pieces the longest are told, in their order", () => {
  const pieces = Array.from({ length: MAX_CLIP_PIECES + 20 }, (_, index) => span(index * 1_000, index * 1_000 + index));
  const told = boundPieces(pieces);
  expect(told).toHaveLength(MAX_CLIP_PIECES);
  expect(told).toEqual(pieces.slice(20));
});
