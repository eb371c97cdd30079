import { MAX_RECORDED_RANGE_MS } from "../../contract/recorded.ts";

/** What the timeline shows of time: pure steps on it. Instants are hub time, UTC epoch milliseconds. */

export interface TimeView {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Narrowest and widest view: single frames stand apart in the first, the second is as long as one recorded viewing. */
export const MIN_VIEW_MS = 100;
export const MAX_VIEW_MS = MAX_RECORDED_RANGE_MS;

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** The nearest view inside the bounds; one that is wider than they are is cut to them. */
export function keepInside({ fromMs, toMs }: TimeView, bounds: TimeView): TimeView {
  const lengthMs = Math.min(clamp(toMs - fromMs, MIN_VIEW_MS, MAX_VIEW_MS), bounds.toMs - bounds.fromMs);
  const start = clamp(fromMs, bounds.fromMs, bounds.toMs - lengthMs);
  return { fromMs: start, toMs: start + lengthMs };
}

/** `factor` above 1 shows less time. What is at `atMs` stays where it is on the glass, as far as the bounds allow. */
export function zoomView(view: TimeView, factor: number, atMs: number, bounds: TimeView): TimeView {
  const lengthMs = view.toMs - view.fromMs;
  const most = Math.min(MAX_VIEW_MS, bounds.toMs - bounds.fromMs);
  const nextMs = clamp(lengthMs / factor, MIN_VIEW_MS, Math.max(MIN_VIEW_MS, most));
  const share = (atMs - view.fromMs) / lengthMs;
  const fromMs = atMs - share * nextMs;
  return keepInside({ fromMs, toMs: fromMs + nextMs }, bounds);
}

export function panView(view: TimeView, byMs: number, bounds: TimeView): TimeView {
  return keepInside({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, bounds);
}

/** The same length with `atMs` in its middle. */
export function centreView(view: TimeView, atMs: number, bounds: TimeView): TimeView {
  return panView(view, atMs - (view.fromMs + view.toMs) / 2, bounds);
}

/** How much of the view the playhead may cross before the view turns its page, like a score before a player. */
const PAGE_AT = 0.95;
/** Where the playhead stands on the new page. */
const PAGE_FROM = 0.1;

/**
 * The view that keeps a moving playhead in sight: the same one while it is inside, a page further where it has nearly
 * left it, centred where it jumped out of it. The same object where nothing moves.
 */
export function followPlayhead(view: TimeView, atMs: number, isBackwards: boolean, bounds: TimeView): TimeView {
  const lengthMs = view.toMs - view.fromMs;
  const share = (atMs - view.fromMs) / lengthMs;
  if (share < 0 || share > 1) return centreView(view, atMs, bounds);
  const isAtEdge = isBackwards ? share < 1 - PAGE_AT : share > PAGE_AT;
  if (!isAtEdge) return view;
  const next = panView(view, (share - (isBackwards ? 1 - PAGE_FROM : PAGE_FROM)) * lengthMs, bounds);
  return next.fromMs === view.fromMs && next.toMs === view.toMs ? view : next;
}
