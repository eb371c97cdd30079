import type { TimelineShape } from "./measureTimeline.ts";
import { findRow } from "./measureTimeline.ts";
import type { TimeView } from "./timeView.ts";

/** What a pointer does on the timeline: the wheel zooms around it, a drag pans, a click seeks. */

/** Where a pointer rests: the moment under it, and the row (0: the sum of all; null: the ruler). */
export interface TimelineHover {
  readonly atMs: number;
  readonly row: number | null;
  readonly xPx: number;
}

export interface TimelinePointerHost {
  readonly canvas: HTMLCanvasElement;
  shape(): TimelineShape;
  view(): TimeView;
  zoom(factor: number, atMs: number): void;
  pan(byMs: number): void;
  /** Clicked at a moment, in a row. */
  seek(atMs: number, row: number | null): void;
  hover(hover: TimelineHover | null): void;
}

/** Turns of a wheel by line or page, in pixels. */
const LINE_PX = 16;
const PAGE_PX = 400;
/** How much a pixel of the wheel zooms: a notch of 100 px is a fifth. */
const ZOOM_PER_PX = 0.002;
/** A press that moves less is a click. */
const CLICK_PX = 4;

/** The moment at a pixel of the canvas; those beside the tracks are the nearest in them. */
export function findMoment({ leftPx, trackWidthPx }: TimelineShape, { fromMs, toMs }: TimeView, xPx: number): number {
  const share = Math.max(0, Math.min(1, (xPx - leftPx) / trackWidthPx));
  return fromMs + share * (toMs - fromMs);
}

export function watchTimelinePointer(host: TimelinePointerHost): () => void {
  const { canvas } = host;
  let press: { readonly startX: number; lastX: number; isDrag: boolean } | null = null;
  const place = (event: MouseEvent) => {
    const box = canvas.getBoundingClientRect();
    return { xPx: event.clientX - box.left, yPx: event.clientY - box.top };
  };
  const msPerPx = () => (host.view().toMs - host.view().fromMs) / host.shape().trackWidthPx;

  function tellHover(event: MouseEvent): void {
    const { xPx, yPx } = place(event);
    const { leftPx } = host.shape();
    if (xPx < leftPx) host.hover(null);
    else host.hover({ atMs: findMoment(host.shape(), host.view(), xPx), row: findRow(host.shape(), yPx), xPx });
  }

  function handleWheel(event: WheelEvent): void {
    event.preventDefault();
    const unitPx = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : event.deltaMode === 0 ? 1 : PAGE_PX;
    const [x, y] = [event.deltaX * unitPx, event.deltaY * unitPx];
    const isSideways = event.shiftKey || Math.abs(x) > Math.abs(y);
    if (isSideways) host.pan((x || y) * msPerPx());
    else host.zoom(Math.exp(-y * ZOOM_PER_PX), findMoment(host.shape(), host.view(), place(event).xPx));
    tellHover(event);
  }

  function handleDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    press = { startX: event.clientX, lastX: event.clientX, isDrag: false };
    canvas.setPointerCapture(event.pointerId);
  }

  function handleMove(event: PointerEvent): void {
    tellHover(event);
    if (press === null) return;
    press.isDrag ||= Math.abs(event.clientX - press.startX) >= CLICK_PX;
    if (!press.isDrag) return;
    host.pan((press.lastX - event.clientX) * msPerPx());
    press.lastX = event.clientX;
    canvas.classList.add("isDragged");
  }

  function handleUp(event: PointerEvent): void {
    canvas.classList.remove("isDragged");
    if (press !== null && !press.isDrag) {
      const { xPx, yPx } = place(event);
      // A name beside the tracks chooses its camera and leaves the time alone.
      const atMs = xPx < host.shape().leftPx ? Number.NaN : findMoment(host.shape(), host.view(), xPx);
      host.seek(atMs, findRow(host.shape(), yPx));
    }
    press = null;
  }

  const handleCancel = () => {
    press = null;
    canvas.classList.remove("isDragged");
  };
  const handleLeave = () => host.hover(null);
  canvas.addEventListener("wheel", handleWheel, { passive: false });
  canvas.addEventListener("pointerdown", handleDown);
  canvas.addEventListener("pointermove", handleMove);
  canvas.addEventListener("pointerup", handleUp);
  canvas.addEventListener("pointercancel", handleCancel);
  canvas.addEventListener("pointerleave", handleLeave);
  return () => {
    canvas.removeEventListener("wheel", handleWheel);
    canvas.removeEventListener("pointerdown", handleDown);
    canvas.removeEventListener("pointermove", handleMove);
    canvas.removeEventListener("pointerup", handleUp);
    canvas.removeEventListener("pointercancel", handleCancel);
    canvas.removeEventListener("pointerleave", handleLeave);
  };
}
