import { toPlace, toWorld, WORLD_PX } from "./geo.ts";
import type { Frame } from "./mapView.ts";

interface Xy {
  readonly x: number;
  readonly y: number;
}

/** What an overlay needs to know of the map below it; all points are pixels. */
export interface OverlayHost {
  readonly pane: HTMLElement;
  readonly zoom: () => number;
  readonly size: () => Xy;
  /** The view's corner among what moves with the ground. */
  readonly corner: () => Xy;
  /** The origin of what moves with the ground, in pixels of the world. */
  readonly origin: () => Xy;
}

/** One canvas over the ground for all pins. */
export interface CanvasOverlay {
  setPainter(paint: (frame: Frame) => void): void;
  /** Draws anew before the screen does. */
  schedule(): void;
  /** The view has moved; drawn anew only where the canvas no longer covers it. */
  follow(): void;
  /** The ground is about to be enlarged about a point; the canvas goes along. */
  zoomTo(zoom: number, newOrigin: Xy): void;
  close(): void;
}

/**
 * Share of the view that is drawn beyond each edge, so that a drag moves a picture that is there and draws nothing.
 * Our choice: more costs memory, less draws more often.
 */
const MARGIN = 0.2;

export function createCanvasOverlay(host: OverlayHost): CanvasOverlay {
  const canvas = document.createElement("canvas");
  canvas.className = "mapOverlay leaflet-zoom-animated";
  canvas.setAttribute("aria-hidden", "true");
  host.pane.append(canvas);
  const context = canvas.getContext("2d");
  let paint: ((frame: Frame) => void) | null = null;
  let waiting: number | null = null;
  let drawn = { left: 0, top: 0, widthPx: 0, heightPx: 0, zoom: Number.NaN };

  function place(left: number, top: number, scale: number): void {
    canvas.style.transform = `translate3d(${left}px, ${top}px, 0) scale(${scale})`;
  }

  function draw(): void {
    waiting = null;
    if (context === null || paint === null) return;
    const [size, corner, origin, zoom] = [host.size(), host.corner(), host.origin(), host.zoom()];
    const [marginX, marginY] = [Math.round(size.x * MARGIN), Math.round(size.y * MARGIN)];
    drawn = {
      left: Math.round(corner.x) - marginX,
      top: Math.round(corner.y) - marginY,
      widthPx: size.x + marginX * 2,
      heightPx: size.y + marginY * 2,
      zoom,
    };
    const scale = window.devicePixelRatio;
    const [widthPx, heightPx] = [Math.round(drawn.widthPx * scale), Math.round(drawn.heightPx * scale)];
    if (canvas.width !== widthPx || canvas.height !== heightPx) {
      canvas.width = widthPx;
      canvas.height = heightPx;
      canvas.style.width = `${drawn.widthPx}px`;
      canvas.style.height = `${drawn.heightPx}px`;
    }
    place(drawn.left, drawn.top, 1);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, drawn.widthPx, drawn.heightPx);
    paint(describeFrame(context, drawn, origin));
  }

  function isCovered(): boolean {
    const [size, corner] = [host.size(), host.corner()];
    return (
      host.zoom() === drawn.zoom &&
      corner.x >= drawn.left &&
      corner.y >= drawn.top &&
      corner.x + size.x <= drawn.left + drawn.widthPx &&
      corner.y + size.y <= drawn.top + drawn.heightPx
    );
  }

  const schedule = () => {
    waiting ??= requestAnimationFrame(draw);
  };
  return {
    setPainter(next) {
      paint = next;
      schedule();
    },
    schedule,
    follow() {
      if (!isCovered()) schedule();
    },
    zoomTo(zoom, newOrigin) {
      const origin = host.origin();
      const scale = 2 ** (zoom - drawn.zoom);
      place((origin.x + drawn.left) * scale - newOrigin.x, (origin.y + drawn.top) * scale - newOrigin.y, scale);
    },
    close() {
      if (waiting !== null) cancelAnimationFrame(waiting);
      canvas.remove();
    },
  };
}

function describeFrame(
  context: CanvasRenderingContext2D,
  drawn: { left: number; top: number; widthPx: number; heightPx: number; zoom: number },
  origin: Xy,
): Frame {
  const { widthPx, heightPx, zoom } = drawn;
  const worldPx = WORLD_PX * 2 ** zoom;
  const [left, top] = [origin.x + drawn.left, origin.y + drawn.top];
  const northWest = toPlace({ x: left / worldPx, y: top / worldPx });
  const southEast = toPlace({ x: (left + widthPx) / worldPx, y: (top + heightPx) / worldPx });
  return {
    context,
    zoom,
    box: { north: northWest.lat, west: northWest.lng, south: southEast.lat, east: southEast.lng },
    toXy: ({ x, y }) => [x * worldPx - left, y * worldPx - top],
    isInside: (x, y) => x >= 0 && y >= 0 && x <= widthPx && y <= heightPx,
  };
}

/** Where a place is in pixels of the world at a zoom. */
export function toWorldPx(place: { lat: number; lng: number }, zoom: number): Xy {
  const { x, y } = toWorld(place);
  return { x: x * WORLD_PX * 2 ** zoom, y: y * WORLD_PX * 2 ** zoom };
}
