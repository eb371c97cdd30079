import type { TileReport } from "../media/tileReport.ts";
import { createReportBoard, type ReportBoard } from "./reportBoard.ts";

/** The part of a report that is drawn anew when it changes, not with every frame. */
export type ShownReport = Pick<
  TileReport,
  "state" | "isBlank" | "rendition" | "frames" | "oddHeightPx" | "reason" | "blankedAfterMs"
>;

export function createTileReports(): ReportBoard<TileReport, ShownReport> {
  return createReportBoard<TileReport, ShownReport>(pickShown);
}

function pickShown({
  state,
  isBlank,
  rendition,
  frames,
  oddHeightPx,
  reason,
  blankedAfterMs,
}: ShownReport): ShownReport {
  return { state, isBlank, rendition, frames, oddHeightPx, reason, blankedAfterMs };
}

/** The one set of reports of this window. */
export const tileReports = createTileReports();
