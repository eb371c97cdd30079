import { z } from "zod";
import { AtMs, CameraNumber, Id, Label, Note } from "./primitives.ts";

/**
 * Asking owners for recordings they keep themselves, tied to an incident. A supervisor reads the request before any
 * owner does; an owner who says no, ignores it or never sees it looks the same to the agency.
 */

/** Longest and shortest span of one request. Two hours is the most that other registries let an agency ask for. */
export const MAX_FOOTAGE_SPAN_MS = 2 * 3_600_000;
export const MIN_FOOTAGE_SPAN_MS = 60_000;
/** How long before the incident was opened a span may begin. Our choice: what led to a call, not somebody's week. */
export const FOOTAGE_BEFORE_INCIDENT_MS = 24 * 3_600_000;

/** Widest circle round an incident, metres: half a square mile, the bound of the programs that had one. */
export const MAX_FOOTAGE_RADIUS_M = 640;
const MIN_FOOTAGE_RADIUS_M = 25;
/** Most cameras of one request. Our choice: more is a trawl, not a question. */
export const MAX_FOOTAGE_CAMERAS = 60;
/** Most requests of one list. Our choice. */
export const MAX_FOOTAGE_REQUESTS = 40;
/** How often one owner may be asked within a day, by the whole agency. Our choice. */
export const MAX_FOOTAGE_PER_OWNER_PER_DAY = 3;

/** How long a supervisor has, and then the owners. Our choice: many recorders overwrite themselves after a few days. */
export const FOOTAGE_SUPERVISOR_LIFE_MS = 24 * 3_600_000;
export const FOOTAGE_OWNER_LIFE_MS = 72 * 3_600_000;

/** Shown to owners as it is, so it is never empty and short enough to be read. */
const MAX_WHY_LENGTH = 400;
const FootageWhy = Note.refine((why) => why.length > 0, "is empty").refine(
  (why) => why.length <= MAX_WHY_LENGTH,
  `is longer than ${MAX_WHY_LENGTH} characters`,
);

export const FootageArea = z.discriminatedUnion("shape", [
  /** Round the incident's position. */
  z.strictObject({
    shape: z.literal("circle"),
    radiusM: z.number().min(MIN_FOOTAGE_RADIUS_M).max(MAX_FOOTAGE_RADIUS_M),
  }),
  z.strictObject({ shape: z.literal("cameras"), cameraIds: z.array(Id).min(1).max(MAX_FOOTAGE_CAMERAS) }),
]);
export type FootageArea = z.infer<typeof FootageArea>;

/** Part of what was asked for. */
export const FootageSpan = z.strictObject({ fromMs: AtMs, toMs: AtMs });
export type FootageSpan = z.infer<typeof FootageSpan>;

export const FootageWish = z.strictObject({
  incidentId: Id,
  area: FootageArea,
  ...FootageSpan.shape,
  why: FootageWhy,
});
export type FootageWish = z.infer<typeof FootageWish>;

/** Where a request stands. `over`: its time has run out; what was offered until then stays offered. */
export const FOOTAGE_STAGES = ["supervisor", "owners", "declined", "withdrawn", "over"] as const;
export const FootageStage = z.enum(FOOTAGE_STAGES);
export type FootageStage = z.infer<typeof FootageStage>;

/**
 * What the agency may know of one camera. `no-answer` is silence, ignore and no alike, and `ended` what becomes of it.
 * `taken-back`: an owner who had said yes no longer does.
 */
export const FOOTAGE_ANSWERS = ["to-ask", "no-answer", "yes", "taken-back", "ended", "not-asked"] as const;
export const FootageAnswer = z.enum(FOOTAGE_ANSWERS);
export type FootageAnswer = z.infer<typeof FootageAnswer>;

/**
 * Why a camera's owner is not asked. Each follows from what the agency itself knows or did, never from an owner's
 * answer or terms.
 */
export const FOOTAGE_OMISSIONS = ["city-camera", "no-owner-page", "asked-before", "asked-often"] as const;
export const FootageOmission = z.enum(FOOTAGE_OMISSIONS);
export type FootageOmission = z.infer<typeof FootageOmission>;

