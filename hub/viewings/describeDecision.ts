import type { AuditEntry } from "../audit/auditLog.ts";
import { writeCanonicalJson } from "../audit/canonicalJson.ts";
import { hashLine } from "../audit/verifyAudit.ts";
import type { Decision, DecisionRequest, DecisionSnapshot } from "../consent/decide.ts";
import type { Wish } from "./takeSnapshot.ts";

/** What a decision's entry also names. */
interface Names {
  readonly viewing: string | undefined;
  readonly request: string | undefined;
  readonly isPreview: boolean;
}

/** The audit entry of a decision. `inputsSha256` covers all the kernel was told, so that it can be decided again. */
export function describeDecision(
  { session, stationId, purpose }: Wish,
  request: DecisionRequest,
  snapshot: DecisionSnapshot,
  decision: Decision,
  { viewing, request: requestId, isPreview }: Names,
): AuditEntry {
  const { cameraId, action, supportedObligations, range } = request;
  const permitted = decision.outcome === "permit" ? decision.range : undefined;
  const [record] = snapshot.consents;
  return {
    type: snapshot.runningSinceMs === null ? "decision.opened" : "decision.renewed",
    outcome: decision.outcome,
    reasons: decision.reasons,
    ...{ actor: session.account.name, session: session.id, station: stationId, camera: cameraId, action },
    ...{ purpose: purpose.code, incident: purpose.incidentId, note: purpose.note, viewing, request: requestId },
    ...(isPreview ? { isPreview } : {}),
    ...(range === undefined ? {} : { wishedRange: range, range: permitted }),
    record: record?.recordId,
    version: record?.version,
    epoch: snapshot.epoch,
    inputsSha256: hashLine(writeCanonicalJson({ cameraId, action, purpose, range, supportedObligations, snapshot })),
  };
}
