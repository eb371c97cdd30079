import type { ConsentRecord, ObligationName, Obligations, PurposeCode } from "../../contract/consentRecord.ts";
import { type Incident, isPurposeFitting } from "../../contract/incidents.ts";
import type { Position } from "../../contract/primitives.ts";
import type { ReasonCode } from "../../contract/reasons.ts";
import type { TimeRange } from "../../contract/recorded.ts";
import type { Action, Purpose } from "../../contract/viewings.ts";
import { measureDistanceM } from "./distance.ts";
import { coversRange, cutRange, isPast } from "./range.ts";
import { isScheduleOpen } from "./schedule.ts";

/**
 * The consent kernel. Pure, total and deterministic: everything it may know is in its two arguments, and it never
 * throws. What cannot be told counts against access. Nothing here is durable or signed; that comes after.
 */

export interface DecisionRequest {
  readonly operatorId: string;
  readonly cameraId: string;
  readonly action: Action;
  readonly purpose: Pick<Purpose, "code" | "incidentId">;
  readonly supportedObligations: readonly ObligationName[];
  /** The time asked for; of recordings alone. */
  readonly range?: TimeRange | undefined;
}

/** A yes of a supervisor or an owner. Input to a decision, never a permit by itself; its scope must fit exactly. */
export interface ScopedApproval {
  readonly by: "supervisor" | "owner";
  readonly operatorId: string;
  readonly cameraId: string;
  readonly action: Action;
  readonly purposeCode: PurposeCode;
  readonly incidentId: string | undefined;
  /** The time it was asked for; a part of it is covered, too. */
  readonly range?: TimeRange | undefined;
  /** The terms it was given under: a yes does not outlive them. */
  readonly epoch: number;
  readonly untilMs: number;
}

export interface DecisionSnapshot {
  readonly nowMs: number;
  readonly subject: {
    readonly mayViewLive: boolean;
    readonly isStationBound: boolean;
    /** A station without an operator: city cameras, for public space or what was pushed to it, and nobody is asked. */
    readonly isUnattended: boolean;
    /** Whether a view with this purpose was pushed to the station. */
    readonly isPurposePushed: boolean;
  };
  /** Null for a camera nobody knows. `actions` is what hub and camera can do at all. */
  readonly camera: {
    /** Undefined where nobody knows where it is; then no radius can hold it. */
    readonly position: Position | undefined;
    readonly isOnline: boolean;
    readonly isSynthetic: boolean;
    readonly actions: readonly Action[];
  } | null;
  /** Current records of the camera; anything but exactly one is a deny. */
  readonly consents: readonly ConsentRecord[];
  readonly epoch: number;
  /** The incident the purpose names, if there is one by that id. */
  readonly incident: Pick<Incident, "id" | "kind" | "verified" | "priority" | "position" | "closedAtMs"> | null;
  /** How long what already runs goes on after its incident was closed. */
  readonly closeGraceMs: number;
  readonly approvals: readonly ScopedApproval[];
  /** An equal request was declined or ran out a short while ago. */
  readonly wentUnanswered: boolean;
  /** Start of the viewing this decision would continue; null for a new one. */
  readonly runningSinceMs: number | null;
}

export const OUTCOMES = ["permit", "pending-supervisor", "pending-owner", "deny"] as const;

interface Permit {
  readonly outcome: "permit";
  readonly reasons: readonly ReasonCode[];
  readonly obligations: Obligations;
  /** Instant at which the viewing ends whatever happens. */
  readonly untilMs: number;
  /** What of the time asked for may be seen; of recordings alone. */
  readonly range?: TimeRange;
}

export interface NoPermit {
  readonly outcome: Exclude<(typeof OUTCOMES)[number], "permit">;
  readonly reasons: readonly ReasonCode[];
}

export type Decision = Permit | NoPermit;

/** What shows the past and not the present: it has a time. */
const OF_THE_PAST: readonly Action[] = ["view-recorded", "export"];
/** Purposes that need no incident. */
const WITHOUT_INCIDENT: readonly PurposeCode[] = ["public-space-monitoring", "training"];
/** Purposes that rest on records this hub does not keep yet (unit assignments, planned events). */
const WITHOUT_RECORD_TYPE: readonly PurposeCode[] = ["officer-safety", "event-safety"];
/** Harbor City's policy: at this priority a resident's camera needs no supervisor, and `active-threat` is possible. */
const MOST_URGENT = 1;

