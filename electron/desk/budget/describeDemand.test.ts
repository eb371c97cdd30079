import { describe, expect, test } from "vitest";
import { costOf } from "./decodeCost.ts";
import { type DisplayFacts, describeDemand, type TileDemand } from "./describeDemand.ts";

const SUB = { name: "sub", widthPx: 640, heightPx: 360, fps: 15 } as const;
const STREAMS = [
  { name: "main", widthPx: 1_280, heightPx: 720, fps: 15 },
  SUB,
  { name: "thumb", widthPx: 320, heightPx: 180, fps: 8 },
] as const;
const [MAIN, , THUMB] = STREAMS;
const HD = { widthPx: 1_920, heightPx: 1_080 };
const SOFTWARE = { decoders: 16, isUsed: false };

const demand = (change: Partial<TileDemand> = {}): TileDemand => ({
  ...{
    id: "a",
    display: 1,
    tile: 1,
    rank: "visible",
    streams: STREAMS,
    hasKeyFrames: true,
    wanted: null,
    isFull: false,
  },
  ...change,
});
const displays = (layout: DisplayFacts["layout"], size: DisplayFacts["size"] = HD) => new Map([[1, { layout, size }]]);

describe("the demand of a tile", () => {
  test.each([
    ["1x1", MAIN],
    ["3x3", SUB],
    ["4x4", SUB],
    ["8x8", THUMB],
  ] as const)("whose window has not said what it wants is guessed from a layout of %s", (layout, stream) => {
    const { tiles, isGuess } = describeDemand([demand()], displays(layout), SOFTWARE);
    expect([tiles[0]?.costs.full, isGuess]).toEqual([costOf(stream, "all"), false]);
  });

  test("is what its window says, where it has", () => {
    const { tiles } = describeDemand([demand({ wanted: "main" })], displays("8x8"), SOFTWARE);
    expect(tiles[0]?.costs).toEqual({
      full: costOf(MAIN, "all"),
      smaller: costOf(SUB, "all"),
      key: costOf(SUB, "key"),
      paused: 0,
    });
  });

  test.each([
    ["a display of unknown size", demand(), displays("4x4", null), true],
    ["a camera of unknown pictures", demand({ streams: [] }), displays("4x4"), true],
    ["a tile that has said what it wants", demand({ wanted: "sub" }), displays("4x4", null), false],
  ])("of %s is a guess and says so", (_words, tile, where, isGuess) => {
    expect(describeDemand([tile], where, SOFTWARE).isGuess).toBe(isGuess);
  });

  test("counts the largest tiles as decoded in hardware, as many as the card has decoders", () => {
    const tiles = Array.from({ length: 9 }, (_, n) => demand({ id: `t${n}`, tile: n + 1, wanted: "sub" }));
    const hardware = { decoders: 1, isUsed: true };
    const costs = describeDemand(tiles, displays("1+12"), hardware).tiles.map((tile) => tile.costs.full);
    expect(costs[0]).toBe(costOf(SUB, "all", true));
    expect(costs.slice(1)).toEqual(Array.from({ length: 8 }, () => costOf(SUB, "all")));
  });

  test("without key frames saves nothing by that step", () => {
    const { tiles } = describeDemand([demand({ hasKeyFrames: false, wanted: "sub" })], displays("4x4"), SOFTWARE);
    expect(tiles[0]?.costs.key).toBe(tiles[0]?.costs.smaller);
  });

  test("of the machine this was fitted to comes out as measured, in thousandths of a core", () => {
    expect(36 * costOf(SUB, "all")).toBeGreaterThan(1_100);
    expect(36 * costOf(SUB, "all")).toBeLessThan(1_300);
  });
});
