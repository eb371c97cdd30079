import { type ClipGap, MAX_CLIP_PIECES } from "../../contract/clips.ts";
import type { Span } from "../../contract/recorded.ts";

/** Times of a clip: what is in the file, and what is not and why. */

/** Pictures that follow each other within this time are one stretch: cameras are not that punctual. Our choice. */
export const JOINED_MS = 250;

/** Adds a stretch after the last one, or to it. */
export function addStretch(spans: readonly Span[], { fromMs, toMs }: Span): Span[] {
  const last = spans.at(-1);
  if (last === undefined || fromMs - last.toMs > JOINED_MS) return [...spans, { fromMs, toMs }];
  return [...spans.slice(0, -1), { fromMs: last.fromMs, toMs: Math.max(last.toMs, toMs) }];
}

/**
 * Every part of `asked` that is not `covered`, oldest first, with the first of `causes` that reaches into it; a part
 * that several reach into is split. What has no cause was not recorded.
 */
export function listMissing(asked: Span, covered: readonly Span[], causes: readonly ClipGap[]): ClipGap[] {
  const holes = subtract(asked, covered);
  const parts = holes.flatMap((hole) => explain(hole, causes));
  return joinAlike(parts).filter(({ fromMs, toMs }) => toMs - fromMs > JOINED_MS);
}

/** Segments fail one by one, and are told as one part. */
function joinAlike(parts: readonly ClipGap[]): ClipGap[] {
  const joined: ClipGap[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.why === part.why && last.toMs === part.fromMs) joined.splice(-1, 1, { ...last, toMs: part.toMs });
    else joined.push(part);
  }
  return joined;
}

function subtract(whole: Span, taken: readonly Span[]): Span[] {
  let left: Span[] = [whole];
  for (const { fromMs, toMs } of taken) {
    left = left.flatMap((span) => {
      if (toMs <= span.fromMs || fromMs >= span.toMs) return [span];
      return [
        { fromMs: span.fromMs, toMs: fromMs },
        { fromMs: toMs, toMs: span.toMs },
      ].filter((part) => part.fromMs < part.toMs);
    });
  }
  return left;
}

function explain(hole: Span, causes: readonly ClipGap[]): ClipGap[] {
  const cause = causes.find(({ fromMs, toMs }) => fromMs < hole.toMs && toMs > hole.fromMs);
  if (cause === undefined) return [{ ...hole, why: "not-recorded" }];
  const fromMs = Math.max(hole.fromMs, cause.fromMs);
  const toMs = Math.min(hole.toMs, cause.toMs);
  const rest = causes.filter((other) => other !== cause);
  const before = fromMs > hole.fromMs ? explain({ fromMs: hole.fromMs, toMs: fromMs }, rest) : [];
  const after = toMs < hole.toMs ? explain({ fromMs: toMs, toMs: hole.toMs }, rest) : [];
  return [...before, { fromMs, toMs, why: cause.why }, ...after];
}

/** At most as many as may be told: the longest ones, in their order. */
export function boundPieces<T extends Span>(pieces: readonly T[]): T[] {
  if (pieces.length <= MAX_CLIP_PIECES) return [...pieces];
  const length = ({ fromMs, toMs }: Span) => toMs - fromMs;
  const longest = new Set([...pieces].sort((a, b) => length(b) - length(a)).slice(0, MAX_CLIP_PIECES));
  return pieces.filter((piece) => longest.has(piece));
}
