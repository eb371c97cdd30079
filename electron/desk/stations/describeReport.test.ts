import { expect, test } from "vitest";
import { MAX_REPORT_BYTES, StationReport } from "../../../contract/stations.ts";
import type { Display } from "../../../contract/wall.ts";
import { createDisplay } from "../wall/editDisplays.ts";
import { describeReport, type ShownTile } from "./describeReport.ts";

const WALL: Display = {
  ...createDisplay(1),
  layout: "2x2",
  tiles: ["cam-1", null, "cam-2", null],
  purpose: { code: "emergency-response", incidentId: "26-1", note: "The neighbour's name is Ada." },
};
const shown = (tile: number, cameraId: string, change: Partial<ShownTile> = {}): ShownTile => ({
  ...{ display: 1, tile, cameraId, isOwnWindow: true, state: "live" },
  ...change,
});

test("a report has cameras and states, and no note", () => {
  const report = describeReport([WALL], [shown(1, "cam-1")], false);
  expect(StationReport.parse(report).displays).toEqual([
    {
      ...{ display: 1, layout: "2x2", hasWindow: false, isCut: false },
      purpose: { code: "emergency-response", incidentId: "26-1" },
      tiles: [{ cameraId: "cam-1", state: "live" }, null, { cameraId: "cam-2", state: null }, null],
    },
  ]);
  expect(JSON.stringify(report)).not.toContain("Ada");
});

test("a state reported of a camera that has left its tile since is not told of the next one", () => {
  const [display] = describeReport([WALL], [shown(1, "cam-9", { state: "frozen" })], false).displays;
  expect(display?.tiles[0]).toEqual({ cameraId: "cam-1", state: null });
});

test.each([[true], [false]])(
  "the display's own window counts before the console's copy of it (first: %s)",
  (isFirst) => {
    const own = shown(1, "cam-1", { state: "frozen" });
    const copy = shown(1, "cam-1", { state: "live", isOwnWindow: false });
    const [display] = describeReport([WALL], isFirst ? [own, copy] : [copy, own], false).displays;
    expect(display?.tiles[0]?.state).toBe("frozen");
  },
);

test("the largest wall fits a report: displays lose their tiles from the last, and say so", () => {
  const tiles = Array.from({ length: 100 }, (_, at) => `cam-${String(at).padStart(60, "x")}`);
  const displays = Array.from(
    { length: 16 },
    (_, at): Display => ({ ...WALL, display: at + 1, layout: "10x10", tiles }),
  );
  const report = describeReport(displays, [], true);
  expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThanOrEqual(MAX_REPORT_BYTES);
  expect(StationReport.parse(report).displays.map(({ isCut }) => isCut)).toEqual([
    ...Array(report.displays.filter(({ isCut }) => !isCut).length).fill(false),
    ...Array(report.displays.filter(({ isCut }) => isCut).length).fill(true),
  ]);
  expect(report.displays[0]?.tiles).toHaveLength(100);
});
