import type { Span } from "../../contract/recorded.ts";

/** What two spans share; empty where they share nothing. */
export function intersect(a: Span, b: Span): Span[] {
  const [fromMs, toMs] = [Math.max(a.fromMs, b.fromMs), Math.min(a.toMs, b.toMs)];
  return fromMs < toMs ? [{ fromMs, toMs }] : [];
}

/** Ascending, those that touch, or lie no farther apart than `stepMs`, made one. */
export function joinSpans(spans: readonly Span[], stepMs = 0): Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (last === undefined || span.fromMs - last.toMs > stepMs) joined.push(span);
    else joined[joined.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
  }
  return joined;
}
