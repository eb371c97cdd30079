import { z } from "zod";
import { CloseReason } from "./incidents.ts";
import { AtMs, Id, Label } from "./primitives.ts";
import { RevokeCause } from "./reasons.ts";

/**
 * What was done about an incident, as the audit log has it and an operator may know it. An owner's no is not among it:
 * it looks like silence. Notes are with the incident itself.
 */
export const TIMELINE_KINDS = [
  "opened",
  "updated",
  "verified",
  "closed",
  "reopened",
  "view-opened",
  "view-ended",
  "played-back",
  "held",
  "let-go",
  "asked",
  "supervisor-agreed",
  "supervisor-declined",
  "owner-agreed",
  "unanswered",
  "clip-pulled",
  "clip-downloaded",
  "clip-deleted",
] as const;
export const TimelineKind = z.enum(TIMELINE_KINDS);
export type TimelineKind = z.infer<typeof TimelineKind>;

export const TimelineEntry = z.strictObject({
  /** Number of the audit entry. */
  seq: z.int().nonnegative(),
  atMs: AtMs,
  kind: TimelineKind,
  /** Who did it: an operator, or the source of calls. Owners are not named. */
  by: Label.optional(),
  cameraId: Id.optional(),
  /** How a view ended. */
  cause: RevokeCause.optional(),
  reason: CloseReason.optional(),
  /** Fields that an update changed, by their names in the contract. */
  changed: z.array(z.string().max(40)).max(16).optional(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** Entries of one page. Our choice. */
export const TIMELINE_PER_PAGE = 200;
/** Newest first. `nextBefore` is set while there are older ones. */
export const TimelinePage = z.strictObject({
  entries: z.array(TimelineEntry).max(TIMELINE_PER_PAGE),
  nextBefore: z.int().nonnegative().optional(),
});
export type TimelinePage = z.infer<typeof TimelinePage>;
