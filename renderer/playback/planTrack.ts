import type { Span } from "../../contract/recorded.ts";
import { findFirst } from "./spans.ts";
import type { TimeView } from "./timeView.ts";

/** Pixels from the left of the tracks, whole ones. */
export interface Bar {
  readonly fromPx: number;
  readonly toPx: number;
}

export interface TrackPlan {
  /** Recorded. */
  readonly bars: readonly Bar[];
  /** Not recorded, one pixel at least however short: a gap of a second is seen in a week, too. */
  readonly gaps: readonly Bar[];
}

/**
 * What a track draws of its spans in a view, as many rectangles as there are pixels at most. `known` is the time the
 * spans speak of: outside it there is neither bar nor gap.
 */
export function planTrack(spans: readonly Span[], known: Span, view: TimeView, widthPx: number): TrackPlan {
  const pxPerMs = widthPx / (view.toMs - view.fromMs);
  const toPx = (atMs: number) => Math.round(Math.max(0, Math.min(widthPx, (atMs - view.fromMs) * pxPerMs)));
  const [startMs, endMs] = [Math.max(known.fromMs, view.fromMs), Math.min(known.toMs, view.toMs)];
  if (startMs >= endMs) return { bars: [], gaps: [] };
  const bars: Bar[] = [];
  const gaps: Bar[] = [];
  let atPx = toPx(startMs);
  let lastMs = startMs;
  const addGap = (untilMs: number) => {
    const until = toPx(untilMs);
    const from = until > atPx ? atPx : Math.max(0, Math.min(atPx, widthPx - 1));
    const previous = gaps.at(-1);
    // Gaps that share a pixel are one.
    if (previous === undefined || previous.toPx <= from) gaps.push({ fromPx: from, toPx: Math.max(until, from + 1) });
    atPx = until;
  };
  for (let index = findFirst(spans, startMs); index < spans.length; index++) {
    const span = spans[index];
    if (span === undefined || span.fromMs >= endMs) break;
    if (span.fromMs > lastMs) addGap(span.fromMs);
    const until = toPx(Math.min(span.toMs, endMs));
    const previous = bars.at(-1);
    if (previous !== undefined && previous.toPx >= atPx)
      bars[bars.length - 1] = { fromPx: previous.fromPx, toPx: until };
    else if (until > atPx) bars.push({ fromPx: atPx, toPx: until });
    atPx = until;
    lastMs = span.toMs;
  }
  if (lastMs < endMs) addGap(endMs);
  return { bars, gaps };
}