/** May this operator do this now? One of four outcomes; everything but a permit shows nothing. */
export function decide(request: DecisionRequest, snapshot: DecisionSnapshot): Decision {
  const early =
    checkSubject(request, snapshot) ??
    checkCamera(request, snapshot) ??
    checkTime(request, snapshot) ??
    checkIncident(request, snapshot);
  if (early !== null) return deny(early);
  const record = chooseRecord(snapshot);
  if (typeof record === "string") return deny(record);
  const refused =
    checkPolicy(request, snapshot, record) ??
    checkPurpose(request, record) ??
    checkTrigger(snapshot, record) ??
    checkObligations(request, record) ??
    checkViewingTime(snapshot, record);
  if (refused !== null) return deny(refused);
  const range = request.range === undefined ? undefined : cutRange(request.range, record, snapshot.nowMs);
  return typeof range === "string" ? deny(range) : weighApprovals(request, snapshot, record, range);
}

function deny(reason: ReasonCode): Decision {
  return { outcome: "deny", reasons: [reason] };
}

function checkSubject({ action, purpose }: DecisionRequest, { subject, nowMs }: DecisionSnapshot): ReasonCode | null {
  if (!Number.isFinite(nowMs)) return "REQ_MALFORMED";
  if (!subject.isStationBound) return "SUBJ_STATION_UNBOUND";
  if (!subject.mayViewLive) return "SUBJ_ROLE";
  if (!subject.isUnattended) return null;
  const isWallPurpose = purpose.code === "public-space-monitoring" || subject.isPurposePushed;
  return action === "view-live" && isWallPurpose ? null : "SUBJ_UNATTENDED";
}

function checkCamera({ action }: DecisionRequest, snapshot: DecisionSnapshot): ReasonCode | null {
  const { camera, runningSinceMs } = snapshot;
  if (camera === null) return "RES_CAMERA_UNKNOWN";
  // Registry-only cameras can do nothing at all; that reason is said with their terms.
  if (isRegistryOnly(snapshot)) return null;
  if (!camera.actions.includes(action)) return "RES_ACTION_UNSUPPORTED";
  // A viewing outlives a gap in the stream: nothing about the permission has changed. The past needs no stream.
  return camera.isOnline || runningSinceMs !== null || OF_THE_PAST.includes(action) ? null : "RES_OFFLINE";
}

function checkTime({ action, range }: DecisionRequest, { nowMs }: DecisionSnapshot): ReasonCode | null {
  if (!OF_THE_PAST.includes(action)) return range === undefined ? null : "REQ_MALFORMED";
  return range !== undefined && isPast(range, nowMs) ? null : "CTX_TIME_RANGE_INVALID";
}

function isRegistryOnly({ consents }: DecisionSnapshot): boolean {
  return consents.length > 0 && consents.every((record) => record.tier === "registry-only");
}

function checkIncident({ purpose }: DecisionRequest, snapshot: DecisionSnapshot): ReasonCode | null {
  const { incident } = snapshot;
  if (WITHOUT_RECORD_TYPE.includes(purpose.code)) return "CTX_PURPOSE_UNKNOWN";
  if (purpose.incidentId === undefined) {
    return WITHOUT_INCIDENT.includes(purpose.code) ? null : "CTX_INCIDENT_REQUIRED";
  }
  if (incident === null || incident.id !== purpose.incidentId) return "CTX_INCIDENT_UNKNOWN";
  if (snapshot.nowMs >= endOfIncidentMs(snapshot)) return "CTX_INCIDENT_CLOSED";
  if (!incident.verified) return "CTX_INCIDENT_UNVERIFIED";
  if (!isPurposeFitting(incident.kind, purpose.code)) return "CTX_PURPOSE_UNFIT";
  const isTooMild = purpose.code === "active-threat" && incident.priority > MOST_URGENT;
  return isTooMild ? "RULE_NO_QUALIFYING_INCIDENT" : null;
}

