import { z } from "zod";
import { Incident, MAX_INCIDENT_NOTES } from "../../contract/incidents.ts";
import { Id } from "../../contract/primitives.ts";
import type { AuditEntry } from "../audit/auditLog.ts";

/** How a feed counts the updates of a call: by a number of its own, by their time, or by that of their delivery. */
export const FeedMark = z.strictObject({ by: z.enum(["sequence", "updatedAtMs", "delivery"]), value: z.number() });
export type FeedMark = z.infer<typeof FeedMark>;

/** Most operators who may have stated an incident before somebody verifies it. Our choice. */
export const MAX_AUTHORS = 64;

/** An incident as the hub keeps it: what everybody sees, and what only the hub needs to know. */
export const KeptIncident = z.strictObject({
  incident: Incident,
  /** Revision at which kind, words, priority, place or state last changed. Notes and units do not count. */
  factsRevision: z.int().nonnegative(),
  /** For calls of a feed: the newest update taken, and which of its notes are known. */
  feed: z
    .strictObject({ name: Id, mark: FeedMark.optional(), noteIds: z.array(z.string().max(80)).max(MAX_INCIDENT_NOTES) })
    .optional(),
  /** While it is not verified: everybody who stated kind, urgency or place by hand, none of whom verifies it. */
  authors: z.array(Id).max(MAX_AUTHORS).optional(),
  /** The operator who opened it by hand. */
  openedById: Id.optional(),
  /** The owner who raised it on their page, and may clear it there. */
  ownerId: Id.optional(),
});
export type KeptIncident = z.infer<typeof KeptIncident>;

/** What becomes of an incident, with the audit entries that say so; no `next`: nothing does. */
export interface IncidentPlan<T> {
  readonly next?: KeptIncident;
  readonly entries: readonly AuditEntry[];
  readonly hasNewFacts?: boolean;
  readonly result: T;
}
