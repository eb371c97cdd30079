import { expect, it } from "vitest";
import type { TileReport } from "../media/tileReport.ts";
import { createTileReports } from "./tileReports.ts";

const REPORT: TileReport = {
  state: "live",
  isBlank: false,
  frameAgeMs: 400,
  isAgeKnown: true,
  rendition: null,
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
