import { z } from "zod";
import { AtMs, CameraNumber, DurationMs, Id, Label } from "./primitives.ts";
import { TimeRange } from "./recorded.ts";
import { Purpose } from "./viewings.ts";

/** How long a supervisor and an owner have to answer a request for a view. Our choice: the design's 10 min. */
export const REQUEST_LIFE_MS = 600_000;

/** Requests of one operator that may wait at once. Our choice. */
export const MAX_WAITING_REQUESTS = 20;

/** A request waiting for a supervisor. */
export const Approval = z.strictObject({
  requestId: Id,
  cameraId: Id,
  cameraNumber: CameraNumber,
  cameraName: Label,
  ownerLabel: Label,
  purpose: Purpose,
  /** Of recordings: the time asked for. Absent for a live picture. */
  range: TimeRange.optional(),
  askedBy: Label,
  /** The asking operator cannot approve their own request. */
  isOwn: z.boolean(),
  askedAtMs: AtMs,
  expiresInMs: DurationMs,
});
export type Approval = z.infer<typeof Approval>;
/** Most requests of one list. Our choice. */
export const MAX_APPROVALS = 500;
export const ApprovalList = z.strictObject({ approvals: z.array(Approval).max(MAX_APPROVALS) });
export const ApprovalAnswer = z.strictObject({ answer: z.enum(["approve", "decline"]) });
