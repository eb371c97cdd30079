import type { Palette } from "../ui/palette.ts";
import type { Brush, TimelineMark, TimelineScene } from "./drawTimeline.ts";
import type { Bar } from "./planTrack.ts";

/** What lies over the tracks of the timeline: the span, markers, what happened, the playhead. */

export function drawSpan({ context, shape, palette, toX }: Brush, { inMs, outMs, view }: TimelineScene): void {
  if (inMs === null && outMs === null) return;
  const top = shape.rulerPx * 0.8;
  const heightPx = shape.rulerPx + shape.rowCount * shape.rowPx - top;
  const [from, to] = [toX(inMs ?? view.fromMs), toX(outMs ?? view.toMs)];
  context.globalAlpha = 0.16;
  context.fillStyle = palette.accent;
  context.fillRect(from, top, Math.max(1, to - from), heightPx);
  context.globalAlpha = 0.8;
  if (inMs !== null) drawBracket(context, from, top, heightPx, 1);
  if (outMs !== null) drawBracket(context, to, top, heightPx, -1);
  context.globalAlpha = 1;
}

function drawBracket(context: CanvasRenderingContext2D, x: number, top: number, heightPx: number, way: 1 | -1): void {
  context.fillRect(Math.round(x), top, 1.5, heightPx);
  context.fillRect(way === 1 ? x : x - 6, top, 6, 2);
  context.fillRect(way === 1 ? x : x - 6, top + heightPx - 2, 6, 2);
}

/** Those that share a pixel of a row are drawn once. */
export function drawMarkers({ context, shape, palette, toX }: Brush, { markers, view }: TimelineScene): void {
  context.fillStyle = palette.delayed;
  const lastX = new Map<number, number>();
  for (let index = findMark(markers, view.fromMs); index < markers.length; index++) {
    const mark = markers[index];
    if (mark === undefined || mark.atMs > view.toMs) break;
    const x = Math.round(toX(mark.atMs));
    const row = mark.row ?? -1;
    if (lastX.get(row) === x) continue;
    lastX.set(row, x);
    const rows = mark.row === null ? [0, shape.rowCount] : [mark.row, mark.row + 1];
    const top = shape.rulerPx + (rows[0] ?? 0) * shape.rowPx;
    context.fillRect(x - 1, top, 2, ((rows[1] ?? 0) - (rows[0] ?? 0)) * shape.rowPx);
    if (mark.row !== null) context.fillRect(x - 1, shape.rulerPx, 2, shape.rowPx);
    context.fillRect(x - 2, shape.rulerPx - 3, 4, 4);
  }
}

function findMark(markers: readonly TimelineMark[], atMs: number): number {
  let [from, to] = [0, markers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((markers[middle]?.atMs ?? 0) >= atMs) to = middle;
    else from = middle + 1;
  }
  return from;
}

const EVENT_PAD_REM = 0.35;

function eventFont(palette: Palette): string {
  return `600 ${0.6875 * palette.remPx}px ${palette.font}`;
}

/** The place of an event's words on the ruler; no tick writes there. */
export function eventBox({ context, palette, toX }: Brush, atMs: number, words: string): Bar {
  const before = context.font;
  context.font = eventFont(palette);
  const x = Math.round(toX(atMs));
  const toPx = x + context.measureText(words).width + 2 * EVENT_PAD_REM * palette.remPx;
  context.font = before;
  return { fromPx: x - 1, toPx };
}

export function drawEvents(brush: Brush, { events }: TimelineScene): void {
  const { context, shape, palette } = brush;
  context.textAlign = "left";
  context.font = eventFont(palette);
  for (const { atMs, words } of events) {
    const { fromPx, toPx } = eventBox(brush, atMs, words);
    context.fillStyle = palette.danger;
    context.fillRect(fromPx, 0, 2, shape.rulerPx + shape.rowCount * shape.rowPx);
    context.fillStyle = palette["danger-ground"];
    context.fillRect(fromPx + 2, 0, toPx - fromPx - 2, shape.rulerPx * 0.82);
    context.fillStyle = palette.danger;
    context.fillText(words, fromPx + 1 + EVENT_PAD_REM * palette.remPx, shape.rulerPx * 0.42);
  }
}

export function drawHover({ context, shape, palette, toX }: Brush, { hoverMs }: TimelineScene): void {
  if (hoverMs === null) return;
  context.fillStyle = palette["text-faint"];
  context.fillRect(
    Math.round(toX(hoverMs)),
    shape.rulerPx * 0.8,
    1,
    shape.rowCount * shape.rowPx + shape.rulerPx * 0.2,
  );
}

export function drawPlayhead({ context, shape, palette, toX }: Brush, { playheadMs }: TimelineScene): void {
  const x = Math.round(toX(playheadMs));
  const halfPx = 0.4 * palette.remPx;
  const top = shape.rulerPx * 0.72;
  context.fillStyle = palette.accent;
  context.fillRect(x - 1, top, 2, shape.rulerPx + shape.rowCount * shape.rowPx - top);
  context.beginPath();
  context.moveTo(x - halfPx, top - halfPx * 0.4);
  context.lineTo(x + halfPx, top - halfPx * 0.4);
  context.lineTo(x, top + halfPx);
  context.fill();
}
