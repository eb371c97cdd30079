import type { ConsentRecord } from "../../contract/consentRecord.ts";
import type { ReasonCode } from "../../contract/reasons.ts";
import { MAX_RECORDED_RANGE_MS, type TimeRange } from "../../contract/recorded.ts";

/** Which part of the past a recorded viewing may show. A range without an end ends now, whenever that is. */

/** Whether a range begins before it ends, and before now. */
export function isPast({ fromMs, toMs }: TimeRange, nowMs: number): boolean {
  return Number.isFinite(fromMs) && fromMs < nowMs && (toMs === null || (Number.isFinite(toMs) && fromMs < toMs));
}

/** A wish for the past cut to what the terms cover and to the longest there is; the reason where nothing is left. */
export function cutRange(
  wish: TimeRange,
  { captureFromMs, lookbackMs }: Pick<ConsentRecord, "captureFromMs" | "lookbackMs">,
  nowMs: number,
): TimeRange | ReasonCode {
  if (lookbackMs === undefined) return "RULE_ACTION_NOT_GRANTED";
  const endMs = Math.min(wish.toMs ?? nowMs, nowMs);
  const fromMs = Math.max(wish.fromMs, captureFromMs, nowMs - lookbackMs, endMs - MAX_RECORDED_RANGE_MS);
  if (fromMs < endMs) return { fromMs: Math.ceil(fromMs), toMs: wish.toMs === null ? null : Math.floor(endMs) };
  return captureFromMs >= endMs ? "CONSENT_NOT_COVERING_CAPTURE_TIME" : "RULE_OUTSIDE_LOOKBACK";
}

/** Whether all of `inner` lies in `outer`; no range at all is in no range alone. */
export function coversRange(outer: TimeRange | undefined, inner: TimeRange | undefined): boolean {
  if (outer === undefined || inner === undefined) return outer === inner;
  return outer.fromMs <= inner.fromMs && (outer.toMs === null || (inner.toMs !== null && inner.toMs <= outer.toMs));
}
