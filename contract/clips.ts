import { z } from "zod";
import { AtMs, CameraNumber, Id, Label, Note } from "./primitives.ts";
import { ReasonCode } from "./reasons.ts";
import { Span } from "./recorded.ts";

/**
 * Clips: pieces of recordings that the hub cuts for an incident and keeps with it. A plain copy to work with, never
 * evidence: nothing in it is sealed or signed. Each pull and each download is a consent decision with action `export`.
 */

/** Most cameras of one pull, longest and shortest span of a clip. */
export const MAX_CLIP_CAMERAS = 16;
export const MAX_CLIP_SPAN_MS = 2 * 3_600_000;
export const MIN_CLIP_SPAN_MS = 1_000;
/** Most clips of one incident, and of what may be told of one. Our choice. */
export const MAX_INCIDENT_CLIPS = 200;
export const MAX_CLIP_PIECES = 100;
export const MAX_CLIP_MARKERS = 100;
/** Usual span of a pull for an incident, before and after it was opened. */
export const CLIP_BEFORE_INCIDENT_MS = 5 * 60_000;
export const CLIP_AFTER_INCIDENT_MS = 10 * 60_000;

/** `failed`: it never came to be. `ended`: it was taken away again. Both with `why`. */
export const CLIP_STATES = ["queued", "working", "ready", "failed", "ended"] as const;
export const ClipState = z.enum(CLIP_STATES);
export type ClipState = z.infer<typeof ClipState>;

/** `copied`: the frames as they were recorded. `re-encoded`: with what the owner's terms ask for burned in. */
export const CLIP_MAKINGS = ["copied", "re-encoded"] as const;
export const ClipMaking = z.enum(CLIP_MAKINGS);
export type ClipMaking = z.infer<typeof ClipMaking>;

/** Why there is no file. */
export const CLIP_WHYS = [
  "refused",
  "not-recorded",
  "unreadable",
  "no-encoder",
  "encoder-failed",
  "disk-full",
  "room-used-up",
  "not-written",
  "cancelled",
  "deleted",
  "owner-withdrew",
  "terms-changed",
  "incident-closed",
] as const;
export const ClipWhy = z.enum(CLIP_WHYS);
export type ClipWhy = z.infer<typeof ClipWhy>;

/**
 * Why a part of the span is not in the file. `not-yet`: it lay in the future. `outside-terms`: the owner's terms do not
 * reach there. `damaged`: it was recorded and cannot be read. `other-format`: the camera changed its picture there, and
 * one file holds one kind of picture.
 */
export const CLIP_GAP_WHYS = ["not-recorded", "not-yet", "outside-terms", "damaged", "other-format"] as const;
export const ClipGapWhy = z.enum(CLIP_GAP_WHYS);
export type ClipGapWhy = z.infer<typeof ClipGapWhy>;

export const ClipGap = Span.extend({ why: ClipGapWhy });
export type ClipGap = z.infer<typeof ClipGap>;

export const Clip = z.strictObject({
  id: Id,
  incidentId: Id,
  cameraId: Id,
  number: CameraNumber,
  cameraName: Label,
  /** As asked for. */
  fromMs: AtMs,
  toMs: AtMs,
  name: Label,
  description: Note,
  /** Those of its incident that lie in its span and are about its camera or none. */
  markers: z.array(z.strictObject({ atMs: AtMs, text: Label })).max(MAX_CLIP_MARKERS),
  state: ClipState,
  /** 0 to 1, while it is made. */
  progress: z.number().min(0).max(1),
  /** Absent until it is known. */
  making: ClipMaking.optional(),
  /** What the file holds; begins up to a few seconds before the span, where the group of pictures does. */
  covered: z.array(Span).max(MAX_CLIP_PIECES),
  /** What it does not hold of the span, the longest parts if there are many. */
  missing: z.array(ClipGap).max(MAX_CLIP_PIECES),
  /** Of the file; absent while there is none. */
  bytes: z.int().nonnegative().optional(),
  why: ClipWhy.optional(),
  /** With `refused`; and with `ready`, why the one who reads this would not be given the file now. */
  reasons: z.array(ReasonCode).max(16),
  /** With `ready`: it lacks what the terms ask for by now, and is to be pulled anew. */
  isOutdated: z.boolean(),
  askedBy: Label,
  askedAtMs: AtMs,
  /** Whether the one who reads this asked for it, and may cancel or delete it. */
  isOwn: z.boolean(),
});
export type Clip = z.infer<typeof Clip>;
/** Newest pull first, its cameras in the order asked. */
export const ClipList = z.strictObject({ clips: z.array(Clip).max(MAX_INCIDENT_CLIPS) });
export type ClipList = z.infer<typeof ClipList>;

/** One clip of each camera. What lies in the future is left off, and said. */
export const ClipsRequest = z.strictObject({
  incidentId: Id,
  cameraIds: z.array(Id).min(1).max(MAX_CLIP_CAMERAS),
  fromMs: AtMs,
  toMs: AtMs,
});
export type ClipsRequest = z.infer<typeof ClipsRequest>;

