import { describe, expect, it } from "vitest";
import { planTrack } from "./planTrack.ts";

const span = (fromMs: number, toMs: number) => ({ fromMs, toMs });
const bar = (fromPx: number, toPx: number) => ({ fromPx, toPx });
const VIEW = span(1_000, 2_000);

describe("a track of 100 pixels over a second", () => {
  it.each([
    ["with everything recorded is one bar", [span(0, 5_000)], VIEW, [bar(0, 100)], []],
    ["with nothing recorded is one gap", [], VIEW, [], [bar(0, 100)]],
    ["with a gap in its middle", [span(0, 1_400), span(1_600, 5_000)], VIEW, [bar(0, 40), bar(60, 100)], [bar(40, 60)]],
    [
      "with a gap of a millisecond shows one pixel of it",
      [span(0, 1_500), span(1_501, 9_000)],
      VIEW,
      [bar(0, 100)],
      [bar(50, 51)],
    ],
    ["of which half is known leaves the rest alone", [span(0, 1_200)], span(0, 1_500), [bar(0, 20)], [bar(20, 50)]],
    ["of which nothing is known is empty", [span(0, 9_000)], span(3_000, 9_000), [], []],
    ["that ends in a gap shorter than a pixel shows it inside", [span(0, 1_999)], VIEW, [bar(0, 100)], [bar(99, 100)]],
  ])("%s", (_name, spans, known, bars, gaps) => {
    expect(planTrack(spans, known, VIEW, 100)).toEqual({ bars, gaps });
  });
});

it("never draws more rectangles than there are pixels, nor outside them", () => {
  const spans = Array.from({ length: 50_000 }, (_, n) => span(n * 10, n * 10 + 3));
  const { bars, gaps } = planTrack(spans, span(0, 500_000), span(0, 500_000), 300);
  expect(bars.length).toBeLessThanOrEqual(300);
  expect(gaps.length).toBeLessThanOrEqual(300);
  for (const { fromPx, toPx } of [...bars, ...gaps]) {
    expect(fromPx).toBeGreaterThanOrEqual(0);
    expect(toPx).toBeLessThanOrEqual(300);
    expect(toPx).toBeGreaterThan(fromPx);
  }
});
