import type { ReasonCode, RevokeCause } from "../../../contract/reasons.ts";
import type { ViewingStatus } from "../../../contract/viewingCalls.ts";
import type { ViewingAnswer } from "../../../contract/viewings.ts";
import type { SharedViewing } from "./sharedViewing.ts";

/** Causes that show as taken away by the owner's side; all others are an end. */
const TAKEN_AWAY: ReadonlySet<RevokeCause> = new Set(["owner-withdrew", "terms-changed"]);

export function describeRevocation(cause: RevokeCause, atMs: number): ViewingStatus {
  return { state: TAKEN_AWAY.has(cause) ? "revoked" : "ended", cause, atMs };
}

export function describeRefusal(reasons: readonly ReasonCode[]): ViewingStatus {
  return { state: "refused", reasons: reasons.length === 0 ? ["INTERNAL_ERROR"] : [...reasons] };
}

/** Status for every answer that is not a permit. `hubNowMs` turns remaining times into instants. */
export function describeNoPermit(
  answer: Exclude<ViewingAnswer, { outcome: "permit" }>,
  before: SharedViewing,
  hubNowMs: number,
): ViewingStatus {
  if (answer.outcome === "deny") return describeRefusal(answer.reasons);
  const isAsked = answer.requestId !== undefined;
  const askedAtMs = before.status.state === "pending" ? before.status.askedAtMs : undefined;
  return {
    state: "pending",
    stage: answer.outcome === "pending-supervisor" ? "supervisor" : "owner",
    isAsked,
    ...(isAsked ? { askedAtMs: askedAtMs ?? hubNowMs } : {}),
    ...(answer.expiresInMs === undefined ? {} : { expiresAtMs: hubNowMs + answer.expiresInMs }),
  };
}
