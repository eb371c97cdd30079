import type { RecordedReport } from "../media/recordedReport.ts";
import { createReportBoard } from "./reportBoard.ts";

/** The part of a report that is drawn anew when it changes, not with every frame. The span of a gap as two numbers. */
export interface ShownRecorded
  extends Pick<
    RecordedReport,
    "state" | "isBlank" | "rendition" | "frames" | "isLate" | "basis" | "blankedAfterMs" | "reason"
  > {
  readonly gapFromMs: number | null;
  readonly gapToMs: number | null;
}

function pickShown(report: RecordedReport): ShownRecorded {
  const { state, isBlank, rendition, frames, isLate, basis, blankedAfterMs, reason, gap } = report;
  return {
    ...{ state, isBlank, rendition, frames, isLate, basis, blankedAfterMs, reason },
    gapFromMs: gap?.fromMs ?? null,
    gapToMs: gap?.toMs ?? null,
  };
}

/** The one set of reports of this window's tiles of the past. */
export const recordedReports = createReportBoard(pickShown);
