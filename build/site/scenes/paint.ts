import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Lens, Spot, Vec } from "./lens.ts";
import { PICTURE } from "./lens.ts";

/** Colours and the few strokes everything is drawn with. */

export type Colour = readonly [red: number, green: number, blue: number];
export type Canvas2d = SKRSContext2D;

export function mix(a: Colour, b: Colour, share: number): Colour {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

export function scale(colour: Colour, by: number): Colour {
  return [Math.min(255, colour[0] * by), Math.min(255, colour[1] * by), Math.min(255, colour[2] * by)];
}

export function css(colour: Colour, alpha = 1): string {
  return `rgba(${Math.round(colour[0])},${Math.round(colour[1])},${Math.round(colour[2])},${alpha})`;
}

export function fillSpots(ctx: Canvas2d, spots: readonly Spot[], fill: string): void {
  if (spots.length < 3) return;
  ctx.beginPath();
  for (const [x, y] of spots) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.fillStyle = fill;
  ctx.fill();
}

export function fillShape(ctx: Canvas2d, lens: Lens, corners: readonly Vec[], fill: string): void {
  fillSpots(ctx, lens.projectShape(corners), fill);
}

/** A flat rectangle on the ground or on any level. */
export function fillFloor(
  ctx: Canvas2d,
  lens: Lens,
  [x0, z0, x1, z1]: readonly [number, number, number, number],
  fill: string,
  y = 0,
): void {
  const corners: Vec[] = [
    [x0, y, z0],
    [x1, y, z0],
    [x1, y, z1],
    [x0, y, z1],
  ];
  fillShape(ctx, lens, corners, fill);
}

/** A soft light, added to what is there. */
export function glow(ctx: Canvas2d, [x, y]: Spot, radiusPx: number, colour: Colour, strength: number, tall = 1): void {
  if (radiusPx < 0.5) return;
  ctx.save();
  ctx.globalCompositeOperation = "lighter";
  ctx.translate(x, y);
  ctx.scale(1, tall);
  const light = ctx.createRadialGradient(0, 0, 0, 0, 0, radiusPx);
  light.addColorStop(0, css(colour, strength));
  light.addColorStop(0.25, css(colour, strength * 0.45));
  light.addColorStop(1, css(colour, 0));
  ctx.fillStyle = light;
  ctx.fillRect(-radiusPx, -radiusPx, radiusPx * 2, radiusPx * 2);
  ctx.restore();
}

export function fillSky(ctx: Canvas2d, top: Colour, low: Colour, horizonPx: number): void {
  const sky = ctx.createLinearGradient(0, 0, 0, Math.max(60, horizonPx));
  sky.addColorStop(0, css(top));
  sky.addColorStop(1, css(low));
  ctx.fillStyle = sky;
  ctx.fillRect(0, 0, PICTURE.widthPx, PICTURE.heightPx);
}

/** Darkens the corners, as a cheap wide lens does. */
export function vignette(ctx: Canvas2d, strength: number): void {
  const { widthPx, heightPx } = PICTURE;
  const shade = ctx.createRadialGradient(
    widthPx / 2,
    heightPx / 2,
    heightPx * 0.42,
    widthPx / 2,
    heightPx / 2,
    widthPx * 0.62,
  );
  shade.addColorStop(0, "rgba(0,0,0,0)");
  shade.addColorStop(1, `rgba(0,0,0,${strength})`);
  ctx.fillStyle = shade;
  ctx.fillRect(0, 0, widthPx, heightPx);
}

/** The small plate that says where this is and that it is a drawing. */
export function plate(ctx: Canvas2d, place: string): void {
  ctx.font = "600 19px Inter, sans-serif";
  const placePx = ctx.measureText(place).width;
  ctx.font = "700 14px Inter, sans-serif";
  ctx.letterSpacing = "2px";
  const wordPx = ctx.measureText("TRAINING").width;
  const left = (PICTURE.widthPx - placePx - wordPx - 58) / 2;
  const top = PICTURE.heightPx - 78;
  ctx.fillStyle = "rgba(12,15,20,0.55)";
  ctx.beginPath();
  ctx.roundRect(left, top, placePx + wordPx + 58, 34, 8);
  ctx.fill();
  ctx.fillStyle = "rgba(255,206,110,0.95)";
  ctx.fillText("TRAINING", left + 18, top + 22);
  ctx.letterSpacing = "0px";
  ctx.font = "600 19px Inter, sans-serif";
  ctx.fillStyle = "rgba(240,244,250,0.92)";
  ctx.fillText(place, left + 40 + wordPx, top + 24);
}
