import type { Palette } from "../ui/palette.ts";
import { createPaints, drawTimeline, type TimelinePaints, type TimelineScene } from "./drawTimeline.ts";
import { measureTimeline, type TimelineShape } from "./measureTimeline.ts";

/** The canvas of the timeline: as sharp as the glass, drawn at most once for each frame of the screen. */
export interface TimelineCanvas {
  shape(): TimelineShape;
  setPalette(palette: Palette): void;
  /** Drawn anew before the next frame. */
  schedule(): void;
  close(): void;
}

export function createTimelineCanvas(
  canvas: HTMLCanvasElement,
  first: Palette,
  readScene: () => TimelineScene,
): TimelineCanvas {
  const context = canvas.getContext("2d");
  let palette = first;
  let paints: { readonly scale: number; readonly made: TimelinePaints } | null = null;
  let waiting: number | null = null;
  let size = { widthPx: canvas.clientWidth, heightPx: canvas.clientHeight };

  function resize(scale: number): void {
    const [widthPx, heightPx] = [Math.round(size.widthPx * scale), Math.round(size.heightPx * scale)];
    if (canvas.width === widthPx && canvas.height === heightPx) return;
    canvas.width = widthPx;
    canvas.height = heightPx;
  }

  const shape = (cameraCount = readScene().tracks.length - 1) =>
    measureTimeline({ ...size, remPx: palette.remPx }, cameraCount);

  function draw(): void {
    waiting = null;
    if (context === null || size.widthPx === 0 || size.heightPx === 0) return;
    const scale = window.devicePixelRatio;
    resize(scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    if (paints?.scale !== scale || paints.made.palette !== palette)
      paints = { scale, made: createPaints(context, palette, scale) };
    const scene = readScene();
    drawTimeline(context, shape(scene.tracks.length - 1), paints.made, scene);
  }

  const schedule = () => {
    waiting ??= requestAnimationFrame(draw);
  };
  const observer = new ResizeObserver(() => {
    size = { widthPx: canvas.clientWidth, heightPx: canvas.clientHeight };
    // A larger screen has larger text, and no theme tells of it.
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || palette.remPx;
    if (remPx !== palette.remPx) palette = { ...palette, remPx };
    schedule();
  });
  observer.observe(canvas);
  return {
    shape: () => shape(),
    setPalette(next) {
      palette = next;
      schedule();
    },
    schedule,
    close() {
      observer.disconnect();
      if (waiting !== null) cancelAnimationFrame(waiting);
    },
  };
}
