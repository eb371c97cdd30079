import { z } from "zod";
import { RenditionName } from "./cameras.ts";
import { AtMs, DurationMs } from "./primitives.ts";

/** Recorded pictures: the range of a viewing, and what lies below its media path. */

/** Longest range of one recorded viewing. A longer wish is cut to its last so many milliseconds, and the answer says so. */
export const MAX_RECORDED_RANGE_MS = 7 * 86_400_000;

/**
 * Captured from `fromMs` on and before `toMs`, hub time; null rolls along with now. Reversed or future ones are
 * not malformed: the consent check denies them with a reason.
 */
export const TimeRange = z.strictObject({ fromMs: AtMs, toMs: AtMs.nullable() });
export type TimeRange = z.infer<typeof TimeRange>;

/** From `fromMs` on and before `toMs`, hub time. */
export const Span = z.strictObject({ fromMs: AtMs, toMs: AtMs });
export type Span = z.infer<typeof Span>;

/** Whose clock the times of a recording are: the hub's when the frames reached it, or the camera's own. */
export const CLOCK_BASES = ["recorder", "camera"] as const;
export const ClockBasis = z.enum(CLOCK_BASES);
export type ClockBasis = z.infer<typeof ClockBasis>;

/** Most segments of one index; what comes after is asked for from `truncatedAtMs` on. */
export const MAX_INDEX_SEGMENTS = 600;
/** Most spans of one answer. */
export const MAX_SPANS = 2_000;

/** A header of segments (`init-{init}.mp4`). Media time of their frames is the time of capture less `baseMs`. */
export const RecordedInit = z.strictObject({
  init: z.int().nonnegative(),
  /** As in RFC 6381. */
  codec: z.string().max(64),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  baseMs: AtMs,
});
export type RecordedInit = z.infer<typeof RecordedInit>;

/** A stretch of pictures that begins with a key frame (`{seq}.m4s`; `{seq}.key.m4s` is that frame alone, as long). */
export const RecordedSegment = z.strictObject({
  /** Grows with time within one rendition of one camera. */
  seq: z.int().nonnegative(),
  /** Capture of the first frame. */
  atMs: AtMs,
  durationMs: DurationMs,
  frames: z.int().positive(),
  init: z.int().nonnegative(),
});
export type RecordedSegment = z.infer<typeof RecordedSegment>;

/** Question to `{rendition}/index.json`. */
export const SpanQuery = z
  .strictObject({ fromMs: z.coerce.number().pipe(AtMs), toMs: z.coerce.number().pipe(AtMs) })
  .refine(({ fromMs, toMs }) => fromMs < toMs, "toMs must be after fromMs");

/** What was recorded of one rendition, within the question and the viewing's range. Between spans there is nothing. */
export const RecordedIndex = z.strictObject({
  rendition: RenditionName,
  basis: ClockBasis,
  spans: z.array(Span).max(MAX_SPANS),
  /** Oldest first. Each lies within the viewing's range; the last may have been cut at its end. */
  segments: z.array(RecordedSegment).max(MAX_INDEX_SEGMENTS),
  /** Every header the segments name. */
  inits: z.array(RecordedInit).max(MAX_INDEX_SEGMENTS),
  /** Spans and segments from here on were left off; absent where none were. */
  truncatedAtMs: AtMs.optional(),
});
export type RecordedIndex = z.infer<typeof RecordedIndex>;

/** Question to `coverage.json`: gaps shorter than `stepMs` do not matter. */
export const CoverageQuery = SpanQuery.safeExtend({
  stepMs: z.coerce.number().pipe(z.int().min(0).max(86_400_000)).default(0),
});

/** When anything was recorded of a camera, in whatever rendition. */
export const RecordedCoverage = z.strictObject({
  spans: z.array(Span).max(MAX_SPANS),
  /** The viewing's range. */
  range: TimeRange,
  /** The shortest gap that is told; more than was asked for where there would have been too many spans. */
  stepMs: DurationMs,
});
export type RecordedCoverage = z.infer<typeof RecordedCoverage>;

/** Claims are by tile. Those of the Playback screen and of replays have numbers no wall's layout has. */
export const PLAYBACK_FIRST_TILE = 101;
export const MAX_PLAYBACK_TILES = 16;
/** The replay in tile N of the wall is claimed by tile N and this. */
export const REPLAY_TILE_OFFSET = 200;
