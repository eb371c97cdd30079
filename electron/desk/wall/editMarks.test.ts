import { describe, expect, test } from "vitest";
import type { Display } from "../../../contract/wall.ts";
import { changeLayout, createDisplay, fillTiles } from "./editDisplays.ts";
import {
  announceNext,
  followCamera,
  isOnlyTurning,
  moveTile,
  pinTiles,
  setHotspot,
  setSequence,
  steerSequence,
  unpackSequence,
} from "./editMarks.ts";

const PAIR = changeLayout(createDisplay(1), "2x2");
const WITH_CAMERAS = fillTiles(PAIR, ["a", "b", "c"]);
const TURNING = setSequence(WITH_CAMERAS, 2, ["x", "y", "z"], 4_000) ?? PAIR;

describe("pins", () => {
  test("are put on filled tiles, passed over on empty ones, and refused where there is no tile", () => {
    const pinned = pinTiles(WITH_CAMERAS, [1, 4], true);
    expect(pinned?.pinned).toEqual([1]);
    expect(pinTiles(pinned ?? PAIR, [1], false)?.pinned).toEqual([]);
    expect(pinTiles(WITH_CAMERAS, [5], true)).toBeNull();
  });
});

describe("a sequence", () => {
  test("begins with its first camera and keeps the pin of its tile", () => {
    const pinned = pinTiles(WITH_CAMERAS, [2], true) ?? PAIR;
    const started = setSequence(pinned, 2, ["x", "y"], 3_000);
    expect(started).toMatchObject({ tiles: ["a", "x", "c", null], pinned: [2] });
    expect(started?.sequences).toEqual([
      { tile: 2, cameraIds: ["x", "y"], dwellMs: 3_000, isPaused: false, position: 0, next: null },
    ]);
    expect(setSequence(WITH_CAMERAS, 5, ["x", "y"], 3_000)).toBeNull();
  });

  test.each([
    [["forward"], "y", 1],
    [["forward", "forward", "forward"], "x", 0],
    [["back"], "z", 2],
    [["back", "forward"], "x", 0],
  ] as const)("steered %j shows %s", (acts, cameraId, position) => {
    const steered = acts.reduce((display, act) => steerSequence(display, 2, act) ?? PAIR, TURNING);
    expect([steered.tiles[1], steered.sequences[0]?.position]).toEqual([cameraId, position]);
  });

  test("paused connects nothing behind, keeps its camera, and stays paused when stepped by hand", () => {
    const paused = steerSequence(announceNext(TURNING, 2) ?? PAIR, 2, "pause") ?? PAIR;
    expect(paused.sequences[0]).toMatchObject({ isPaused: true, next: null, position: 0 });
    expect(steerSequence(paused, 2, "forward")?.sequences[0]).toMatchObject({ isPaused: true, position: 1 });
    expect(steerSequence(paused, 2, "resume")?.sequences[0]).toMatchObject({ isPaused: false });
  });

  test("announces the camera that will be shown, and no longer once it is", () => {
    const announced = announceNext(TURNING, 2) ?? PAIR;
    const [sequence] = announced.sequences;
    const turned = steerSequence(announced, 2, "forward");
    expect([sequence?.next, turned?.tiles[1], turned?.sequences[0]?.next]).toEqual(["y", "y", null]);
  });

  test("is not found in a tile that has none", () => {
    for (const change of [announceNext, unpackSequence]) expect(change(TURNING, 1)).toBeNull();
    expect(steerSequence(TURNING, 1, "pause")).toBeNull();
  });

  test("unpacks into free tiles, once for each camera, growing the layout where it must", () => {
    const twice = setSequence(PAIR, 2, ["x", "y", "x"], 3_000) ?? PAIR;
    expect(unpackSequence(twice, 2)).toMatchObject({ tiles: ["y", "x", null, null], sequences: [] });
    const grown = unpackSequence(TURNING, 2);
    expect([grown?.layout, grown?.tiles.slice(0, 5)]).toEqual(["1+5", ["a", "x", "c", "y", "z"]]);
  });

  test("never lets an owner be asked for its cameras, unless one has a tile of its own", () => {
    expect(["x", "z", "a", "n"].map((cameraId) => isOnlyTurning(TURNING, cameraId))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isOnlyTurning(fillTiles(TURNING, ["z"]), "z")).toBe(false);
  });
});

describe("the hotspot", () => {
  const spotted = setHotspot(WITH_CAMERAS, 4) ?? PAIR;

  test("shows whichever camera is selected, and no change is made for the one it shows", () => {
    const following = followCamera(spotted, "n");
    expect(following?.tiles).toEqual(["a", "b", "c", "n"]);
    expect(followCamera(following ?? PAIR, "n")).toBeNull();
    expect(followCamera(WITH_CAMERAS, "n")).toBeNull();
  });

  test("is one: put elsewhere it leaves its tile empty, and it can be taken away", () => {
    const moved = setHotspot(followCamera(spotted, "n") ?? PAIR, 1);
    expect([moved?.hotspot, moved?.tiles]).toEqual([1, [null, "b", "c", null]]);
    expect(setHotspot(spotted, null)).toEqual(WITH_CAMERAS);
    expect(setHotspot(spotted, 5)).toBeNull();
  });
});

describe("a tile moved to another display", () => {
  const other: Display = { ...changeLayout(createDisplay(2), "1x1"), tiles: ["q"] };

  test("takes sequence and pin along and leaves its place empty", () => {
    const [left, right] = moveTile(pinTiles(TURNING, [2], true) ?? PAIR, 2, other) ?? [];
    expect(left).toMatchObject({ tiles: ["a", null, "c", null], sequences: [], pinned: [] });
    expect(right).toMatchObject({ layout: "2x2", tiles: ["q", "x", null, null], pinned: [2] });
    expect(right?.sequences).toMatchObject([{ tile: 2, cameraIds: ["x", "y", "z"] }]);
  });

  test("is just its camera where there is a hotspot already", () => {
    const from = followCamera(setHotspot(WITH_CAMERAS, 4) ?? PAIR, "n") ?? PAIR;
    const [, right] = moveTile(from, 4, setHotspot(changeLayout(createDisplay(2), "2x2"), 1) ?? other) ?? [];
    expect([right?.hotspot, right?.tiles]).toEqual([1, [null, "n", null, null]]);
  });

  test("is nothing when it is empty, not there, or would stay", () => {
    expect([moveTile(TURNING, 4, other), moveTile(TURNING, 9, other), moveTile(TURNING, 1, TURNING)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
