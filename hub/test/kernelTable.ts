import type { ConsentRecord } from "../../contract/consentRecord.ts";
import { APPROVAL_ROWS } from "./kernelApprovalTable.ts";
import {
  type CaseParts,
  CROSSING,
  EMERGENCY,
  HOUR_MS,
  type KernelRow,
  makeApproval,
  makeMask,
  NOON_MS,
  ON_REQUEST,
  PORCH,
  PRESENT,
  RECORD,
  RECORDED,
  RESIDENT,
} from "./kernelCases.ts";
import { RECORDED_ROWS } from "./kernelRecordedTable.ts";
import { EVERY_OBLIGATION } from "./testStation.ts";

/** Questions to the kernel, each a change to a permitted one, and what must come out. */

const NIGHTS = { days: [0, 1, 2, 3, 4, 5, 6], fromMin: 1_200, toMin: 360 };
const SCHEDULED = {
  tier: "scheduled",
  schedule: { timeZone: "America/New_York", weekly: [NIGHTS] },
} satisfies Partial<ConsentRecord>;
const SUPERVISOR = makeApproval("supervisor");
const OWNER = makeApproval("owner");
const NO_INCIDENT = { incident: null };

const ALONE: CaseParts = { snapshot: { subject: { ...PRESENT, isUnattended: true } } };
const PUSHED: CaseParts = { snapshot: { subject: { ...PRESENT, isUnattended: true, isPurposePushed: true } } };
const CITY: CaseParts = { record: { ownerKind: "city" } };
const MONITORING = { ...CITY, request: { purpose: { code: "public-space-monitoring" } } } satisfies CaseParts;

