import type { Span } from "../../contract/recorded.ts";
import { formatClock, formatDay } from "../ui/format.ts";
import type { Palette } from "../ui/palette.ts";
import { drawEvents, drawHover, drawMarkers, drawPlayhead, drawSpan, eventBox } from "./drawMarks.ts";
import type { TimelineShape } from "./measureTimeline.ts";
import { planTrack } from "./planTrack.ts";
import { chooseStep, listTicks, type Tick } from "./ruler.ts";
import type { TimeView } from "./timeView.ts";
import { createTrackStrip, type TrackStrip } from "./trackStrip.ts";
import type { ZoneOffset } from "./zone.ts";

/** Draws the timeline: ruler, tracks, marks, playhead. Knows no state but the scene it is given. */

export interface TimelineTrack {
  readonly label: string;
  readonly name: string;
  readonly isSelected: boolean;
  readonly spans: readonly Span[];
  /** The time the spans speak of; null where nothing may be known. */
  readonly known: Span | null;
}

/** A mark at an instant, on the row of its camera or, null, on all of them. */
export interface TimelineMark {
  readonly atMs: number;
  readonly row: number | null;
}

export interface TimelineScene {
  readonly view: TimeView;
  /** The sum of all first. */
  readonly tracks: readonly TimelineTrack[];
  /** In order. */
  readonly markers: readonly TimelineMark[];
  /** What happened to the incident, with its words. */
  readonly events: readonly { readonly atMs: number; readonly words: string }[];
  readonly inMs: number | null;
  readonly outMs: number | null;
  readonly playheadMs: number;
  readonly hoverMs: number | null;
  /** What is still to come is not drawn. */
  readonly nowMs: number;
  readonly zone: ZoneOffset;
}

/** Made once for each theme and scale. */
export interface TimelinePaints {
  readonly palette: Palette;
  /** Of what was not recorded. */
  readonly hatch: CanvasPattern | string;
  readonly strip: TrackStrip;
}

/** What everything on the timeline is drawn with. */
export interface Brush extends TimelinePaints {
  readonly context: CanvasRenderingContext2D;
  readonly shape: TimelineShape;
  toX(atMs: number): number;
}

/** Least distance of two labels, rem. */
const LABEL_REM = 5.2;
/** One stripe and its gap. */
const HATCH_REM = 0.375;

export function drawTimeline(
  context: CanvasRenderingContext2D,
  shape: TimelineShape,
  paints: TimelinePaints,
  scene: TimelineScene,
): void {
  const { view } = scene;
  const pxPerMs = shape.trackWidthPx / (view.toMs - view.fromMs);
  const brush: Brush = {
    ...{ context, shape, ...paints },
    toX: (atMs) => shape.leftPx + (atMs - view.fromMs) * pxPerMs,
  };
  context.clearRect(0, 0, shape.widthPx, shape.heightPx);
  context.textBaseline = "middle";
  drawTracks(brush, scene);
  drawRuler(brush, scene, pxPerMs);
  clipToTracks(brush, () => {
    drawSpan(brush, scene);
    drawMarkers(brush, scene);
    drawEvents(brush, scene);
    drawHover(brush, scene);
    drawPlayhead(brush, scene);
  });
}

export function createPaints(context: CanvasRenderingContext2D, palette: Palette, scale: number): TimelinePaints {
  return { palette, hatch: createHatch(context, palette, scale), strip: createTrackStrip(palette) };
}

/** Lines on the ground of what was not recorded. */
function createHatch(context: CanvasRenderingContext2D, palette: Palette, scale: number): CanvasPattern | string {
  const tile = document.createElement("canvas");
  const sizePx = Math.round(HATCH_REM * palette.remPx * scale);
  tile.width = sizePx;
  tile.height = sizePx;
  const pen = tile.getContext("2d");
  if (pen === null) return palette["line-strong"];
  pen.strokeStyle = palette["line-strong"];
  pen.lineWidth = Math.max(1, sizePx / 4);
  for (const shift of [-sizePx, 0, sizePx]) {
    pen.moveTo(shift, sizePx);
    pen.lineTo(shift + sizePx, 0);
  }
  pen.stroke();
  const pattern = context.createPattern(tile, "repeat");
  // Made for the glass's own pixels, drawn in those of the page.
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern ?? palette["line-strong"];
}

function clipToTracks({ context, shape }: Brush, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(shape.leftPx - 1, 0, shape.trackWidthPx + 2, shape.heightPx);
  context.clip();
  draw();
  context.restore();
}

