import { z } from "zod";
import { Camera, CameraAbilities } from "../../contract/cameras.ts";
import { checkTerms, OwnerKind, StatedTerms } from "../../contract/consentRecord.ts";
import { Incident, MAX_INCIDENT_NOTES, MAX_INCIDENT_UNITS } from "../../contract/incidents.ts";
import { ROLES, Role } from "../../contract/operators.ts";
import { DurationMs, Id, Label, Note, Position } from "../../contract/primitives.ts";

/**
 * The files of a site folder, as schemas. They say what a site is before a hub has given it record ids,
 * versions and instants: everything about time is relative to the moment the hub first loads it.
 */

/** Longest terms a site file may state, in days: ten years. Our choice; an owner renews or they run out. */
const MAX_TERMS_DAYS = 3_660;

/** `site.json` */
export const SiteFacts = z.strictObject({
  id: Id,
  name: Label,
  agency: z.strictObject({ id: Id, name: Label }),
  /** IANA name. */
  timeZone: z.string().min(1).max(64),
  /** True when every picture is drawn and nobody real is in it. Only then may the purpose be `training`. */
  synthetic: z.boolean(),
  /** Where a map opens. */
  centre: Position,
  /** Whether all operators and owners share the password `training`. */
  trainingPassword: z.boolean(),
});
export type SiteFacts = z.infer<typeof SiteFacts>;

/** An entry of `owners.json`. */
export const SiteOwner = z.strictObject({ id: Id, kind: OwnerKind, label: Label });
export type SiteOwner = z.infer<typeof SiteOwner>;

/** How a drawn camera misbehaves, so that operators can learn each state of a tile. */
export const STREAM_BEHAVIOURS = ["steady", "stutters", "freezes", "offline"] as const;
export const StreamBehaviour = z.enum(STREAM_BEHAVIOURS);
export type StreamBehaviour = z.infer<typeof StreamBehaviour>;

/** A stretch that was not recorded; `agoMs` is how long before the hub's first load of the site it began. */
const SiteGap = z.strictObject({ agoMs: DurationMs, lengthMs: DurationMs });

/** Which clip a camera plays in a loop, and how far into the loop it is at the hub's time zero. */
export const SiteStream = z.strictObject({
  scene: Id,
  offsetMs: DurationMs,
  behaviour: StreamBehaviour,
  gaps: z.array(SiteGap).max(32).optional(),
});
export type SiteStream = z.infer<typeof SiteStream>;

/** An entry of `cameras.json`. Without `stream` the camera is only on the map. */
export const SiteCamera = Camera.omit({ owner: true, renditions: true, sharing: true, health: true }).extend({
  ownerId: Id,
  stream: SiteStream.optional(),
  can: CameraAbilities,
});
export type SiteCamera = z.infer<typeof SiteCamera>;

/** An entry of `terms.json`: a consent record before the hub gives it identity, state and instants. */
export const SiteTerms = StatedTerms.extend({
  /** From the hub's first load of the site. */
  validForDays: z.int().min(1).max(MAX_TERMS_DAYS),
}).superRefine(checkTerms);
export type SiteTerms = z.infer<typeof SiteTerms>;

/** An entry of `incidents.json`: open when the site starts. */
export const SiteIncident = Incident.omit({
  ...{ revision: true, verifiedBy: true, statedBy: true, positionProblem: true },
  ...{ openedAtMs: true, closedAtMs: true, closedBy: true, closeReason: true, notes: true, units: true },
}).extend({
  /** Before the hub's start. */
  openedAgoMs: DurationMs,
  units: z.array(Label).max(MAX_INCIDENT_UNITS).default([]),
  notes: z.array(z.strictObject({ agoMs: DurationMs, by: Label, text: Note })).max(MAX_INCIDENT_NOTES),
});
export type SiteIncident = z.infer<typeof SiteIncident>;

/** An entry of `operators.json`. */
export const SiteOperator = z.strictObject({
  /** What they type to sign in. */
  name: Id,
  label: Label,
  roles: z.array(Role).min(1).max(ROLES.length),
});
export type SiteOperator = z.infer<typeof SiteOperator>;
