import { describe, expect, it } from "vitest";
import type { CameraRow } from "../../contract/cameras.ts";
import type { CityFeature } from "../../contract/cityMap.ts";
import { chooseCityBox, judgePlace, placeCameras } from "./judgePlace.ts";

const at = (lat: number, lng: number) => ({ lat, lng, accuracyM: 5 });
const row = (number: string, position?: CameraRow["position"]): CameraRow => ({
  ...{ id: number, number, name: number, ownerKind: "city", ownerLabel: "City", sharing: "standing" },
  ...{ street: "Mill St", hasStream: true, health: { state: "online", sinceMs: 0 } },
  ...(position === undefined ? {} : { position }),
});
const STREET: CityFeature = {
  type: "Feature",
  properties: { kind: "street", name: "Mill St" },
  geometry: {
    type: "LineString",
    coordinates: [
      [-68.44, 41.04],
      [-68.4, 41.06],
    ],
  },
};
const CITY = chooseCityBox([STREET], []);

describe("a camera's place", () => {
  it.each([
    ["in the city", at(41.05, -68.42), null],
    ["a little outside what is drawn", at(41.08, -68.42), null],
    ["unknown", undefined, "missing"],
    ["not a number", at(Number.NaN, -68.42), "missing"],
    ["without end", at(Number.POSITIVE_INFINITY, -68.42), "missing"],
    ["0/0", at(0, 0), "zero"],
    ["nearly 0/0", at(0.001, -0.002), "zero"],
    ["swapped", at(-68.42, 41.05), "swapped"],
    ["with its sign lost", at(41.05, 68.42), "outside"],
    ["in another city", at(40.7, -74), "outside"],
  ])("%s is judged", (_what, position, fault) => {
    expect(judgePlace(position, CITY)).toBe(fault);
  });

  it("is found by the other cameras where the site has no ground of its own", () => {
    const rows = [
      row("1", at(41.05, -68.42)),
      row("2", at(41.06, -68.41)),
      row("3", at(0, 0)),
      row("4", at(-68.42, 41.05)),
    ];
    const box = chooseCityBox([], rows);
    const { placed, unplaced } = placeCameras([...rows, row("5")], box);
    expect(placed.map(({ row: { number } }) => number)).toEqual(["1", "2"]);
    expect(unplaced.map(({ row: { number }, fault }) => [number, fault])).toEqual([
      ["3", "zero"],
      ["4", "swapped"],
      ["5", "missing"],
    ]);
  });

  it("is nowhere in a site without cameras", () => {
    expect(chooseCityBox([], [])).toBeNull();
    expect(placeCameras([], null)).toEqual({ placed: [], unplaced: [] });
  });
});