/** What would come of a pull: how the clip would be made, or why there would be none. */
export const CLIP_PROSPECTS = [...CLIP_MAKINGS, "refused", "no-encoder", "not-recorded"] as const;
export const ClipProspect = z.enum(CLIP_PROSPECTS);
export type ClipProspect = z.infer<typeof ClipProspect>;
export const ClipPreview = z.strictObject({
  items: z
    .array(
      z.strictObject({
        cameraId: Id,
        prospect: ClipProspect,
        reasons: z.array(ReasonCode).max(16),
        /** Of the span; empty where it may not be known. */
        covered: z.array(Span).max(MAX_CLIP_PIECES),
      }),
    )
    .max(MAX_CLIP_CAMERAS),
});
export type ClipPreview = z.infer<typeof ClipPreview>;

export const ClipChange = z.strictObject({ name: Label.optional(), description: Note.optional() });
export type ClipChange = z.infer<typeof ClipChange>;

/** Why a span cannot be pulled; undefined where it can. Times are hub time, UTC epoch milliseconds. */
export const CLIP_SPAN_FAULTS = ["reversed", "too-short", "too-long", "future"] as const;
export type ClipSpanFault = (typeof CLIP_SPAN_FAULTS)[number];
export function checkClipSpan({ fromMs, toMs }: Span, nowMs: number): ClipSpanFault | undefined {
  if (toMs <= fromMs) return "reversed";
  if (toMs - fromMs > MAX_CLIP_SPAN_MS) return "too-long";
  if (toMs - fromMs < MIN_CLIP_SPAN_MS) return "too-short";
  return fromMs > nowMs - MIN_CLIP_SPAN_MS ? "future" : undefined;
}

const Nothing = z.strictObject({});
const byId = z.strictObject({ id: Id });

/** The hub's calls about clips: a part of the table in hubRoutes.ts. */
export const CLIP_ROUTES = {
  pullClips: {
    method: "POST",
    path: "/v1/clips",
    auth: "session",
    summary: "Cut clips of recordings for an incident, in the background. The same again makes nothing twice.",
    params: Nothing,
    query: Nothing,
    body: ClipsRequest,
    answer: ClipList,
  },
  previewClips: {
    method: "POST",
    path: "/v1/clips/preview",
    auth: "session",
    summary: "What would come of a pull. Cuts nothing; audited as a look-up.",
    params: Nothing,
    query: Nothing,
    body: ClipsRequest,
    answer: ClipPreview,
  },
  clips: {
    method: "GET",
    path: "/v1/incidents/{id}/clips",
    auth: "session",
    summary: "The clips of an incident.",
    params: byId,
    query: Nothing,
    body: Nothing,
    answer: ClipList,
  },
  changeClip: {
    method: "PATCH",
    path: "/v1/clips/{id}",
    auth: "session",
    summary: "Name or describe a clip.",
    params: byId,
    query: Nothing,
    body: ClipChange,
    answer: Clip,
  },
  removeClip: {
    method: "DELETE",
    path: "/v1/clips/{id}",
    auth: "session",
    summary:
      "Cancel a clip that is being made, or delete the file of one that is ready. What was done stays on record.",
    params: byId,
    query: Nothing,
    body: Nothing,
    answer: Nothing,
  },
} as const;

/** Not JSON, so not in the table: the file, with ranges (RFC 9110, 14). */
export const CLIP_FILE_PATH = "/v1/clips/:id/file";

/** A clip on its way to this station's disk. */
export const ClipDownload = z.strictObject({
  clipId: Id,
  state: z.enum(["going", "done", "failed"]),
  receivedBytes: z.int().nonnegative(),
  totalBytes: z.int().nonnegative(),
  /** Where it was written, once it is. */
  path: z.string().max(4_096).optional(),
  /** Why it failed. */
  sentence: z.string().max(3_000).optional(),
});
export type ClipDownload = z.infer<typeof ClipDownload>;
/** Downloads a desk remembers; the oldest finished ones go first. Our choice. */
export const MAX_CLIP_DOWNLOADS = 64;

/** What a window may ask of its desk about clips: a part of the table in deskApi.ts. */
export const CLIP_CALLS = {
  "clips.list": { params: z.strictObject({ incidentId: Id }), result: ClipList },
  "clips.pull": { params: ClipsRequest, result: ClipList },
  "clips.preview": { params: ClipsRequest, result: ClipPreview },
  "clips.change": { params: z.strictObject({ clipId: Id, change: ClipChange }), result: Clip },
  "clips.remove": { params: z.strictObject({ clipId: Id }), result: Nothing },
  /** Into this station's folder, never over another file; how it goes on is told by `clips.downloading`. */
  "clips.download": { params: z.strictObject({ clipId: Id, incidentId: Id }), result: Nothing },
  "clips.cancelDownload": { params: z.strictObject({ clipId: Id }), result: Nothing },
  "clips.downloads": {
    params: Nothing,
    result: z.strictObject({ downloads: z.array(ClipDownload).max(MAX_CLIP_DOWNLOADS) }),
  },
} as const;

export const CLIP_EVENTS = {
  /** Those of this incident are to be read anew. A few times a second at most. */
  "clips.changed": z.strictObject({ incidentId: Id }),
  "clips.downloading": ClipDownload,
} as const;
