import { describe, expect, it } from "vitest";
import { CAMERA_DRAG, isOurs, readDrag, TILE_DRAG, VIEW_DRAG, writeCameras } from "./dragTypes.ts";

const carrying = (entries: Record<string, string>) => ({
  types: Object.keys(entries),
  getData: (type: string) => entries[type] ?? "",
});

describe("what is dropped", () => {
  it.each([
    [
      "several cameras",
      { [CAMERA_DRAG]: writeCameras(["cam:1", "cam-2"]) },
      { kind: "cameras", cameraIds: ["cam:1", "cam-2"] },
    ],
    ["a tile", { [TILE_DRAG]: "4" }, { kind: "tile", tile: 4 }],
    ["a view", { [VIEW_DRAG]: "v1" }, { kind: "view", viewId: "v1" }],
    ["a file or a word from elsewhere", { "text/plain": "cam:1", Files: "" }, null],
    ["a tile that is no number", { [TILE_DRAG]: "x" }, null],
  ])("is read as %s", (_what, entries: Record<string, string>, drag) => {
    expect(readDrag(carrying(entries))).toEqual(drag);
    expect(isOurs(carrying(entries))).toBe(Object.keys(entries).some((type) => type.includes("glasshouse")));
  });
});
