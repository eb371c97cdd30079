import { Fault } from "../../contract/faults.ts";
import { MAX_INDEX_SEGMENTS, type RecordedInit, type RecordedSegment, type Span } from "../../contract/recorded.ts";
import type { FrameChoice } from "../../contract/viewings.ts";
import type { AdmittedViewing, RecordedSource, RecordedTrack } from "../ports.ts";
import { countBefore, type Fragment, readFragment, readTimescale, writeFragment } from "./fragment.ts";

/**
 * What a viewing may be served of a recording. A segment that begins before the range is left out, because nothing
 * after its first frame can be shown without it; one that goes on beyond the range is cut to the frames within.
 */

export interface Served {
  readonly recordings: RecordedSource;
  readonly viewing: AdmittedViewing;
  readonly track: RecordedTrack;
}

/** A segment, and where the range ends that it begins in. */
interface Found {
  readonly segment: RecordedSegment;
  readonly endMs: number;
}

const MS_PER_S = 1_000;

/** Segments of a stretch as they would be served, oldest first, at most as many as an index holds. */
export async function listServed(
  served: Served,
  asked: Span,
): Promise<{ segments: RecordedSegment[]; truncatedAtMs?: number }> {
  const { recordings, track, viewing } = served;
  const segments: RecordedSegment[] = [];
  for (const part of viewing.permitted(asked)) {
    const whole = wholePart(viewing, part);
    for (const segment of await recordings.segments(track, part, MAX_INDEX_SEGMENTS + 2)) {
      if (segment.atMs < whole.fromMs || (await isTooLarge(served, segment))) continue;
      if (segments.length === MAX_INDEX_SEGMENTS) return { segments, truncatedAtMs: segment.atMs };
      const cut = await describeCut(served, { segment, endMs: whole.toMs });
      if (cut !== null) segments.push(cut);
    }
  }
  return { segments };
}

/** Throws `NOT_FOUND` for what was not recorded, and `GRANT_WRONG` for what is not permitted. */
export async function findServed(served: Served, seq: number): Promise<Found> {
  const { recordings, track, viewing } = served;
  const segment = Number.isSafeInteger(seq) ? await recordings.findSegment(track, seq) : undefined;
  if (segment === undefined) throw new Fault("NOT_FOUND", "There is no such part of the recording.");
  const { atMs, durationMs } = segment;
  const [part] = viewing.permitted({ fromMs: atMs, toMs: atMs + Math.max(1, durationMs) });
  if (part?.fromMs !== atMs) throw new Fault("GRANT_WRONG", "This time is not permitted.");
  if (await isTooLarge(served, segment)) throw new Fault("GRANT_WRONG", "The picture is larger than is permitted.");
  return { segment, endMs: part.toMs };
}

/** The bytes of a segment, or of its key frame alone, which then lasts as long. */
export async function readServed(served: Served, found: Found, frames: FrameChoice): Promise<Buffer> {
  const { segment, endMs } = found;
  const bytes = await served.recordings.readSegment(served.track, segment.seq);
  if (bytes === undefined) throw gone();
  const isWhole = segment.atMs + segment.durationMs <= endMs;
  if (isWhole && frames === "all") return bytes;
  const { fragment, countUntil, ticksUntil } = await openSegment(served, segment, bytes);
  const count = isWhole ? fragment.samples.length : countUntil(endMs);
  if (count === 0) throw new Fault("GRANT_WRONG", "This time is not permitted.");
  if (frames === "all") return writeFragment(fragment, count, isWhole ? undefined : ticksUntil(endMs));
  const wholeTicks = fragment.samples.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
  return writeFragment(fragment, 1, isWhole ? wholeTicks : ticksUntil(endMs));
}

/** A part's own ends may be those of the question: a segment may reach over these, and only over these. */
function wholePart(viewing: AdmittedViewing, part: Span): Span {
  const [wide = part] = viewing
    .permitted({ fromMs: part.fromMs - LONGEST_SEGMENT_MS, toMs: part.toMs + LONGEST_SEGMENT_MS })
    .filter(({ fromMs, toMs }) => fromMs <= part.fromMs && part.toMs <= toMs);
  return wide;
}

/** No recorder makes longer ones. */
const LONGEST_SEGMENT_MS = 60_000;

/** A segment as it is served; null where none of its frames is. */
async function describeCut(served: Served, { segment, endMs }: Found): Promise<RecordedSegment | null> {
  if (segment.atMs + segment.durationMs <= endMs) return segment;
  const bytes = await served.recordings.readSegment(served.track, segment.seq);
  if (bytes === undefined) return null;
  const { countUntil } = await openSegment(served, segment, bytes);
  const frames = countUntil(endMs);
  return frames === 0 ? null : { ...segment, frames, durationMs: endMs - segment.atMs };
}

async function openSegment({ recordings, track }: Served, segment: RecordedSegment, bytes: Buffer) {
  const facts = await recordings.findInit(track, segment.init);
  const init = await recordings.readInit(track, segment.init);
  if (facts === undefined || init === undefined) throw gone();
  const { fragment, timescale } = parse(bytes, init);
  const ticksAt = (atMs: number) => Math.floor(((atMs - facts.baseMs) * timescale) / MS_PER_S);
  return {
    fragment,
    countUntil: (endMs: number) => countBefore(fragment, ticksAt(endMs)),
    ticksUntil: (endMs: number) => Math.max(1, ticksAt(endMs) - fragment.startTicks),
  };
}

function parse(bytes: Buffer, init: Buffer): { fragment: Fragment; timescale: number } {
  try {
    return { fragment: readFragment(bytes), timescale: readTimescale(init) };
  } catch {
    throw gone();
  }
}

async function isTooLarge({ recordings, track, viewing }: Served, { init }: RecordedSegment): Promise<boolean> {
  const facts: RecordedInit | undefined = await recordings.findInit(track, init);
  return facts === undefined || facts.heightPx > viewing.maxHeightPx;
}

function gone(): Fault {
  return new Fault("NOT_FOUND", "This part of the recording can no longer be read.");
}
