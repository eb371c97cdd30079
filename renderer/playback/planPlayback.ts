import type { IncidentCamera, IncidentCameras, Prospect } from "../../contract/incidents.ts";
import type { TimeRange } from "../../contract/recorded.ts";
import { MAX_VIEW_MS, type TimeView } from "./timeView.ts";

/** What is opened of an incident, and from when. Pure. */

const MINUTE_MS = 60_000;
/** What led to a call lies before it (design: the incident's time minus 5 min). */
const BEFORE_CALL_MS = 5 * MINUTE_MS;
/** Asked for around a moment: the moment before it is often the next question. Our choice. */
const ASKED_BEFORE_MS = 60 * MINUTE_MS;
/** The first view of the timeline around a moment. Our choice: minutes can be told apart, and what followed is in it. */
const VIEW_BEFORE_MS = 6 * MINUTE_MS;
const VIEW_AFTER_MS = 24 * MINUTE_MS;

/** Down now says nothing about then: what such a camera recorded before may well be there. */
const OPENED: ReadonlySet<Prospect> = new Set(["allowed", "offline"]);

export interface OpeningPlan {
  readonly cameraIds: readonly string[];
  /** Not opened, nearest first; those that would have been allowed had there been room are among them. */
  readonly left: readonly IncidentCamera[];
}

/** The first `most` cameras near an incident that may be asked for without asking anybody, in the hub's rank. */
export function planOpening({ cameras }: Pick<IncidentCameras, "cameras">, most: number): OpeningPlan {
  const opened = cameras.filter(({ prospect }) => OPENED.has(prospect)).slice(0, most);
  return {
    cameraIds: opened.map(({ cameraId }) => cameraId),
    left: cameras.filter((camera) => !opened.includes(camera)),
  };
}

/** The earliest moment that can be played back, hub time. */
export function findEarliest(nowMs: number): number {
  return nowMs - MAX_VIEW_MS;
}

/** Where playback of an incident begins: a little before it was opened, but never before what can be asked for. */
export function chooseStart(openedAtMs: number, nowMs: number): number {
  return Math.max(findEarliest(nowMs), Math.min(openedAtMs - BEFORE_CALL_MS, nowMs));
}

/** What is asked for around a moment: from an hour before it to now. */
export function chooseRange(atMs: number, nowMs: number): TimeRange {
  return { fromMs: Math.floor(Math.max(findEarliest(nowMs), atMs - ASKED_BEFORE_MS)), toMs: null };
}

/** The range with a moment in it; the same object where it was in it. Never longer than one viewing may be. */
export function widenRange(range: TimeRange, atMs: number, nowMs: number): TimeRange {
  const fromMs = atMs < range.fromMs ? chooseRange(atMs, nowMs).fromMs : range.fromMs;
  const toMs = range.toMs !== null && atMs > range.toMs ? null : range.toMs;
  return fromMs === range.fromMs && toMs === range.toMs ? range : { fromMs, toMs };
}

export function chooseView(atMs: number, nowMs: number): TimeView {
  const toMs = Math.min(atMs + VIEW_AFTER_MS, nowMs);
  return { fromMs: Math.min(atMs - VIEW_BEFORE_MS, toMs - MINUTE_MS), toMs };
}

export type RangeWish =
  | { readonly kind: "range"; readonly range: TimeRange; readonly isCut: boolean }
  | { readonly kind: "reversed" | "future" | "too-early" };

/** A wished range as it can be asked for: one that is longer than a viewing may be is cut to its last part. */
export function judgeRange(wish: TimeRange, nowMs: number): RangeWish {
  const endMs = wish.toMs ?? nowMs;
  if (wish.fromMs >= nowMs || endMs > nowMs) return { kind: "future" };
  if (wish.fromMs >= endMs) return { kind: "reversed" };
  const earliestMs = findEarliest(nowMs);
  if (endMs <= earliestMs) return { kind: "too-early" };
  const fromMs = Math.ceil(Math.max(wish.fromMs, endMs - MAX_VIEW_MS, earliestMs));
  return { kind: "range", range: { fromMs, toMs: wish.toMs }, isCut: fromMs > wish.fromMs };
}

/** The nearest tile number that no camera has. */
export function findFreeTile(taken: Iterable<number>, first: number, count: number): number | null {
  const isTaken = new Set(taken);
  for (let tile = first; tile < first + count; tile++) if (!isTaken.has(tile)) return tile;
  return null;
}
