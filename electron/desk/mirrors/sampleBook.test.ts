import { expect, test } from "vitest";
import type { PlaybackSample } from "../../../contract/viewingCalls.ts";
import { createSampleBook } from "./sampleBook.ts";

const SAMPLE: PlaybackSample = {
  claimId: "claim-1",
  state: "live",
  frameAgeMs: 300,
  framesPresented: 10,
  framesLost: 0,
  rendition: "sub",
  frames: "all",
  wanted: "sub",
  isSelected: false,
  isFull: false,
  isCovered: false,
  decoder: null,
  attempt: 0,
  sinceMs: 1_000,
  reason: null,
};

test("a window's samples say when they came, are replaced by its next, and go with it", () => {
  const book = createSampleBook();
  book.put("w1", [SAMPLE], 1_000);
  book.put("w1", [{ ...SAMPLE, state: "frozen" }], 2_000);
  expect(book.all()).toMatchObject([{ windowId: "w1", atMs: 2_000, samples: [{ state: "frozen" }] }]);
  expect(book.countLate()).toBe(1);
  book.dropWindow("w1");
  expect(book.all()).toEqual([]);
});
