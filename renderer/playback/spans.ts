import type { Span } from "../../contract/recorded.ts";

/** Spans of recorded time, ascending and apart, as pure values. */

/** Everything that any of the lists covers. */
export function mergeSpans(lists: readonly (readonly Span[])[]): Span[] {
  const all = lists.flat().sort((a, b) => a.fromMs - b.fromMs);
  const merged: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of all) {
    const last = merged.at(-1);
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else merged.push({ fromMs, toMs });
  }
  return merged;
}

/** What lies between spans inside `within`. */
export function listGaps(spans: readonly Span[], within: Span): Span[] {
  const gaps: Span[] = [];
  let fromMs = within.fromMs;
  for (let index = findFirst(spans, within.fromMs); index < spans.length; index++) {
    const span = spans[index];
    if (span === undefined || span.fromMs >= within.toMs) break;
    if (span.fromMs > fromMs) gaps.push({ fromMs, toMs: span.fromMs });
    fromMs = Math.max(fromMs, span.toMs);
  }
  if (fromMs < within.toMs) gaps.push({ fromMs, toMs: within.toMs });
  return gaps;
}

/** The index of the first span that ends after an instant. */
export function findFirst(spans: readonly Span[], atMs: number): number {
  let [from, to] = [0, spans.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((spans[middle]?.toMs ?? 0) > atMs) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Milliseconds of `within` that spans cover. */
export function measureCovered(spans: readonly Span[], within: Span): number {
  const missingMs = listGaps(spans, within).reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs), 0);
  return within.toMs - within.fromMs - missingMs;
}

/** Spans with what is known better of a window in the place of what was there. */
export function spliceSpans(spans: readonly Span[], better: readonly Span[], window: Span): Span[] {
  const outside = spans.flatMap(({ fromMs, toMs }) => [
    ...(fromMs < window.fromMs ? [{ fromMs, toMs: Math.min(toMs, window.fromMs) }] : []),
    ...(toMs > window.toMs ? [{ fromMs: Math.max(fromMs, window.toMs), toMs }] : []),
  ]);
  return mergeSpans([outside, better]);
}
