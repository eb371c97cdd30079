import { z } from "zod";

/**
 * Why a decision came out as it did: stable strings. An auditor sees all of them; an operator sees a short text,
 * and all of `HIDDEN_REASONS` read the same ("Not available"), so that a withdrawal cannot single out a household.
 */
export const REASON_CODES = [
  "OK",
  "REQ_MALFORMED",
  "SUBJ_UNAUTHENTICATED",
  "SUBJ_SESSION_LOCKED",
  "SUBJ_STATION_UNBOUND",
  "SUBJ_ROLE",
  "SUBJ_UNATTENDED",
  "RES_CAMERA_UNKNOWN",
  "RES_ACTION_UNSUPPORTED",
  "RES_OFFLINE",
  "CTX_PURPOSE_MISSING",
  "CTX_PURPOSE_UNKNOWN",
  "CTX_PURPOSE_BANNED",
  "CTX_PURPOSE_UNFIT",
  "CTX_INCIDENT_REQUIRED",
  "CTX_INCIDENT_UNKNOWN",
  "CTX_INCIDENT_UNVERIFIED",
  "CTX_INCIDENT_CLOSED",
  "CTX_TIME_RANGE_INVALID",
  "CONSENT_NONE",
  "CONSENT_WITHDRAWN",
  "CONSENT_SUSPENDED",
  "CONSENT_EXPIRED",
  "CONSENT_NOT_YET_VALID",
  "CONSENT_AMBIGUOUS",
  "CONSENT_REGISTRY_ONLY",
  "CONSENT_NOT_COVERING_CAPTURE_TIME",
  "PROHIBITED_BY_JURISDICTION",
  "EVAL_INDETERMINATE",
  "RULE_ACTION_NOT_GRANTED",
  "RULE_PURPOSE_NOT_GRANTED",
  "RULE_OUTSIDE_SCHEDULE",
  "RULE_OUTSIDE_RADIUS",
  "RULE_OUTSIDE_LOOKBACK",
  "RULE_NO_QUALIFYING_INCIDENT",
  "LIMIT_VIEWING_TIME",
  "PENDING_SUPERVISOR",
  "PENDING_OWNER",
  "REQUEST_NO_ANSWER",
  "OBLIGATION_UNSUPPORTED_BY_PEP",
  "AUDIT_UNAVAILABLE",
  "INTERNAL_ERROR",
] as const;
export const ReasonCode = z.enum(REASON_CODES);
export type ReasonCode = z.infer<typeof ReasonCode>;

/** Shown to operators as nothing but "Not available". Silence and refusal of an owner must look the same. */
export const HIDDEN_REASONS: ReadonlySet<ReasonCode> = new Set([
  "RES_CAMERA_UNKNOWN",
  "CONSENT_NONE",
  "CONSENT_WITHDRAWN",
  "CONSENT_SUSPENDED",
  "CONSENT_EXPIRED",
  "CONSENT_NOT_YET_VALID",
  "CONSENT_AMBIGUOUS",
  "CONSENT_NOT_COVERING_CAPTURE_TIME",
  "REQUEST_NO_ANSWER",
]);

/** Why a running viewing was taken away. Only `owner-withdrew` shows as WITHDRAWN BY OWNER. */
export const REVOKE_CAUSES = [
  "owner-withdrew",
  "terms-changed",
  "incident-closed",
  "incident-changed",
  "time-over",
  "signed-out",
  "session-revoked",
  "purpose-changed",
  "not-renewed",
  "replaced",
  "station-locked",
  "window-closed",
  "operator-closed",
] as const;
export const RevokeCause = z.enum(REVOKE_CAUSES);
export type RevokeCause = z.infer<typeof RevokeCause>;
