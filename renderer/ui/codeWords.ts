import type { Prospect } from "../../contract/incidents.ts";
import type { ReasonCode, RevokeCause } from "../../contract/reasons.ts";
import type { TileState } from "../../contract/tileStates.ts";

/** The words for the contract's codes; the other half of the catalogue is text.ts. */

export const stateWords: Record<TileState, string> = {
  live: "LIVE",
  delayed: "DELAYED",
  frozen: "FROZEN",
  connecting: "CONNECTING",
  reconnecting: "RECONNECTING",
  offline: "OFFLINE",
  recorded: "RECORDED",
  pending: "WAITING",
  refused: "NOT AVAILABLE",
  revoked: "WITHDRAWN BY OWNER",
  ended: "VIEW ENDED",
  "no-data": "NOT RECORDED",
  silent: "HUB SILENT",
  unplayable: "CANNOT SHOW",
  overloaded: "PAUSED TO SAVE",
  "training-paused": "TRAINING PAUSED",
  empty: "",
};

/** Reasons an operator may know. Those that are hidden are absent: they all read "Not available". */
export const reasonSentences: Partial<Record<ReasonCode, string>> = {
  RES_OFFLINE: "The camera sends no picture.",
  RES_ACTION_UNSUPPORTED: "This camera cannot be watched in this way.",
  SUBJ_SESSION_LOCKED: "The station is locked.",
  SUBJ_ROLE: "Your role does not watch cameras.",
  SUBJ_UNATTENDED: "Not shown on a wall without an operator.",
  SUBJ_UNAUTHENTICATED: "Sign in again to see this.",
  SUBJ_STATION_UNBOUND: "This station is not enrolled with the hub.",
  CTX_PURPOSE_MISSING: "Set a purpose to see this.",
  CTX_PURPOSE_UNKNOWN: "This purpose does not exist here.",
  CTX_PURPOSE_BANNED: "Never allowed for this purpose.",
  CTX_PURPOSE_UNFIT: "This purpose does not fit the kind of incident.",
  CTX_INCIDENT_REQUIRED: "The owner shares this during an incident only.",
  CTX_INCIDENT_UNKNOWN: "The hub does not know this incident.",
  CTX_INCIDENT_UNVERIFIED: "The incident is not verified yet.",
  CTX_INCIDENT_CLOSED: "The incident is closed.",
  CONSENT_REGISTRY_ONLY: "On the map only; the owner keeps the pictures.",
  PROHIBITED_BY_JURISDICTION: "Not allowed in this jurisdiction.",
  CTX_TIME_RANGE_INVALID: "This time is not in the past.",
  RULE_ACTION_NOT_GRANTED: "The owner's terms do not cover this.",
  RULE_PURPOSE_NOT_GRANTED: "The owner's terms do not cover this purpose.",
  RULE_OUTSIDE_SCHEDULE: "Outside the hours the owner shares.",
  RULE_OUTSIDE_RADIUS: "Too far from the incident for the owner's terms.",
  RULE_OUTSIDE_LOOKBACK: "Longer ago than the owner's terms reach back.",
  RULE_NO_QUALIFYING_INCIDENT: "No incident that the owner's terms ask for.",
  LIMIT_VIEWING_TIME: "The longest time for one view is over.",
  PENDING_SUPERVISOR: "A supervisor must agree first.",
  PENDING_OWNER: "The owner must agree first.",
  OBLIGATION_UNSUPPORTED_BY_PEP: "This station cannot keep a duty the owner asks for.",
  AUDIT_UNAVAILABLE: "The hub cannot write its audit log, so nothing new may be shown.",
  EVAL_INDETERMINATE: "The hub could not decide, so the answer is no.",
  INTERNAL_ERROR: "The hub could not decide, so the answer is no.",
};

export const causeSentences: Record<RevokeCause, string> = {
  "owner-withdrew": "Sharing ended",
  "terms-changed": "The owner's terms changed",
  "incident-closed": "The incident was closed",
  "incident-changed": "The incident was changed",
  "time-over": "The time for this view is over",
  "signed-out": "The operator signed out",
  "session-revoked": "The session was ended by the hub",
  "purpose-changed": "The purpose changed",
  "not-renewed": "The hub did not renew this view",
  replaced: "Another view took its place",
  "station-locked": "The station was locked",
  "window-closed": "The window was hidden",
  "operator-closed": "Closed by the operator",
};

export const prospectWords: Record<Prospect, string> = {
  allowed: "",
  "asks-supervisor": "ask supervisor",
  "asks-owner": "ask owner",
  refused: "not available",
  offline: "down",
  "registry-only": "registry only",
};

/** What the list says of a camera in a tile instead of how far it is, where that is what matters. */
export const shownWords: Partial<Record<TileState, string>> = {
  refused: "not available",
  revoked: "withdrawn",
  ended: "view ended",
};

export const purposeNames: Record<string, string> = {
  "emergency-response": "Emergency response",
  "active-threat": "Active threat",
  "missing-person": "Missing person",
  investigation: "Investigation",
  "officer-safety": "Officer safety",
  "event-safety": "Event safety",
  "public-space-monitoring": "Public space monitoring",
  training: "Training",
};
