import { colourIn } from "./mood.ts";
import { type Colour, css } from "./paint.ts";
import type { Stage } from "./solids.ts";

/** A person without a face, walking or standing. */

export interface Walker {
  readonly at: readonly [x: number, z: number];
  /** Height of the ground under their feet, metres. */
  readonly floorM?: number;
  /** Steps taken so far; whole and half numbers are the two ends of a step. Absent: standing. */
  readonly steps?: number;
  /** 1 walks to the right of the picture, -1 to the left. */
  readonly side: 1 | -1;
  readonly coat: Colour;
  readonly legs: Colour;
  readonly hasUmbrella?: boolean;
  readonly hasBag?: boolean;
  readonly heightM?: number;
}

const SKIN: Colour = [188, 148, 120];
const HAIR: Colour = [58, 46, 40];
const GROUND_SQUASH = 0.32;

export function drawWalker(stage: Stage, walker: Walker): void {
  const { ctx, lens, mood } = stage;
  const floorM = walker.floorM ?? 0;
  const foot = lens.projectPoint([walker.at[0], floorM, walker.at[1]]);
  const crown = lens.projectPoint([walker.at[0], floorM + (walker.heightM ?? 1.74), walker.at[1]]);
  if (foot === undefined || crown === undefined) return;
  const tallPx = foot.y - crown.y;
  const distance = lens.distanceTo([walker.at[0], 0, walker.at[1]]);
  const shade = (colour: Colour, light = 1) =>
    css(colourIn(mood, colour, light * (mood.light.up * 0.75 + 0.22), distance));
  const swing = walker.steps === undefined ? 0.12 : Math.sin(walker.steps * Math.PI);
  const bob = walker.steps === undefined ? 0 : Math.abs(Math.cos(walker.steps * Math.PI)) * 0.012;

  ctx.save();
  ctx.translate(foot.x, foot.y);
  ctx.scale(tallPx * walker.side, tallPx);
  ctx.fillStyle = `rgba(0,0,0,${mood.shadow})`;
  ctx.beginPath();
  ctx.ellipse(0.04, 0, 0.2, 0.2 * GROUND_SQUASH, 0, 0, Math.PI * 2);
  ctx.fill();
  ctx.translate(0, -bob);
  ctx.lineCap = "round";
  drawLimb(ctx, [0, -0.5], [0.07 * -swing, -0.26], [-0.16 * swing, -0.02], 0.085, shade(walker.legs, 0.8));
  drawLimb(ctx, [0, -0.5], [0.07 * swing + 0.03, -0.26], [0.16 * swing, -0.02], 0.085, shade(walker.legs));
  drawLimb(ctx, [-0.01, -0.8], [-0.06 + 0.08 * swing, -0.64], [0.12 * swing, -0.5], 0.06, shade(walker.coat, 0.74));
  ctx.fillStyle = shade(walker.coat);
  ctx.beginPath();
  ctx.roundRect(-0.105, -0.85, 0.21, 0.4, 0.08);
  ctx.fill();
  drawLimb(ctx, [0.01, -0.8], [-0.03 - 0.08 * swing, -0.64], [-0.13 * swing, -0.5], 0.06, shade(walker.coat, 1.14));
  drawHead(ctx, shade);
  if (walker.hasBag === true) {
    ctx.fillStyle = shade([92, 66, 48]);
    ctx.fillRect(-0.2, -0.72, 0.11, 0.2);
  }
  if (walker.hasUmbrella === true) drawUmbrella(ctx, shade(walker.coat, 1.3), shade([60, 62, 68]));
  ctx.restore();
}

function drawHead(ctx: Stage["ctx"], shade: (colour: Colour, light?: number) => string): void {
  ctx.fillStyle = shade(SKIN);
  ctx.beginPath();
  ctx.arc(0.012, -0.93, 0.066, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = shade(HAIR);
  ctx.beginPath();
  ctx.arc(-0.006, -0.945, 0.066, Math.PI * 0.75, Math.PI * 1.95);
  ctx.fill();
}

function drawLimb(
  ctx: Stage["ctx"],
  from: readonly [number, number],
  joint: readonly [number, number],
  to: readonly [number, number],
  width: number,
  stroke: string,
): void {
  ctx.strokeStyle = stroke;
  ctx.lineWidth = width;
  ctx.lineJoin = "round";
  ctx.beginPath();
  ctx.moveTo(from[0], from[1]);
  ctx.lineTo(joint[0], joint[1]);
  ctx.lineTo(to[0], to[1]);
  ctx.stroke();
}

function drawUmbrella(ctx: Stage["ctx"], cloth: string, stick: string): void {
  ctx.strokeStyle = stick;
  ctx.lineWidth = 0.022;
  ctx.beginPath();
  ctx.moveTo(0.1, -0.6);
  ctx.lineTo(0.1, -1.16);
  ctx.stroke();
  ctx.fillStyle = cloth;
  ctx.beginPath();
  ctx.ellipse(0.08, -1.04, 0.32, 0.17, 0, Math.PI, Math.PI * 2);
  ctx.fill();
}
