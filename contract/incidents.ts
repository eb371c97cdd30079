import { z } from "zod";
import type { PurposeCode } from "./consentRecord.ts";
import { AtMs, CameraNumber, Id, Label, Note, Position } from "./primitives.ts";
import { ReasonCode } from "./reasons.ts";

/** Kinds of call or case, each with the purpose it gives by default. */
export const INCIDENT_KINDS = {
  "shots-heard": "emergency-response",
  "robbery-alarm": "emergency-response",
  collision: "emergency-response",
  "missing-person": "missing-person",
  noise: "investigation",
  assault: "emergency-response",
  fire: "emergency-response",
  other: "emergency-response",
} as const satisfies Record<string, PurposeCode>;
export type IncidentKind = keyof typeof INCIDENT_KINDS;
export const IncidentKind = z.enum(Object.keys(INCIDENT_KINDS) as [IncidentKind, ...IncidentKind[]]);

/** The purpose that choosing this incident gives. */
export function choosePurposeOf(kind: IncidentKind): PurposeCode {
  return INCIDENT_KINDS[kind];
}

/** 1 is the most urgent, 5 the least. */
export const Priority = z.int().min(1).max(5);

/** Most notes of one incident, incidents of one list, and cameras told as near. Our choice. */
export const MAX_INCIDENT_NOTES = 200;
export const MAX_INCIDENTS = 2_000;
export const MAX_NEAR_CAMERAS = 500;

export const IncidentNote = z.strictObject({ atMs: AtMs, by: Label, text: Note });

/** A call or case. One that is not verified satisfies no owner's trigger. */
export const Incident = z.strictObject({
  id: Id,
  kind: IncidentKind,
  /** What an operator reads, for example "Shots heard". */
  title: Label,
  priority: Priority,
  source: z.enum(["cad", "panic", "manual"]),
  verified: z.boolean(),
  openedBy: Label,
  place: Label,
  position: Position.optional(),
  openedAtMs: AtMs,
  closedAtMs: AtMs.optional(),
  notes: z.array(IncidentNote).max(MAX_INCIDENT_NOTES),
});
export type Incident = z.infer<typeof Incident>;

export const IncidentList = z.strictObject({ incidents: z.array(Incident).max(MAX_INCIDENTS) });
export const IncidentPatch = z.strictObject({ close: z.literal(true).optional(), note: Note.optional() });

/** What would happen if this camera were asked for now, for this incident. */
export const PROSPECTS = ["allowed", "asks-supervisor", "asks-owner", "refused", "offline", "registry-only"] as const;
export const Prospect = z.enum(PROSPECTS);
export type Prospect = z.infer<typeof Prospect>;

export const IncidentCamera = z.strictObject({
  cameraId: Id,
  number: CameraNumber,
  name: Label,
  distanceM: z.number().nonnegative(),
  prospect: Prospect,
  reasons: z.array(ReasonCode).max(16),
});
export type IncidentCamera = z.infer<typeof IncidentCamera>;

/** Radius within which cameras count as near, metres, when nobody says otherwise. */
export const DEFAULT_RADIUS_M = 300;
/** Nearest first. */
export const IncidentCameras = z.strictObject({
  incidentId: Id,
  radiusM: z.number(),
  cameras: z.array(IncidentCamera).max(MAX_NEAR_CAMERAS),
});
export type IncidentCameras = z.infer<typeof IncidentCameras>;