export const KERNEL_TABLE: readonly KernelRow[] = [
  ["standing terms permit for an open call", {}, "permit", "OK"],
  [
    "a station other than the session's",
    { snapshot: { subject: { ...PRESENT, isStationBound: false } } },
    "deny",
    "SUBJ_STATION_UNBOUND",
  ],
  ["a role that may not watch", { snapshot: { subject: { ...PRESENT, mayViewLive: false } } }, "deny", "SUBJ_ROLE"],
  ["an unattended wall watching public space", { ...ALONE, ...MONITORING }, "permit", "OK"],
  ["an unattended wall for an incident of its own choice", { ...ALONE, ...CITY }, "deny", "SUBJ_UNATTENDED"],
  ["an unattended wall for an incident that was pushed to it", { ...PUSHED, ...CITY }, "permit", "OK"],
  ["a private camera pushed to an unattended wall", PUSHED, "deny", "SUBJ_UNATTENDED"],
  [
    "a recording, asked for by an unattended wall",
    { ...ALONE, ...MONITORING, request: { ...MONITORING.request, ...RECORDED.request } },
    "deny",
    "SUBJ_UNATTENDED",
  ],
  [
    "a snapshot, asked for by an unattended wall",
    { ...PUSHED, ...CITY, request: { action: "snapshot" } },
    "deny",
    "SUBJ_UNATTENDED",
  ],
  [
    "an export, asked for by an unattended wall",
    { ...PUSHED, ...CITY, request: { action: "export" } },
    "deny",
    "SUBJ_UNATTENDED",
  ],
  [
    "a city camera shared on request, on an unattended wall",
    { ...PUSHED, record: { ownerKind: "city", tier: "on-request" } },
    "deny",
    "SUBJ_UNATTENDED",
  ],
  ["a clock that has no time", { snapshot: { nowMs: Number.NaN } }, "deny", "REQ_MALFORMED"],
  ["an unknown camera", { snapshot: { camera: null } }, "deny", "RES_CAMERA_UNKNOWN"],
  ["an action the camera lacks", { request: { action: "view-recorded" } }, "deny", "RES_ACTION_UNSUPPORTED"],
  ["an offline camera", { camera: { isOnline: false } }, "deny", "RES_OFFLINE"],
  [
    "an offline camera already being watched",
    { camera: { isOnline: false }, snapshot: { runningSinceMs: NOON_MS } },
    "permit",
    "OK",
  ],
  ["no terms", { snapshot: { consents: [] } }, "deny", "CONSENT_NONE"],
  ["two records in force", { snapshot: { consents: [RECORD, RECORD] } }, "deny", "CONSENT_AMBIGUOUS"],
  ["withdrawn terms", { record: { state: "withdrawn" } }, "deny", "CONSENT_WITHDRAWN"],
  ["suspended terms", { record: { state: "suspended" } }, "deny", "CONSENT_SUSPENDED"],
  ["terms marked expired", { record: { state: "expired" } }, "deny", "CONSENT_EXPIRED"],
  ["terms that end this very millisecond", { record: { validUntilMs: NOON_MS } }, "deny", "CONSENT_EXPIRED"],
  ["terms that begin next millisecond", { record: { validFromMs: NOON_MS + 1 } }, "deny", "CONSENT_NOT_YET_VALID"],
  ["registry-only terms", { record: { tier: "registry-only" } }, "deny", "CONSENT_REGISTRY_ONLY"],
  [
    "registry-only terms without any action",
    { record: { tier: "registry-only" }, camera: { actions: [] } },
    "deny",
    "CONSENT_REGISTRY_ONLY",
  ],
  [
    "withdrawn although approved",
    { record: { ...ON_REQUEST, state: "withdrawn" }, snapshot: { approvals: [SUPERVISOR, OWNER] } },
    "deny",
    "CONSENT_WITHDRAWN",
  ],
  [
    "a purpose without an incident",
    { request: { purpose: { code: "emergency-response" } } },
    "deny",
    "CTX_INCIDENT_REQUIRED",
  ],
  ["an incident nobody knows", { snapshot: NO_INCIDENT }, "deny", "CTX_INCIDENT_UNKNOWN"],
  ["an incident by another id", { incident: { id: "26-2" } }, "deny", "CTX_INCIDENT_UNKNOWN"],
  ["a closed incident", { incident: { closedAtMs: NOON_MS } }, "deny", "CTX_INCIDENT_CLOSED"],
  [
    "a view of before, in the grace after its incident was closed",
    {
      incident: { closedAtMs: NOON_MS - 1 },
      snapshot: { closeGraceMs: 2, runningSinceMs: NOON_MS - 2 },
    },
    "permit",
    "OK",
  ],
  [
    "a view of before, when that grace is over",
    {
      incident: { closedAtMs: NOON_MS - 2 },
      snapshot: { closeGraceMs: 2, runningSinceMs: NOON_MS - 3 },
    },
    "deny",
    "CTX_INCIDENT_CLOSED",
  ],
  [
    "a new view in the grace after its incident was closed",
    { incident: { closedAtMs: NOON_MS - 1 }, snapshot: { closeGraceMs: 1_000 } },
    "deny",
    "CTX_INCIDENT_CLOSED",
  ],
  [
    "a purpose that does not fit the kind of incident",
    { request: { purpose: { code: "missing-person", incidentId: "26-1" } } },
    "deny",
    "CTX_PURPOSE_UNFIT",
  ],
  [
    "public-space monitoring with an incident for a cover",
    { request: { purpose: { code: "public-space-monitoring", incidentId: "26-1" } }, record: { ownerKind: "city" } },
    "deny",
    "CTX_PURPOSE_UNFIT",
  ],
  [
    "a missing person looked for",
    { request: { purpose: { code: "missing-person", incidentId: "26-1" } }, incident: { kind: "missing-person" } },
    "permit",
    "OK",
  ],
  ["an unverified incident", { incident: { verified: false } }, "deny", "CTX_INCIDENT_UNVERIFIED"],
  [
    "a purpose whose records do not exist",
    { request: { purpose: { code: "officer-safety", incidentId: "26-1" } } },
    "deny",
    "CTX_PURPOSE_UNKNOWN",
  ],
  [
    "an active threat of priority 2",
    { request: { purpose: { code: "active-threat", incidentId: "26-1" } }, incident: { priority: 2 } },
    "deny",
    "RULE_NO_QUALIFYING_INCIDENT",
  ],
  [
    "an active threat of priority 1",
    { request: { purpose: { code: "active-threat", incidentId: "26-1" } } },
    "permit",
    "OK",
  ],
  [
    "a purpose the owner did not grant",
    { record: { purposes: ["investigation"] } },
    "deny",
    "RULE_PURPOSE_NOT_GRANTED",
  ],
  [
    "watching public space on a city camera",
    { request: { purpose: { code: "public-space-monitoring" } }, record: { ownerKind: "city" }, snapshot: NO_INCIDENT },
    "permit",
    "OK",
  ],
  [
    "watching public space on a private camera",
    { request: { purpose: { code: "public-space-monitoring" } }, snapshot: NO_INCIDENT },
    "deny",
    "CTX_PURPOSE_BANNED",
  ],
  ["training on a drawn camera", { request: { purpose: { code: "training" } }, snapshot: NO_INCIDENT }, "permit", "OK"],
  [
    "training on a real camera",
    { request: { purpose: { code: "training" } }, snapshot: NO_INCIDENT, camera: { isSynthetic: false } },
    "deny",
    "CTX_PURPOSE_BANNED",
  ],
  [
    "training where emergencies are not granted",
    { request: { purpose: { code: "training" } }, snapshot: NO_INCIDENT, record: { purposes: ["training"] } },
    "deny",
    "RULE_PURPOSE_NOT_GRANTED",
  ],
  [
    "training on emergency terms without an incident",
    { request: { purpose: { code: "training" } }, snapshot: NO_INCIDENT, record: EMERGENCY },
    "deny",
    "RULE_NO_QUALIFYING_INCIDENT",
  ],
  ["standing terms of a resident", { record: RESIDENT }, "deny", "PROHIBITED_BY_JURISDICTION"],
  [
    "an investigation live at a resident's",
    { request: { purpose: { code: "investigation", incidentId: "26-1" } }, record: { ...RESIDENT, ...EMERGENCY } },
    "deny",
    "PROHIBITED_BY_JURISDICTION",
  ],
  ["an emergency within the radius", { record: EMERGENCY }, "permit", "OK"],
  [
    "an emergency outside the radius",
    { record: { ...EMERGENCY, emergency: { radiusM: 50, minPriority: 2 } } },
    "deny",
    "RULE_OUTSIDE_RADIUS",
  ],
  [
    "an emergency whose uncertainty reaches outside",
    { record: EMERGENCY, camera: { position: { ...PORCH, accuracyM: 250 } } },
    "deny",
    "RULE_OUTSIDE_RADIUS",
  ],
  [
    "an incident whose uncertainty reaches outside",
    { record: EMERGENCY, incident: { position: { ...CROSSING, accuracyM: 250 } } },
    "deny",
    "RULE_OUTSIDE_RADIUS",
  ],
  [
    "an emergency of too little urgency",
    { record: EMERGENCY, incident: { priority: 3 } },
    "deny",
    "RULE_NO_QUALIFYING_INCIDENT",
  ],
  [
    "an emergency at a place nobody knows",
    { record: EMERGENCY, snapshot: { incident: { id: "26-1", kind: "shots-heard", verified: true, priority: 1 } } },
    "deny",
    "EVAL_INDETERMINATE",
  ],
  [
    "an emergency at a place that is no number",
    { record: EMERGENCY, incident: { position: { ...CROSSING, lat: Number.NaN } } },
    "deny",
    "EVAL_INDETERMINATE",
  ],
  ["a resident's emergency of priority 1", { record: { ...RESIDENT, ...EMERGENCY } }, "permit", "OK"],
  [
    "a resident's emergency of priority 2",
    { record: { ...RESIDENT, ...EMERGENCY }, incident: { priority: 2 } },
    "pending-supervisor",
    "PENDING_SUPERVISOR",
  ],
  [
    "the same, approved by a supervisor",
    { record: { ...RESIDENT, ...EMERGENCY }, incident: { priority: 2 }, snapshot: { approvals: [SUPERVISOR] } },
    "permit",
    "OK",
  ],
  ["owner's hours at noon", { record: SCHEDULED }, "deny", "RULE_OUTSIDE_SCHEDULE"],
  [
    "owner's hours at nine in the evening",
    { record: SCHEDULED, snapshot: { nowMs: NOON_MS + 9 * HOUR_MS } },
    "permit",
    "OK",
  ],
  [
    "owner's hours in a zone nobody knows",
    { record: { ...SCHEDULED, schedule: { timeZone: "Mars/Base", weekly: [NIGHTS] } } },
    "deny",
    "EVAL_INDETERMINATE",
  ],
  [
    "a client that cannot draw the watermark",
    { request: { supportedObligations: EVERY_OBLIGATION.filter((name) => name !== "watermark") } },
    "deny",
    "OBLIGATION_UNSUPPORTED_BY_PEP",
  ],
  [
    "a client that knows no obligations",
    { request: { supportedObligations: [] } },
    "deny",
    "OBLIGATION_UNSUPPORTED_BY_PEP",
  ],
  [
    "a mask the hub would have to draw",
    { record: { obligations: { ...RECORD.obligations, masks: [makeMask("gateway")] } } },
    "deny",
    "OBLIGATION_UNSUPPORTED_BY_PEP",
  ],
  [
    "a mask its client cannot draw",
    {
      request: { supportedObligations: EVERY_OBLIGATION.filter((name) => name !== "masks") },
      record: { obligations: { ...RECORD.obligations, masks: [makeMask("client")] } },
    },
    "deny",
    "OBLIGATION_UNSUPPORTED_BY_PEP",
  ],
  [
    "a viewing as long as it may be",
    { snapshot: { runningSinceMs: NOON_MS - RECORD.obligations.maxViewingMs } },
    "deny",
    "LIMIT_VIEWING_TIME",
  ],
  [
    "a viewing with a millisecond left",
    { snapshot: { runningSinceMs: NOON_MS - RECORD.obligations.maxViewingMs + 1 } },
    "permit",
    "OK",
  ],
  ...APPROVAL_ROWS,
  ...RECORDED_ROWS,
];
