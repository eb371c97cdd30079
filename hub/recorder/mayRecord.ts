import type { Rendition, RenditionName } from "../../contract/cameras.ts";
import type { ConsentRecord } from "../../contract/consentRecord.ts";
import type { Span } from "../../contract/recorded.ts";
import { isScheduleOpen } from "../consent/schedule.ts";

/**
 * Whether an owner's terms let the hub keep what was captured in a span. In doubt it does not: what nobody could ever
 * be shown is not recorded, so that it can neither leak nor be asked for.
 */
export function mayRecord(record: ConsentRecord | undefined, { fromMs, toMs }: Span): boolean {
  if (record === undefined || record.state !== "active" || record.tier === "registry-only") return false;
  if (record.lookbackMs === undefined) return false;
  if (fromMs < record.validFromMs || toMs > record.validUntilMs || fromMs < record.captureFromMs) return false;
  // This hub cannot draw masks into a picture, so it must not keep one without them.
  if (record.obligations.masks.some(({ enforcement }) => enforcement === "gateway")) return false;
  if (record.tier !== "scheduled") return true;
  const { schedule } = record;
  if (schedule === undefined) return false;
  return isScheduleOpen(schedule, fromMs) === true && isScheduleOpen(schedule, toMs - 1) === true;
}

/** How long recordings of a camera stay: no longer than anybody may look back, nor than the hub was told to keep any. */
export function chooseKeepMs(record: ConsentRecord | undefined, longestMs: number): number {
  return Math.min(longestMs, record?.lookbackMs ?? longestMs);
}

/**
 * Which of a camera's renditions are recorded: those wanted that the terms allow. Where the terms allow none of these,
 * the best that they do allow, so that a camera is never left out for its size.
 */
export function chooseRenditions(
  available: readonly Rendition[],
  maxHeightPx: number,
  wanted: readonly RenditionName[],
): RenditionName[] {
  const allowed = available.filter(({ heightPx }) => heightPx <= maxHeightPx).map(({ name }) => name);
  const chosen = allowed.filter((name) => wanted.includes(name));
  return chosen.length > 0 ? chosen : allowed.slice(0, 1);
}
