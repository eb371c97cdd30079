import { z } from "zod";
import { AtMs, Id, Label } from "./primitives.ts";

/**
 * An owner's terms for one camera, as the hub stores them and a site file states them.
 * Immutable: a change makes a new version, and a camera has exactly one current version.
 * The shape follows the consent *record* of ISO/IEC TS 27560 as far as a decision needs it.
 */

export const OWNER_KINDS = ["city", "business", "resident"] as const;
export const OwnerKind = z.enum(OWNER_KINDS);
export type OwnerKind = z.infer<typeof OwnerKind>;

/**
 * How a camera is shared. `registry-only`: on the map, never watched. `on-request`: a supervisor, then the owner,
 * says yes to each request. `emergency`: while a verified incident of sufficient priority is near.
 * `scheduled`: in the hours the owner set. `standing`: always, though still with a purpose.
 */
export const SHARING_TIERS = ["registry-only", "on-request", "emergency", "scheduled", "standing"] as const;
export const SharingTier = z.enum(SHARING_TIERS);
export type SharingTier = z.infer<typeof SharingTier>;

/**
 * Coded reasons to look, a closed list. All but `public-space-monitoring` (city cameras only, at most a
 * 12 h shift) and `training` (synthetic cameras only) need an open incident.
 */
export const PURPOSE_CODES = [
  "emergency-response",
  "active-threat",
  "missing-person",
  "investigation",
  "officer-safety",
  "event-safety",
  "public-space-monitoring",
  "training",
] as const;
export const PurposeCode = z.enum(PURPOSE_CODES);
export type PurposeCode = z.infer<typeof PurposeCode>;

export const CONSENT_STATES = ["active", "suspended", "withdrawn", "expired"] as const;

/** A region that must not be seen. Points are fractions of width and height, 0 to 1, of a simple polygon. */
export const Mask = z.strictObject({
  id: Id,
  kind: z.enum(["permanent", "liftable"]),
  /** Who draws it. A permanent mask is never left to the client: anyone could take it off there. */
  enforcement: z.enum(["camera", "gateway", "client"]),
  points: z
    .array(z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]))
    .min(3)
    .max(64),
});
export type Mask = z.infer<typeof Mask>;

/** Conditions that travel with a permit. Meeting rule between layers: booleans or, sets union, numbers least. */
export const Obligations = z.strictObject({
  watermark: z.boolean(),
  noAudio: z.boolean(),
  noExport: z.boolean(),
  noSnapshot: z.boolean(),
  /** Largest picture height in pixels; renditions above it are not offered. */
  maxHeightPx: z.int().min(90).max(8_192),
  /** Longest single viewing, milliseconds. */
  maxViewingMs: z.int().min(1_000),
  notifyOwner: z.boolean(),
  masks: z.array(Mask).max(32),
});
export type Obligations = z.infer<typeof Obligations>;

/** Names an obligation can have on the wire when a client says which ones it can meet. */
export const OBLIGATION_NAMES = [
  "watermark",
  "noAudio",
  "noExport",
  "noSnapshot",
  "maxHeightPx",
  "maxViewingMs",
  "notifyOwner",
  "masks",
] as const;
export const ObligationName = z.enum(OBLIGATION_NAMES);
export type ObligationName = z.infer<typeof ObligationName>;

/** What an incident must be for `emergency` terms to open. Distance counts both uncertainties against access. */
export const EmergencyTrigger = z.strictObject({
  radiusM: z.number().min(25).max(5_000),
  /** 1 is the most urgent; an incident qualifies with this priority or a more urgent one. */
  minPriority: z.int().min(1).max(5),
});

/**
 * Hours in which `scheduled` terms are open: local wall time of an IANA zone, minutes of the day.
 * `fromMin` later than `toMin` runs over midnight; equal is refused because it could mean never or always.
 */
export const Schedule = z.strictObject({
  timeZone: z.string().max(64),
  weekly: z
    .array(
      z
        .strictObject({
          /** 0 is Sunday. For a window over midnight, the day it begins. */
          days: z.array(z.int().min(0).max(6)).min(1).max(7),
          fromMin: z.int().min(0).max(1_440),
          toMin: z.int().min(0).max(1_440),
        })
        .refine((window) => window.fromMin !== window.toMin, { path: ["toMin"], error: "must differ from fromMin" }),
    )
    .min(1)
    .max(32),
});
export type Schedule = z.infer<typeof Schedule>;

/** What an owner states, before it is a record. Use with {@link checkTerms}. */
export const StatedTerms = z.strictObject({
  cameraId: Id,
  legalBasis: z.enum(["owner-permission", "public-task"]),
  tier: SharingTier,
  emergency: EmergencyTrigger.optional(),
  schedule: Schedule.optional(),
  purposes: z.array(PurposeCode).max(PURPOSE_CODES.length),
  /** Whether a supervisor must agree before an `on-request` owner is asked; silence of the owner is not consent. */
  supervisorFirst: z.boolean(),
  obligations: Obligations,
  /**
   * How far back from now recordings may be kept and seen, milliseconds. Absent: nothing is recorded, and nothing
   * recorded is shown.
   */
  lookbackMs: z
    .int()
    .min(60_000)
    .max(366 * 86_400_000)
    .optional(),
  /** The terms in the owner's own plain words, as shown on the owner's page. */
  words: Label,
});

/** What must hold between the fields of any terms. */
export function checkTerms(
  { tier, emergency, schedule, obligations }: z.infer<typeof StatedTerms>,
  context: z.RefinementCtx,
): void {
  const say = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
  if (tier === "emergency" && emergency === undefined) say(["emergency"], "is required for emergency terms");
  if (tier === "scheduled" && schedule === undefined) say(["schedule"], "is required for scheduled terms");
  if (obligations.masks.some(({ kind, enforcement }) => kind === "permanent" && enforcement === "client"))
    say(["obligations", "masks"], "a permanent mask cannot be left to the client");
}

export const ConsentRecord = StatedTerms.extend({
  recordId: Id,
  version: z.int().min(1),
  ownerId: Id,
  ownerKind: OwnerKind,
  state: z.enum(CONSENT_STATES),
  validFromMs: AtMs,
  validUntilMs: AtMs,
  /** Earliest footage these terms cover. */
  captureFromMs: AtMs,
})
  .superRefine(checkTerms)
  .refine((record) => record.validFromMs < record.validUntilMs, {
    path: ["validUntilMs"],
    error: "must be after validFromMs",
  });
export type ConsentRecord = z.infer<typeof ConsentRecord>;

/** Where a camera looks. */
export const FieldOfView = z.strictObject({
  /** Clockwise from true north. */
  bearingDeg: z.number().min(0).lt(360),
  angleDeg: z.number().min(1).max(360),
  rangeM: z.number().min(1).max(5_000),
});
export type FieldOfView = z.infer<typeof FieldOfView>;