function drawTracks(brush: Brush, scene: TimelineScene): void {
  const { context, shape, palette, strip } = brush;
  const heightPx = Math.max(3, Math.round(shape.rowPx * 0.64));
  strip.begin(shape.trackWidthPx, scene.tracks.length);
  const hatched = scene.tracks.map((track, row) => planRow(brush, scene, track, row));
  strip.finish();
  scene.tracks.forEach((track, row) => {
    const top = shape.rulerPx + row * shape.rowPx;
    if (track.isSelected) {
      context.fillStyle = palette["accent-ground"];
      context.fillRect(0, Math.round(top), shape.widthPx, Math.round(shape.rowPx));
    }
    drawName(brush, track, top + shape.rowPx / 2);
    const topPx = Math.round(top + shape.rowPx * 0.18);
    if (hatched[row] === true)
      for (const fill of [palette.ground, brush.hatch]) {
        context.fillStyle = fill;
        context.fillRect(shape.leftPx, topPx, shape.trackWidthPx, heightPx);
      }
    strip.drawRow(context, row, { leftPx: shape.leftPx, topPx, widthPx: shape.trackWidthPx, heightPx });
  });
}

/** Puts a track on the strip; whether it leaves gaps open for the hatch below. */
function planRow({ shape, strip }: Brush, scene: TimelineScene, track: TimelineTrack, row: number): boolean {
  if (track.known === null) return false;
  const known = { fromMs: track.known.fromMs, toMs: Math.min(track.known.toMs, scene.nowMs) };
  const plan = planTrack(track.spans, known, scene.view, shape.trackWidthPx);
  return strip.setRow(row, plan, row === 0 ? "track-sum" : track.isSelected ? "track-selected" : "track");
}

function drawName({ context, shape, palette }: Brush, { label, name, isSelected }: TimelineTrack, y: number): void {
  const sizePx = Math.min(0.75 * palette.remPx, shape.rowPx * 0.9);
  const startPx = 0.75 * palette.remPx;
  context.textAlign = "left";
  context.font = `600 ${sizePx}px ${palette.mono}`;
  context.fillStyle = palette.text;
  context.fillText(label, startPx, y);
  if (name === "") return;
  const namePx = startPx + context.measureText(label).width + 0.4 * palette.remPx;
  context.font = `400 ${sizePx}px ${palette.font}`;
  context.fillStyle = isSelected ? palette.text : palette["text-quiet"];
  context.fillText(shorten(context, name, shape.leftPx - 0.4 * palette.remPx - namePx), namePx, y);
}

/** Cut texts by font and width: measuring costs more than drawing, and rows are drawn with every frame. */
const shortened = new Map<string, string>();
const MAX_SHORTENED = 500;

function shorten(context: CanvasRenderingContext2D, words: string, widthPx: number): string {
  const key = `${context.font} ${Math.round(widthPx)} ${words}`;
  const known = shortened.get(key);
  if (known !== undefined) return known;
  let cut = words;
  while (cut.length > 0 && context.measureText(cut === words ? cut : `${cut}…`).width > widthPx) cut = cut.slice(0, -1);
  const short = cut === words ? words : cut.trim() === "" ? "" : `${cut.trimEnd()}…`;
  if (shortened.size >= MAX_SHORTENED) shortened.clear();
  shortened.set(key, short);
  return short;
}

function drawRuler(brush: Brush, scene: TimelineScene, pxPerMs: number): void {
  const { context, shape, palette, toX } = brush;
  const stepMs = chooseStep(1 / pxPerMs, LABEL_REM * palette.remPx);
  const bottom = shape.rulerPx + shape.rowCount * shape.rowPx;
  context.textAlign = "center";
  const events = scene.events.map(({ atMs, words }) => eventBox(brush, atMs, words));
  const edgePx = (LABEL_REM / 2) * palette.remPx * 0.8;
  for (const tick of listTicks(scene.view, stepMs, scene.zone)) {
    const x = Math.round(toX(tick.atMs)) + 0.5;
    context.fillStyle = tick.isClockChange ? palette.pending : palette.line;
    context.fillRect(x - 0.5, shape.rulerPx * 0.8, 1, bottom - shape.rulerPx * 0.8);
    const isDay = tick.label === "day";
    context.font = `${isDay ? 600 : 400} ${0.6875 * palette.remPx}px ${palette.mono}`;
    context.fillStyle = tick.isClockChange ? palette.pending : isDay ? palette.text : palette["text-faint"];
    const labelX = Math.max(shape.leftPx + edgePx, Math.min(shape.leftPx + shape.trackWidthPx - edgePx, x));
    const words = writeTick(tick);
    const halfPx = context.measureText(words).width / 2;
    const isTaken = events.some(({ fromPx, toPx }) => labelX + halfPx > fromPx && labelX - halfPx < toPx);
    if (!isTaken) context.fillText(words, labelX, shape.rulerPx * 0.42);
  }
}

export function writeTick({ atMs, label }: Tick): string {
  if (label === "day") return formatDay(atMs);
  if (label === "minutes") return formatClock(atMs);
  return formatClock(atMs, label === "seconds" ? "withSeconds" : label === "tenths" ? "withTenths" : "withMillis");
}