export const FootageItem = z.strictObject({
  cameraId: Id,
  number: CameraNumber,
  name: Label,
  ownerLabel: Label,
  answer: FootageAnswer,
  omission: FootageOmission.optional(),
  /** With `yes`: which part, where the owner could choose one. */
  span: FootageSpan.optional(),
});
export type FootageItem = z.infer<typeof FootageItem>;

export const FootageRequest = z.strictObject({
  id: Id,
  ...FootageWish.shape,
  incidentTitle: Label,
  stage: FootageStage,
  askedBy: Label,
  /** The asking operator cannot approve their own request. */
  isOwn: z.boolean(),
  askedAtMs: AtMs,
  expiresAtMs: AtMs,
  items: z.array(FootageItem).max(MAX_FOOTAGE_CAMERAS),
});
export type FootageRequest = z.infer<typeof FootageRequest>;
/** Newest first. */
export const FootageRequestList = z.strictObject({ requests: z.array(FootageRequest).max(MAX_FOOTAGE_REQUESTS) });

/** Who would be asked if the wish were sent. Nobody is contacted by it. */
export const FootagePreview = z.strictObject({
  items: z.array(FootageItem).max(MAX_FOOTAGE_CAMERAS),
  /** Owners of the cameras that would be asked about. */
  owners: z.int().nonnegative(),
});
export type FootagePreview = z.infer<typeof FootagePreview>;

/** `approve` and `decline` are a supervisor's; `withdraw` is for who asked, and for supervisors. */
export const FootageStep = z.enum(["approve", "decline", "withdraw"]);
export type FootageStep = z.infer<typeof FootageStep>;

/** Why a span cannot be asked for; undefined where it can. Times are hub time, UTC epoch milliseconds. */
export const SPAN_FAULTS = ["too-long", "too-short", "not-past", "before-incident"] as const;
export type SpanFault = (typeof SPAN_FAULTS)[number];
export function checkFootageSpan(span: FootageSpan, openedAtMs: number, nowMs: number): SpanFault | undefined {
  const lengthMs = span.toMs - span.fromMs;
  if (lengthMs > MAX_FOOTAGE_SPAN_MS) return "too-long";
  if (lengthMs < MIN_FOOTAGE_SPAN_MS) return "too-short";
  if (span.toMs > nowMs) return "not-past";
  return span.fromMs < openedAtMs - FOOTAGE_BEFORE_INCIDENT_MS ? "before-incident" : undefined;
}

const Nothing = z.strictObject({});
const byId = z.strictObject({ id: Id });

/** The hub's calls about recordings that owners keep: a part of the table in hubRoutes.ts. */
export const FOOTAGE_ROUTES = {
  footageRequests: {
    method: "GET",
    path: "/v1/footage-requests",
    auth: "session",
    summary: "Requests to owners for recordings: of one incident, or those that wait for a supervisor.",
    params: Nothing,
    query: z.strictObject({ incidentId: Id.optional() }),
    body: Nothing,
    answer: FootageRequestList,
  },
  previewFootage: {
    method: "POST",
    path: "/v1/footage-requests/preview",
    auth: "session",
    summary: "Who would be asked. Nobody is contacted; audited as a look-up.",
    params: Nothing,
    query: Nothing,
    body: FootageWish.omit({ why: true }),
    answer: FootagePreview,
  },
  askFootage: {
    method: "POST",
    path: "/v1/footage-requests",
    auth: "session",
    summary: "Ask a supervisor, and after their yes the owners, for recordings they keep.",
    params: Nothing,
    query: Nothing,
    body: FootageWish,
    answer: FootageRequest,
  },
  stepFootage: {
    method: "POST",
    path: "/v1/footage-requests/{id}",
    auth: "session",
    summary: "Approve or decline a request for recordings, or withdraw it.",
    params: byId,
    query: Nothing,
    body: z.strictObject({ step: FootageStep }),
    answer: FootageRequest,
  },
} as const;
