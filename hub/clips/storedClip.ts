import { z } from "zod";
import { ClipGap, ClipMaking, ClipState, ClipWhy, MAX_CLIP_PIECES } from "../../contract/clips.ts";
import { Mask } from "../../contract/consentRecord.ts";
import { AtMs, Id, Label, Note } from "../../contract/primitives.ts";
import { ReasonCode } from "../../contract/reasons.ts";
import { Span } from "../../contract/recorded.ts";
import { Purpose } from "../../contract/viewings.ts";

/** What was done to the pictures of a file; terms that ask for more make it unfit to be handed out. */
export const ClipBurn = z.strictObject({
  watermark: z.boolean(),
  /** Those drawn by the hub. */
  masks: z.array(Mask).max(32),
  heightPx: z.int().nonnegative(),
});
export type ClipBurn = z.infer<typeof ClipBurn>;

/** A clip as the hub keeps it. */
export const StoredClip = z.strictObject({
  id: Id,
  incidentId: Id,
  cameraId: Id,
  fromMs: AtMs,
  toMs: AtMs,
  /** End of what there could be when it was asked for: a span may reach into the future. */
  untilMs: AtMs,
  name: Label,
  description: Note,
  state: ClipState,
  making: ClipMaking.optional(),
  covered: z.array(Span).max(MAX_CLIP_PIECES),
  missing: z.array(ClipGap).max(MAX_CLIP_PIECES),
  bytes: z.int().nonnegative().optional(),
  burn: ClipBurn.optional(),
  why: ClipWhy.optional(),
  reasons: z.array(ReasonCode).max(16),
  operatorId: Id,
  operatorLabel: Label,
  stationId: Id,
  purpose: Purpose,
  askedAtMs: AtMs,
  /** Its place among those of one pull. */
  rank: z.int().nonnegative(),
});
export type StoredClip = z.infer<typeof StoredClip>;

/** Still to be made. */
export function isUnderWay({ state }: Pick<StoredClip, "state">): boolean {
  return state === "queued" || state === "working";
}
