import { expect, it } from "vitest";
import type { TileReport } from "../media/tileReport.ts";
import { createTileReports } from "./tileReports.ts";

const REPORT: TileReport = {
  state: "live",
  isBlank: false,
  frameAgeMs: 400,
  isAgeKnown: true,
  rendition: null,
  frames: "all",
  wanted: "sub",
  oddHeightPx: null,
  fps: 15,
  framesPresented: 1,
  framesLost: 0,
  decoder: null,
  attempt: 0,
  sinceMs: 0,
  blankedAfterMs: null,
  reason: null,
};

it("tells a tile's listeners alone, until they leave", () => {
  const reports = createTileReports();
  let heard = 0;
  const leave = reports.subscribe(3, () => heard++);
  reports.publish(3, REPORT);
  reports.publish(4, REPORT);
  expect([heard, reports.get(3)?.state]).toEqual([1, "live"]);
  leave();
  reports.publish(3, null);
  expect([heard, reports.get(3)]).toEqual([1, null]);
});

it("tells of what is drawn only when that changes, however often a tile reports", () => {
  const reports = createTileReports();
  let heard = 0;
  reports.subscribeShown(3, () => heard++);
  for (const frameAgeMs of [400, 410, 420]) reports.publish(3, { ...REPORT, frameAgeMs });
  const before = reports.getShown(3);
  expect(heard).toBe(1);
  reports.publish(3, { ...REPORT, frameAgeMs: 430, frames: "key" });
  expect([heard, reports.getShown(3) === before, reports.getShown(3)?.frames]).toEqual([2, false, "key"]);
  reports.publish(3, null);
  expect([heard, reports.getShown(3)]).toEqual([3, null]);
});
