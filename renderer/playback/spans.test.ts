import { describe, expect, it } from "vitest";
import { findFirst, listGaps, measureCovered, mergeSpans, spliceSpans } from "./spans.ts";

const span = (fromMs: number, toMs: number) => ({ fromMs, toMs });
const TWO = [span(10, 20), span(30, 40)];

describe("merging", () => {
  it.each([
    ["nothing", [], []],
    ["lists apart", [[span(0, 1)], [span(5, 6)]], [span(0, 1), span(5, 6)]],
    ["spans that touch", [[span(0, 5)], [span(5, 6)]], [span(0, 6)]],
    ["one inside another", [[span(0, 9)], [span(2, 3)], [span(8, 12)]], [span(0, 12)]],
  ])("%s", (_name, lists, merged) => {
    expect(mergeSpans(lists)).toEqual(merged);
  });
});

describe("the gaps", () => {
  it.each([
    ["around and between", span(0, 50), [span(0, 10), span(20, 30), span(40, 50)]],
    ["of a window inside a span are none", span(12, 18), []],
    ["of a window inside a gap are all of it", span(22, 28), [span(22, 28)]],
    ["are cut to the window", span(15, 25), [span(20, 25)]],
  ])("%s", (_name, within, gaps) => {
    expect(listGaps(TWO, within)).toEqual(gaps);
  });

  it("and what is covered make the whole window", () => {
    expect(measureCovered(TWO, span(0, 35))).toBe(15);
    expect(measureCovered([], span(0, 35))).toBe(0);
  });
});

it.each([
  ["in the middle of one", [span(0, 100)], [span(40, 45)], span(40, 60), [span(0, 45), span(60, 100)]],
  ["beside all", [span(0, 10)], [span(20, 30)], span(20, 30), [span(0, 10), span(20, 30)]],
  ["over all", [span(5, 10), span(20, 30)], [], span(0, 50), []],
])("what is known better %s takes the place of what was there", (_name, spans, better, window, spliced) => {
  expect(spliceSpans(spans, better, window)).toEqual(spliced);
});

it.each([
  [0, 0],
  [10, 0],
  [19, 0],
  [20, 1],
  [40, 2],
])("the first span that ends after %d is number %d", (atMs, index) => {
  expect(findFirst(TWO, atMs)).toBe(index);
});
