import { describe, expect, it } from "vitest";
import { createCameraIndex, type Spot } from "./cameraIndex.ts";
import { makeCity, placeAll } from "./testCity.ts";

const WORLD = { south: -85, west: -180, north: 85, east: 180 };
const countAll = (spots: readonly Spot[]) =>
  spots.reduce((sum, spot) => sum + (spot.kind === "group" ? spot.count : 1), 0);

describe("the index of cameras", () => {
  const index = createCameraIndex(placeAll(makeCity(2_500)));

  it.each([3, 10, 14, 15, 16, 18, 20])("loses and doubles none at zoom %i", (zoom) => {
    expect(countAll(index.within(WORLD, zoom))).toBe(2_500);
  });

  it("gathers a city from afar and shows each camera close by", () => {
    expect(index.within(WORLD, 8).length).toBeLessThan(5);
    const close = index.within({ south: 41, west: -68.5, north: 41.0003, east: -68.4995 }, 20);
    expect(close.every(({ kind }) => kind === "camera")).toBe(true);
  });

  it("keeps 2 000 cameras at one point together at every zoom, and names the first of them", () => {
    const [first] = makeCity(1);
    const crowd = Array.from({ length: 2_000 }, (_, at) => ({ ...first, id: `cam-${at}`, number: String(at) }));
    const crowded = createCameraIndex(placeAll(crowd as ReturnType<typeof makeCity>));
    for (const zoom of [5, 15, 16, 20]) {
      const spots = crowded.within(WORLD, zoom);
      expect(spots).toMatchObject([{ kind: "group", count: 2_000 }]);
    }
    const [top] = crowded.within(WORLD, 20);
    if (top?.kind !== "group") throw new Error("no group");
    expect([top.opensAtZoom(), top.cameraIds().length]).toEqual([null, 200]);
  });

  it("of nothing is empty", () => {
    expect(createCameraIndex([]).within(WORLD, 10)).toEqual([]);
  });
});
