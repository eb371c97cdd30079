import { expect, test } from "vitest";
import { PushedView } from "../../contract/stations.ts";
import type { Display } from "../../contract/wall.ts";
import { createBook } from "../state/cameraBook.ts";
import { listSources } from "./listSources.ts";

const row = (number: string, name: string, hasStream = true) => ({
  ...{
    id: `cam-${number}`,
    number,
    name,
    ownerKind: "city" as const,
    ownerLabel: "City",
    sharing: "standing" as const,
  },
  ...{
    position: { lat: 0, lng: 0, accuracyM: 1 },
    health: { state: "online" as const, sinceMs: 0 },
    street: "Mill St",
  },
  hasStream,
});
const DISPLAY: Display = {
  ...{ display: 2, layout: "2x2", tiles: ["cam-9", "cam-10", null, null], purpose: { code: "training" } },
  ...{ purposeSetAtMs: 1, hasWindow: true, pinned: [1], hotspot: 4 },
  sequences: [{ tile: 2, cameraIds: ["cam-10", "cam-9"], dwellMs: 5_000, isPaused: true, position: 0, next: null }],
};
const book = createBook([row("10", "Harbour"), row("9", "Mill bridge"), row("R1", "Porch", false)]);
const KNOWN = { stationName: "Console 1", displays: [DISPLAY], views: [], book };

test("what a display here shows is pushed whole, with its sequences and purpose, and is a sound view", () => {
  const [own] = listSources(KNOWN, "");
  const source = own?.sources[0];
  expect(PushedView.safeParse(source?.view).success).toBe(true);
  expect(source).toMatchObject({ purpose: { code: "training" }, view: { hotspot: 4, name: "Display 2 of Console 1" } });
  expect(source?.view.sequences).toEqual([{ tile: 2, cameraIds: ["cam-10", "cam-9"], dwellMs: 5_000 }]);
});

test("cameras come by number, and none that has no stream", () => {
  const cameras = listSources(KNOWN, "").at(-1);
  expect(cameras?.sources.map(({ name }) => name)).toEqual(["9 Mill bridge", "10 Harbour"]);
});

test("an empty display is nothing to push, and what fits nothing says so", () => {
  const empty = { ...DISPLAY, tiles: [null, null, null, null], sequences: [] };
  expect(listSources({ ...KNOWN, displays: [empty] }, "").map(({ title }) => title)).toEqual(["Cameras"]);
  expect(listSources(KNOWN, "zzz")).toMatchObject([{ sources: [], footnote: expect.any(String) }]);
});

test("of many cameras the first are listed and the rest are counted", () => {
  const many = createBook(Array.from({ length: 500 }, (_, at) => row(String(1_000 + at), "Camera")));
  const cameras = listSources({ ...KNOWN, book: many }, "").at(-1);
  expect(cameras).toMatchObject({ count: 500, footnote: expect.stringContaining("440") });
  expect(cameras?.sources).toHaveLength(60);
});