/** Closing ends everything, but for the grace of what was opened before: that nobody starts anything in. */
function endOfIncidentMs({ incident, runningSinceMs, closeGraceMs }: DecisionSnapshot): number {
  const closedAtMs = incident?.closedAtMs;
  if (closedAtMs === undefined) return Number.POSITIVE_INFINITY;
  return runningSinceMs !== null && runningSinceMs < closedAtMs ? closedAtMs + closeGraceMs : closedAtMs;
}

/** The one record in force, or why there is none. */
function chooseRecord({ consents, nowMs }: DecisionSnapshot): ConsentRecord | ReasonCode {
  const [record, second] = consents;
  if (record === undefined) return "CONSENT_NONE";
  if (second !== undefined) return "CONSENT_AMBIGUOUS";
  if (record.state === "withdrawn") return "CONSENT_WITHDRAWN";
  if (record.state === "suspended") return "CONSENT_SUSPENDED";
  if (record.state === "expired" || nowMs >= record.validUntilMs) return "CONSENT_EXPIRED";
  if (nowMs < record.validFromMs) return "CONSENT_NOT_YET_VALID";
  return record.tier === "registry-only" ? "CONSENT_REGISTRY_ONLY" : record;
}

/** The city's own prohibitions, which no owner can lift. */
function checkPolicy(
  request: DecisionRequest,
  { camera, subject }: DecisionSnapshot,
  record: ConsentRecord,
): ReasonCode | null {
  const { purpose, action } = request;
  // Where nobody is present to see who else looks at the glass, no private picture is shown on it.
  if (subject.isUnattended && record.ownerKind !== "city") return "SUBJ_UNATTENDED";
  if (purpose.code === "public-space-monitoring" && record.ownerKind !== "city") return "CTX_PURPOSE_BANNED";
  if (purpose.code === "training" && camera?.isSynthetic !== true) return "CTX_PURPOSE_BANNED";
  if (record.ownerKind !== "resident") return null;
  const isFishing = purpose.code === "investigation" && action === "view-live";
  return isFishing || record.tier === "standing" ? "PROHIBITED_BY_JURISDICTION" : null;
}

/** `training` is decided as the emergency it rehearses, so that trainees meet the same refusals. */
function checkPurpose({ purpose }: DecisionRequest, record: ConsentRecord): ReasonCode | null {
  const meant = purpose.code === "training" ? "emergency-response" : purpose.code;
  return record.purposes.includes(meant) ? null : "RULE_PURPOSE_NOT_GRANTED";
}

function checkTrigger(snapshot: DecisionSnapshot, record: ConsentRecord): ReasonCode | null {
  if (record.tier === "emergency") return checkEmergency(snapshot, record);
  if (record.tier !== "scheduled") return null;
  const isOpen = record.schedule === undefined ? undefined : isScheduleOpen(record.schedule, snapshot.nowMs);
  if (isOpen === undefined) return "EVAL_INDETERMINATE";
  return isOpen ? null : "RULE_OUTSIDE_SCHEDULE";
}

function checkEmergency({ incident, camera }: DecisionSnapshot, { emergency }: ConsentRecord): ReasonCode | null {
  if (incident === null || emergency === undefined) return "RULE_NO_QUALIFYING_INCIDENT";
  if (incident.priority > emergency.minPriority) return "RULE_NO_QUALIFYING_INCIDENT";
  if (incident.position === undefined || camera?.position === undefined) return "EVAL_INDETERMINATE";
  // Neither place is known exactly, and every metre of doubt counts against access.
  const farthestM =
    measureDistanceM(camera.position, incident.position) + camera.position.accuracyM + incident.position.accuracyM;
  if (!Number.isFinite(farthestM)) return "EVAL_INDETERMINATE";
  return farthestM <= emergency.radiusM ? null : "RULE_OUTSIDE_RADIUS";
}

