import { z } from "zod";
import { AtMs, Id, Label } from "./primitives.ts";
import { MAX_RECORDED_RANGE_MS, Span } from "./recorded.ts";

/**
 * Recordings a supervisor keeps for an incident beyond their time, however full the disk. A hold shows them to nobody:
 * who may look at them is decided as ever, and its owner sees it.
 */

/** Holds of one incident at most that are in force. Our choice. */
export const MAX_HOLDS = 200;

export const RecordingHold = z.strictObject({
  holdId: Id,
  cameraId: Id,
  span: Span,
  /** In the supervisor's words. */
  why: Label,
  byLabel: Label,
  heldAtMs: AtMs,
});
export type RecordingHold = z.infer<typeof RecordingHold>;

/** Those in force, oldest first. */
export const RecordingHoldList = z.strictObject({ holds: z.array(RecordingHold).max(MAX_HOLDS) });
export type RecordingHoldList = z.infer<typeof RecordingHoldList>;

/** One hold for each of these cameras. */
export const NewHolds = z.strictObject({
  cameraIds: z.array(Id).min(1).max(32),
  span: Span.refine(({ fromMs, toMs }) => fromMs < toMs, "must end after it begins").refine(
    ({ fromMs, toMs }) => toMs - fromMs <= MAX_RECORDED_RANGE_MS,
    "is longer than 7 days",
  ),
  why: Label,
});
export type NewHolds = z.infer<typeof NewHolds>;

const Nothing = z.strictObject({});
const byId = z.strictObject({ id: Id });

/** The hub's calls about holds: a part of the table in hubRoutes.ts. */
export const HOLD_ROUTES = {
  holds: {
    method: "GET",
    path: "/v1/incidents/{id}/holds",
    auth: "session",
    summary: "Recordings held for an incident.",
    params: byId,
    query: Nothing,
    body: Nothing,
    answer: RecordingHoldList,
  },
  holdRecordings: {
    method: "POST",
    path: "/v1/incidents/{id}/holds",
    auth: "session",
    summary: "Keep recordings of cameras for an incident, whatever their age. Answers all that are held for it.",
    params: byId,
    query: Nothing,
    body: NewHolds,
    answer: RecordingHoldList,
  },
  releaseHold: {
    method: "DELETE",
    path: "/v1/incidents/{id}/holds",
    auth: "session",
    summary: "Let recordings go that were held for an incident.",
    params: byId,
    query: z.strictObject({ holdId: Id }),
    body: Nothing,
    answer: Nothing,
  },
} as const;
