import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import type { TileDecision } from "./decideTileState.ts";
import type { RecordedReport } from "./recordedReport.ts";

/** A jump leaves the frame of before on the glass no longer than this. Our choice: shorter flickers, longer deceives. */
export const LINGER_MS = 300;

/** What the pictures of a tile are doing. */
export interface RecordedFacts extends Pick<RecordedReport, "owedMs" | "reason"> {
  /**
   * At the moment of the clock. `unknown`: nobody has looked yet. `none`: nothing was recorded. `some`: there is a
   * recording. `unplayable`: there is one, and it cannot be shown here. `forbidden`: the terms do not reach so far.
   */
  readonly recording: "unknown" | "none" | "some" | "unplayable" | "forbidden";
  /** Whether the frame on the glass is the right one, or was and nothing has covered it since. */
  readonly isShowing: boolean;
}

/**
 * What a tile of the past is. First row that fits:
 *
 * | viewing | recording | on the glass | owed | state | blank |
 * | --- | --- | --- | --- | --- | --- |
 * | none, asking | | | | connecting | yes |
 * | pending, refused, revoked, ended, silent | | | | the same word | yes |
 * | permitted | forbidden | | | refused | yes |
 * | permitted | none | | | no-data | yes |
 * | permitted | unplayable | | | unplayable | yes |
 * | permitted | unknown | | | connecting | yes |
 * | permitted | some | a frame | ≤ 0.3 s | recorded | no |
 * | permitted | some | | | connecting | yes |
 */
export function decideRecordedState(viewing: ViewingStatus | null, facts: RecordedFacts): TileDecision {
  if (viewing === null || viewing.state === "asking") return { state: "connecting", isBlank: true };
  if (viewing.state !== "permitted") return { state: viewing.state, isBlank: true };
  if (facts.recording === "forbidden") return { state: "refused", isBlank: true };
  if (facts.recording === "none") return { state: "no-data", isBlank: true };
  if (facts.recording === "unplayable") return { state: "unplayable", isBlank: true };
  const isTimely = facts.recording === "some" && facts.isShowing && facts.owedMs <= LINGER_MS;
  return isTimely ? { state: "recorded", isBlank: false } : { state: "connecting", isBlank: true };
}
