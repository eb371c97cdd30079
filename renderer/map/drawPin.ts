import type { Palette } from "../ui/palette.ts";
import type { PinLook, PinShape } from "./pinLook.ts";

/** Radius of a pin, in units of the root's font size. */
export const PIN_REM = 0.36;
const EDGE = 0.36;
const FULL_TURN = Math.PI * 2;

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A pin in its shape and fill at a point, on a dark edge that parts it from any ground. */
export function drawPin(
  context: Context,
  look: PinLook,
  palette: Palette,
  x: number,
  y: number,
  radiusPx: number,
): void {
  const colour = palette[look.colour];
  context.save();
  context.translate(x, y);
  tracePin(context, look.shape, radiusPx);
  context.lineJoin = "round";
  context.strokeStyle = palette.ground;
  context.lineWidth = radiusPx * EDGE * 2.6;
  context.stroke();
  context.fillStyle = palette.ground;
  context.fill();
  fillPin(context, look, colour, radiusPx);
  context.strokeStyle = colour;
  context.lineWidth = radiusPx * EDGE;
  context.stroke();
  if (look.shape === "struckRing") strike(context, radiusPx);
  context.restore();
}

function fillPin(context: Context, { shape, fill }: PinLook, colour: string, radiusPx: number): void {
  context.fillStyle = colour;
  if (fill === "full") context.fill();
  if (fill === "none" || fill === "full") return;
  context.save();
  context.clip();
  if (fill === "left") context.fillRect(-radiusPx * 2, -radiusPx * 2, radiusPx * 2, radiusPx * 4);
  if (fill === "lower") context.fillRect(-radiusPx * 2, 0, radiusPx * 4, radiusPx * 2);
  context.restore();
  if (fill === "dot") {
    context.beginPath();
    context.arc(0, 0, radiusPx * 0.42, 0, FULL_TURN);
    context.fill();
  }
  tracePin(context, shape, radiusPx);
}

function strike(context: Context, radiusPx: number): void {
  context.beginPath();
  context.moveTo(-radiusPx * 0.95, radiusPx * 0.95);
  context.lineTo(radiusPx * 0.95, -radiusPx * 0.95);
  context.stroke();
}

/** Corners of the shapes that have some, in units of the radius. */
const CORNERS: Partial<Record<PinShape, readonly (readonly [number, number])[]>> = {
  diamond: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
  square: [
    [-0.92, -0.92],
    [0.92, -0.92],
    [0.92, 0.92],
    [-0.92, 0.92],
  ],
  house: [
    [0, -1.2],
    [1.1, -0.2],
    [1.1, 1],
    [-1.1, 1],
    [-1.1, -0.2],
  ],
  hexagon: [
    [-0.6, -1.02],
    [0.6, -1.02],
    [1.2, 0],
    [0.6, 1.02],
    [-0.6, 1.02],
    [-1.2, 0],
  ],
};

function tracePin(context: Context, shape: PinShape, radiusPx: number): void {
  context.beginPath();
  const corners = CORNERS[shape];
  if (corners !== undefined) {
    for (const [x, y] of corners) context.lineTo(x * radiusPx, y * radiusPx);
    context.closePath();
  } else if (shape === "pill")
    context.roundRect(-radiusPx * 0.72, -radiusPx * 1.2, radiusPx * 1.44, radiusPx * 2.4, radiusPx * 0.72);
  else context.arc(0, 0, shape === "ring" ? radiusPx * 0.85 : radiusPx, 0, FULL_TURN);
}

/** Pins are drawn once each and copied after that: thousands of paths a frame would not keep up with a hand. */
export interface PinStamps {
  stamp(context: CanvasRenderingContext2D, look: PinLook, x: number, y: number): void;
}

export function createPinStamps(palette: Palette, scale: number): PinStamps {
  const radiusPx = PIN_REM * palette.remPx;
  const sizePx = Math.ceil(radiusPx * 4.4);
  const stamps = new Map<string, OffscreenCanvas>();
  function find(look: PinLook): OffscreenCanvas {
    const key = `${look.shape} ${look.fill} ${look.colour}`;
    const known = stamps.get(key);
    if (known !== undefined) return known;
    const canvas = new OffscreenCanvas(sizePx * scale, sizePx * scale);
    const context = canvas.getContext("2d");
    context?.scale(scale, scale);
    if (context !== null) drawPin(context, look, palette, sizePx / 2, sizePx / 2, radiusPx);
    stamps.set(key, canvas);
    return canvas;
  }
  return {
    stamp: (context, look, x, y) => context.drawImage(find(look), x - sizePx / 2, y - sizePx / 2, sizePx, sizePx),
  };
}
