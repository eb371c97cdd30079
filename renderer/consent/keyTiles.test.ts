import { expect, it } from "vitest";
import { keyTiles } from "./keyTiles.ts";

const keysOf = (tiles: (string | null)[]) => keyTiles(tiles).map(({ key }) => key);

it("gives the same keys in the same order however the cameras are arranged", () => {
  expect(keysOf(["b", null, "a", "b"])).toEqual(["a#0", "b#0", "b#1"]);
  expect(keysOf(["b", "b", "a"])).toEqual(["a#0", "b#0", "b#1"]);
});

it("numbers tiles from 1 and leaves out the empty ones", () => {
  expect(keyTiles([null, "a"])).toEqual([{ key: "a#0", tile: 2, cameraId: "a" }]);
});
