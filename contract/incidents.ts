import { z } from "zod";
import type { PurposeCode } from "./consentRecord.ts";
import { AtMs, CameraNumber, Id, Label, Note, Position } from "./primitives.ts";
import { ReasonCode } from "./reasons.ts";

/**
 * Kinds of call or case, each with the purposes that fit it, the one it gives by default first. A purpose that does not
 * fit is refused: owners' terms differ by purpose, and nobody may reach other terms by calling a thing by another name.
 * `investigation` fits every kind, because any call may have to be looked into, and is the one fewest owners grant.
 */
export const INCIDENT_KINDS = {
  "shots-heard": ["emergency-response", "active-threat", "investigation"],
  "robbery-alarm": ["emergency-response", "active-threat", "investigation"],
  collision: ["emergency-response", "investigation"],
  "missing-person": ["missing-person", "investigation"],
  noise: ["investigation"],
  assault: ["emergency-response", "active-threat", "investigation"],
  fire: ["emergency-response", "investigation"],
  other: ["emergency-response", "investigation"],
} as const satisfies Record<string, readonly [PurposeCode, ...PurposeCode[]]>;
export type IncidentKind = keyof typeof INCIDENT_KINDS;
export const IncidentKind = z.enum(Object.keys(INCIDENT_KINDS) as [IncidentKind, ...IncidentKind[]]);

/** The purpose that choosing this incident gives. */
export function choosePurposeOf(kind: IncidentKind): PurposeCode {
  return INCIDENT_KINDS[kind][0];
}

/** Whether an incident of this kind may be looked at for this purpose. A rehearsal rehearses any kind. */
export function isPurposeFitting(kind: IncidentKind, code: PurposeCode): boolean {
  const fitting: readonly PurposeCode[] = INCIDENT_KINDS[kind];
  return code === "training" || fitting.includes(code);
}

/** 1 is the most urgent, 5 the least. */
export const Priority = z.int().min(1).max(5);

/** Most notes and units of one incident, incidents a desk keeps, bytes of one page, cameras told as near. Our choice. */
export const MAX_INCIDENT_NOTES = 200;
export const MAX_INCIDENT_UNITS = 32;
export const MAX_INCIDENTS = 5_000;
export const MAX_INCIDENT_BYTES = 63 * 1_024;
export const MAX_NEAR_CAMERAS = 500;

export const IncidentNote = z.strictObject({ atMs: AtMs, by: Label, text: Note });
export type IncidentNote = z.infer<typeof IncidentNote>;

export const INCIDENT_SOURCES = ["cad", "panic", "manual"] as const;
export const IncidentSource = z.enum(INCIDENT_SOURCES);
export type IncidentSource = z.infer<typeof IncidentSource>;

/** Why a call is without a position although its source may have sent one. */
export const POSITION_PROBLEMS = ["missing", "not-numbers", "zero", "swapped", "outside-city", "too-vague"] as const;
export const PositionProblem = z.enum(POSITION_PROBLEMS);
export type PositionProblem = z.infer<typeof PositionProblem>;

export const CLOSE_REASONS = ["resolved", "unfounded", "duplicate", "handed-over", "opened-in-error"] as const;
export const CloseReason = z.enum(CLOSE_REASONS);
export type CloseReason = z.infer<typeof CloseReason>;

/** A call or case. One that is not verified satisfies no owner's trigger. */
export const Incident = z.strictObject({
  id: Id,
  /** Number of the audit entry of its last change; a change names the one it was made from. */
  revision: z.int().nonnegative(),
  kind: IncidentKind,
  /** What an operator reads, for example "Shots heard". */
  title: Label,
  priority: Priority,
  source: IncidentSource,
  verified: z.boolean(),
  /** Who verified it by hand. */
  verifiedBy: Label.optional(),
  /** Operator who last stated kind, priority or place by hand: somebody else has to verify it. */
  statedBy: Id.optional(),
  openedBy: Label,
  place: Label,
  position: Position.optional(),
  positionProblem: PositionProblem.optional(),
  /** Who is on it, as its source names them. */
  units: z.array(Label).max(MAX_INCIDENT_UNITS),
  openedAtMs: AtMs,
  closedAtMs: AtMs.optional(),
  closedBy: Label.optional(),
  /** Absent where its source closed it. */
  closeReason: CloseReason.optional(),
  notes: z.array(IncidentNote).max(MAX_INCIDENT_NOTES),
});
export type Incident = z.infer<typeof Incident>;

/**
 * Incidents changed since a revision, in the order of their changes. `isMore`: ask again from `revision`.
 * Since 0: all that are open and those closed within the last day.
 */
export const IncidentPage = z.strictObject({
  revision: z.int().nonnegative(),
  incidents: z.array(Incident).max(MAX_INCIDENTS),
  isMore: z.boolean(),
});
export type IncidentPage = z.infer<typeof IncidentPage>;

/** What a desk tells its windows. */
export const IncidentList = z.strictObject({ incidents: z.array(Incident).max(MAX_INCIDENTS) });

const statedFields = { kind: IncidentKind, title: Label, priority: Priority, place: Label, position: Position };

/** A new incident by hand. Not verified until another person, a supervisor, verifies it. */
export const NewIncident = z.strictObject({ ...statedFields, position: Position.optional(), note: Note.optional() });
export type NewIncident = z.infer<typeof NewIncident>;

/**
 * One or more changes of one incident, made from the `revision` last seen: all of them happen or none.
 * A note alone is taken from any revision, because it changes nothing anybody else may have written.
 */
export const IncidentPatch = z.strictObject({
  revision: z.int().nonnegative().optional(),
  edit: z.strictObject(statedFields).partial().optional(),
  verify: z.literal(true).optional(),
  note: Note.optional(),
  close: CloseReason.optional(),
  reopen: z.literal(true).optional(),
});
export type IncidentPatch = z.infer<typeof IncidentPatch>;

/** What would happen if this camera were asked for now, for this incident. */
export const PROSPECTS = ["allowed", "asks-supervisor", "asks-owner", "refused", "offline", "registry-only"] as const;
export const Prospect = z.enum(PROSPECTS);
export type Prospect = z.infer<typeof Prospect>;

export const IncidentCamera = z.strictObject({
  cameraId: Id,
  number: CameraNumber,
  name: Label,
  /** Null where the camera's own place is not known well enough to say. */
  distanceM: z.number().nonnegative().nullable(),
  /** Whether the place lies in its field of view; null where that is not known. */
  seesPlace: z.boolean().nullable(),
  prospect: Prospect,
  reasons: z.array(ReasonCode).max(16),
});
export type IncidentCamera = z.infer<typeof IncidentCamera>;

/** Radius within which cameras count as near, metres, when nobody says otherwise. */
export const DEFAULT_RADIUS_M = 300;
/**
 * Those that see the place first, then the nearest, and last those that cannot be ranked. `totalCount` counts those
 * beyond the bound too; without a place of the incident there is nothing to rank.
 */
export const IncidentCameras = z.strictObject({
  incidentId: Id,
  radiusM: z.number(),
  isPlaced: z.boolean(),
  totalCount: z.int().nonnegative(),
  cameras: z.array(IncidentCamera).max(MAX_NEAR_CAMERAS),
});
export type IncidentCameras = z.infer<typeof IncidentCameras>;
