import { expect, test } from "vitest";
import { type RankFacts, rankTile } from "./rankTile.ts";

const NOTHING = { isSelected: false, isFull: false, isCovered: false };
const WALL = { tiles: ["a", "b", null, "d"], pinned: [2], hotspot: 3 };
const facts = (change: Partial<RankFacts> = {}): RankFacts => ({
  ...{ cameraId: "a", tile: 1, display: WALL, windowKind: "console", sample: NOTHING },
  ...change,
});

test.each<[string, Partial<RankFacts>, string]>([
  ["a tile like any other", {}, "visible"],
  ["a tile whose window has not reported yet", { sample: undefined }, "visible"],
  ["the selected tile of a console", { sample: { ...NOTHING, isSelected: true } }, "selected"],
  ["the selected tile of a monitor", { windowKind: "display", sample: { ...NOTHING, isSelected: true } }, "hotspot"],
  ["a tile shown full on a monitor", { windowKind: "display", sample: { ...NOTHING, isFull: true } }, "selected"],
  ["a pinned tile", { cameraId: "b", tile: 2 }, "pinned"],
  ["a pinned camera that moved there since it was claimed", { cameraId: "b", tile: 4 }, "pinned"],
  ["the hotspot, whichever camera it shows", { cameraId: "z", tile: 3 }, "hotspot"],
  ["a tile behind one shown full", { sample: { ...NOTHING, isCovered: true } }, "covered"],
  ["a camera that waits for its turn in a tile", { cameraId: "y", tile: 4 }, "next"],
  ["a tile of a display that is gone", { display: undefined }, "next"],
])("%s ranks so", (_words, change, rank) => {
  expect(rankTile(facts(change))).toBe(rank);
});
