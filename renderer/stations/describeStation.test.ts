import { expect, test } from "vitest";
import type { Station, StationDisplay } from "../../contract/stations.ts";
import { createBook } from "../state/cameraBook.ts";
import { describeDisplay, listPlaces, matchesStation, placeDiagram, rankStations } from "./describeStation.ts";

const DISPLAY: StationDisplay = {
  ...{ display: 2, layout: "1+5", purpose: null, hasWindow: true, isCut: false },
  tiles: [{ cameraId: "cam-1", state: "live" }, { cameraId: "cam-2", state: "frozen" }, null, null, null, null],
};
const station = (stationId: string, change: Partial<Station> = {}): Station => ({
  ...{ stationId, name: stationId, isOwn: false, state: "signed-in", unattendedUse: null, heardAgoMs: 0, displays: [] },
  ...change,
});
const book = createBook([]);

test.each([
  ["all live", { tiles: DISPLAY.tiles.slice(0, 1) }, "1 camera"],
  ["one frozen", {}, "2 cameras, 1 without picture"],
  ["nothing", { tiles: [null] }, "Shows nothing."],
  ["no window", { hasWindow: false }, "2 cameras, 1 without picture, no monitor"],
  [
    "a display 1 without a window, which the console shows",
    { hasWindow: false, display: 1 },
    "2 cameras, 1 without picture",
  ],
  ["more than can be told", { isCut: true }, "Too much to tell. Look at it there."],
])("a display with %s says so", (_what, change, words) => {
  expect(describeDisplay({ ...DISPLAY, ...change })).toBe(words);
});

test("a diagram has a place for every tile of the layout, whatever was reported for it", () => {
  expect(placeDiagram({ ...DISPLAY, tiles: [] }, book)).toHaveLength(6);
  expect(placeDiagram(DISPLAY, book)[0]).toMatchObject({ width: "66.66666666666666%", mark: "live", number: "?" });
});

test("the own station comes first, those at work next, and equal names do not change places", () => {
  const stations = [
    station("c", { name: "Console 10" }),
    station("b", { name: "Console 2" }),
    station("z", { name: "Alpha", state: "signed-out" }),
    station("a", { name: "Console 2" }),
    station("own", { name: "Zulu", isOwn: true }),
  ];
  expect(rankStations(stations).map(({ stationId }) => stationId)).toEqual(["own", "a", "b", "c", "z"]);
  expect(rankStations([...stations].reverse()).map(({ stationId }) => stationId)).toEqual(["own", "a", "b", "c", "z"]);
});

test("a station is found by its name, its operator and the cameras it shows", () => {
  const cameras = createBook([
    {
      ...{ id: "cam-1", number: "211", name: "Lot", ownerKind: "city", ownerLabel: "City", sharing: "standing" },
      ...{
        position: { lat: 0, lng: 0, accuracyM: 1 },
        health: { state: "online", sinceMs: 0 },
        street: "",
        hasStream: true,
      },
    },
  ]);
  const there = station("s", { name: "Lobby", operatorLabel: "A. Reyes", displays: [DISPLAY] });
  for (const query of ["", "lob", "reyes", "211"]) expect(matchesStation(there, cameras, query)).toBe(true);
  expect(matchesStation(there, cameras, "212")).toBe(false);
});

test("keys move over a station and then over its displays", () => {
  const places = listPlaces([station("a", { displays: [DISPLAY] }), station("b")]);
  expect(places).toEqual([
    { stationId: "a", display: null },
    { stationId: "a", display: 2 },
    { stationId: "b", display: null },
  ]);
});
