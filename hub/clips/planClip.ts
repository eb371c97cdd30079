import type { Rendition } from "../../contract/cameras.ts";
import type { RecordedSegment, Span } from "../../contract/recorded.ts";
import type { RecordedSource, RecordedTrack } from "../ports.ts";

/**
 * How long before its span a clip may begin: a file begins with a key frame, and few cameras are further apart with
 * theirs. Our choice. The consent check is asked for this, too.
 */
export const CLIP_LEAD_MS = 10_000;
/** Segments read of one list at a time. */
const PAGE = 500;
/** A better picture is taken over one of which a little more was recorded. Our choice. */
const NEARLY_ALL = 0.95;

/** What is to be read for one file. */
export interface ClipPlan {
  readonly track: RecordedTrack;
  readonly rendition: Rendition;
  /** Lines the file may have; fewer than the rendition's where the terms ask for it. */
  readonly heightPx: number;
  /** Oldest first; the first may begin before what is permitted, and the last end after. */
  readonly segments: readonly RecordedSegment[];
  /** No frame outside these. */
  readonly permitted: readonly Span[];
  /** Where the file should begin, and where it ends. */
  readonly wanted: Span;
}

/** Null where nothing was recorded. */
export async function planClip(
  source: RecordedSource,
  wish: { cameraId: string; wanted: Span; permitted: readonly Span[]; maxHeightPx: number },
): Promise<ClipPlan | null> {
  const { cameraId, wanted, permitted, maxHeightPx } = wish;
  const rendition = await chooseRendition(source, wish);
  if (rendition === undefined) return null;
  const track = { cameraId, rendition: rendition.name };
  const segments = await listSegments(source, track, wanted);
  if (segments.length === 0) return null;
  const heightPx = Math.min(rendition.heightPx, maxHeightPx);
  return { track, rendition, heightPx, segments, permitted, wanted };
}

/** The best that the terms allow and of which nearly as much was recorded as of any; the smallest, where none fits. */
async function chooseRendition(
  source: RecordedSource,
  { cameraId, wanted, maxHeightPx }: { cameraId: string; wanted: Span; maxHeightPx: number },
): Promise<Rendition | undefined> {
  const all = source.renditions(cameraId);
  const fitting = all.filter(({ heightPx }) => heightPx <= maxHeightPx);
  const offered = fitting.length > 0 ? fitting : all.slice(-1);
  const weighed = await Promise.all(
    offered.map(async (rendition) => ({ rendition, ms: await measure(source, cameraId, rendition, wanted) })),
  );
  const mostMs = Math.max(0, ...weighed.map(({ ms }) => ms));
  return mostMs === 0 ? undefined : weighed.find(({ ms }) => ms >= mostMs * NEARLY_ALL)?.rendition;
}

async function measure(source: RecordedSource, cameraId: string, { name }: Rendition, wanted: Span): Promise<number> {
  const spans = await source.spans({ cameraId, rendition: name }, wanted);
  return spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

async function listSegments(source: RecordedSource, track: RecordedTrack, within: Span): Promise<RecordedSegment[]> {
  const found: RecordedSegment[] = [];
  let { fromMs } = within;
  while (fromMs < within.toMs) {
    const page = await source.segments(track, { fromMs, toMs: within.toMs }, PAGE);
    // One that reaches over the edge of two pages is in both.
    const lastSeq = found.at(-1)?.seq ?? -1;
    const fresh = page.filter(({ seq }) => seq > lastSeq);
    found.push(...fresh);
    const last = fresh.at(-1);
    if (page.length < PAGE || last === undefined) break;
    fromMs = Math.max(fromMs + 1, last.atMs + last.durationMs);
  }
  return found;
}