/** The client must know every obligation it would be given, and this hub draws no masks while it sends. */
function checkObligations(request: DecisionRequest, { obligations }: ConsentRecord): ReasonCode | null {
  if (request.action === "export" && obligations.noExport) return "RES_ACTION_UNSUPPORTED";
  if (request.action === "snapshot" && obligations.noSnapshot) return "RES_ACTION_UNSUPPORTED";
  const isMet = listObliged(obligations).every((name) => request.supportedObligations.includes(name));
  // Into pictures that are sent as they come; into the files of clips it can, where it says so.
  const needsGateway = request.action !== "export" && obligations.masks.some((mask) => mask.enforcement === "gateway");
  return isMet && !needsGateway ? null : "OBLIGATION_UNSUPPORTED_BY_PEP";
}

function listObliged(obligations: Obligations): ObligationName[] {
  const named: [ObligationName, boolean][] = [
    ["watermark", obligations.watermark],
    ["noAudio", obligations.noAudio],
    ["noExport", obligations.noExport],
    ["noSnapshot", obligations.noSnapshot],
    ["maxHeightPx", true],
    ["maxViewingMs", true],
    ["notifyOwner", obligations.notifyOwner],
    ["masks", obligations.masks.length > 0],
  ];
  return named.filter(([, isObliged]) => isObliged).map(([name]) => name);
}

function checkViewingTime({ nowMs, runningSinceMs }: DecisionSnapshot, record: ConsentRecord): ReasonCode | null {
  if (runningSinceMs === null) return null;
  return nowMs - runningSinceMs < record.obligations.maxViewingMs ? null : "LIMIT_VIEWING_TIME";
}

function weighApprovals(
  request: DecisionRequest,
  snapshot: DecisionSnapshot,
  record: ConsentRecord,
  range: TimeRange | undefined,
): Decision {
  const supervisor = needsSupervisor(snapshot, record) ? findApproval("supervisor", request, snapshot) : null;
  const owner = record.tier === "on-request" ? findApproval("owner", request, snapshot) : null;
  // A resident is never contacted about a request the agency's own supervisor has not cleared.
  if (supervisor === undefined) return pend("pending-supervisor", "PENDING_SUPERVISOR", snapshot);
  if (owner === undefined) return pend("pending-owner", "PENDING_OWNER", snapshot);
  const startedAtMs = snapshot.runningSinceMs ?? snapshot.nowMs;
  const untilMs = Math.min(
    record.validUntilMs,
    startedAtMs + record.obligations.maxViewingMs,
    endOfIncidentMs(snapshot),
    supervisor?.untilMs ?? Number.POSITIVE_INFINITY,
    owner?.untilMs ?? Number.POSITIVE_INFINITY,
    endOfRangeMs(range, record),
  );
  const permit = { outcome: "permit", reasons: ["OK"], obligations: record.obligations, untilMs } as const;
  return range === undefined ? permit : { ...permit, range };
}

/** When the last of a range will be longer ago than the terms reach back. */
function endOfRangeMs(range: TimeRange | undefined, { lookbackMs = 0 }: ConsentRecord): number {
  const toMs = range?.toMs ?? null;
  return toMs === null ? Number.POSITIVE_INFINITY : toMs + lookbackMs;
}

function needsSupervisor({ incident }: DecisionSnapshot, record: ConsentRecord): boolean {
  if (record.tier === "on-request") return record.supervisorFirst || record.ownerKind === "resident";
  return record.ownerKind === "resident" && incident?.priority !== MOST_URGENT;
}

function findApproval(
  by: ScopedApproval["by"],
  request: DecisionRequest,
  { approvals, epoch, nowMs }: DecisionSnapshot,
): ScopedApproval | undefined {
  return approvals.find(
    (approval) =>
      approval.by === by &&
      approval.operatorId === request.operatorId &&
      approval.cameraId === request.cameraId &&
      approval.action === request.action &&
      approval.purposeCode === request.purpose.code &&
      approval.incidentId === request.purpose.incidentId &&
      coversRange(approval.range, request.range) &&
      approval.epoch === epoch &&
      nowMs < approval.untilMs,
  );
}

/** Silence and refusal look the same: nobody learns that an owner said no. */
function pend(
  outcome: NoPermit["outcome"],
  reason: ReasonCode,
  { wentUnanswered, subject }: DecisionSnapshot,
): Decision {
  if (subject.isUnattended) return deny("SUBJ_UNATTENDED");
  if (wentUnanswered) return deny("REQUEST_NO_ANSWER");
  return { outcome, reasons: [reason] };
}
