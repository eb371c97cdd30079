import { expect, it } from "vitest";
import { keyTiles } from "./keyTiles.ts";

const keysOf = (tiles: (string | null)[]) => keyTiles(tiles).map(({ key }) => key);

it("gives the same keys in the same order however the cameras are arranged", () => {
  expect(keysOf(["b", null, "a", "b"])).toEqual(["a#0", "b#0", "b#1"]);
  expect(keysOf(["b", "b", "a"])).toEqual(["a#0", "b#0", "b#1"]);
});

it("numbers tiles from 1 and leaves out the empty ones", () => {
  expect(keyTiles([null, "a"])).toEqual([{ key: "a#0", tile: 2, cameraId: "a", isBehind: false }]);
});

it("gives a camera the same key behind a tile as in it, once its turn comes", () => {
  const before = keyTiles(["a", "x"], [{ tile: 2, cameraId: "b" }]);
  const after = keyTiles(["a", "b"]);
  expect(before.map(({ key, isBehind }) => [key, isBehind])).toEqual([
    ["a#0", false],
    ["b#0", true],
    ["x#0", false],
  ]);
  expect(after.map(({ key }) => key)).toEqual(["a#0", "b#0"]);
});

it("leaves a shown camera its key while the same one connects behind another tile", () => {
  expect(keyTiles(["b", "x"], [{ tile: 2, cameraId: "b" }])).toEqual([
    { key: "b#0", tile: 1, cameraId: "b", isBehind: false },
    { key: "b#1", tile: 2, cameraId: "b", isBehind: true },
    { key: "x#0", tile: 2, cameraId: "x", isBehind: false },
  ]);
});
