import type { Random } from "../random.ts";
import { PICTURE, type Vec } from "./lens.ts";
import { colourIn } from "./mood.ts";
import { LOOP_S } from "./motion.ts";
import { type Colour, css, fillShape, glow } from "./paint.ts";
import { drawBlock, type Stage } from "./solids.ts";

/** Street furniture, trees and rain. */

const IRON: Colour = [66, 70, 76];
const BARK: Colour = [84, 66, 52];
const LAMP_LIGHT: Colour = [255, 206, 132];

export function drawPole(stage: Stage, [x, y, z]: Vec, tallM: number, thickM = 0.1, colour: Colour = IRON): void {
  const foot = stage.lens.projectPoint([x, y, z]);
  const top = stage.lens.projectPoint([x, y + tallM, z]);
  if (foot === undefined || top === undefined) return;
  stage.ctx.strokeStyle = css(colourIn(stage.mood, colour, stage.mood.light.front, stage.lens.distanceTo([x, y, z])));
  stage.ctx.lineWidth = Math.max(1.4, thickM * foot.pxPerM);
  stage.ctx.beginPath();
  stage.ctx.moveTo(foot.x, foot.y);
  stage.ctx.lineTo(top.x, top.y);
  stage.ctx.stroke();
}

/** A street lamp whose arm reaches `armM` to the side. */
export function drawLamp(stage: Stage, [x, z]: readonly [number, number], armM: number, tallM = 6.4): void {
  drawPole(stage, [x, 0, z], tallM, 0.13);
  const from = stage.lens.projectPoint([x, tallM, z]);
  const to = stage.lens.projectPoint([x + armM, tallM + 0.25, z]);
  if (from === undefined || to === undefined) return;
  stage.ctx.lineWidth = Math.max(1.2, 0.09 * from.pxPerM);
  stage.ctx.beginPath();
  stage.ctx.moveTo(from.x, from.y);
  stage.ctx.lineTo(to.x, to.y);
  stage.ctx.stroke();
  stage.ctx.fillStyle = stage.mood.hasLamps ? "rgb(255,240,205)" : css([150, 152, 152]);
  stage.ctx.fillRect(to.x - 0.28 * to.pxPerM, to.y - 1, 0.56 * to.pxPerM, Math.max(2, 0.13 * to.pxPerM));
  if (!stage.mood.hasLamps) return;
  glow(stage.ctx, [to.x, to.y], to.pxPerM * 2.2, LAMP_LIGHT, 0.75);
  const pool = stage.lens.projectPoint([x + armM, 0, z]);
  if (pool) glow(stage.ctx, [pool.x, pool.y], pool.pxPerM * 6.5, LAMP_LIGHT, 0.34, 0.42);
  const mirrored = stage.lens.projectPoint([x + armM, -tallM * 0.6, z]);
  if (stage.mood.isWet && mirrored) glow(stage.ctx, [mirrored.x, mirrored.y], to.pxPerM * 1.1, LAMP_LIGHT, 0.4, 4.2);
}

export interface Tree {
  readonly at: Vec;
  readonly tallM: number;
  readonly leaves: Colour;
  readonly seed: number;
}

/** A tree whose crown sways; the sway comes round once a loop. */
export function drawTree(stage: Stage, tree: Tree, atS: number): void {
  const [x, y, z] = tree.at;
  drawPole(stage, tree.at, tree.tallM * 0.55, 0.24, BARK);
  const distance = stage.lens.distanceTo(tree.at);
  const phase = (atS / LOOP_S) * Math.PI * 2;
  for (let blob = 0; blob < 11; blob += 1) {
    const turn = blob * 2.4 + tree.seed;
    const reach = tree.tallM * 0.2 * Math.sqrt((blob + 0.4) / 11) * 1.5;
    const sway = Math.sin(phase * (3 + (blob % 3)) + blob + tree.seed) * 0.05 * (tree.tallM / 6);
    const up = tree.tallM * (0.62 + 0.3 * ((blob * 0.37 + tree.seed * 0.1) % 1));
    const spot = stage.lens.projectPoint([x + Math.cos(turn) * reach + sway, y + up, z + Math.sin(turn) * reach]);
    if (spot === undefined) continue;
    const light = stage.mood.light.up * (0.66 + 0.4 * (up / tree.tallM - 0.4) + 0.05 * (blob % 3));
    stage.ctx.fillStyle = css(colourIn(stage.mood, tree.leaves, light, distance));
    stage.ctx.beginPath();
    stage.ctx.arc(spot.x, spot.y, spot.pxPerM * tree.tallM * (0.15 + 0.03 * (blob % 3)), 0, Math.PI * 2);
    stage.ctx.fill();
  }
}

export function drawBench(stage: Stage, [x, z]: readonly [number, number], y = 0.14): void {
  drawBlock(stage, [x - 0.9, y, z, x - 0.8, y + 0.42, z + 0.4], IRON);
  drawBlock(stage, [x + 0.8, y, z, x + 0.9, y + 0.42, z + 0.4], IRON);
  drawBlock(stage, [x - 1, y + 0.8, z + 0.42, x + 1, y + 0.92, z + 0.46], [142, 104, 70]);
  drawBlock(stage, [x - 1, y + 0.42, z, x + 1, y + 0.5, z + 0.42], [142, 104, 70]);
}

export function drawBin(stage: Stage, [x, z]: readonly [number, number], colour: Colour, tallM = 1.1): void {
  drawBlock(stage, [x - 0.35, 0, z - 0.35, x + 0.35, tallM, z + 0.35], colour);
  drawBlock(stage, [x - 0.4, tallM, z - 0.4, x + 0.4, tallM + 0.1, z + 0.4], [50, 54, 58]);
}

/** A sign board that glows in the dark. */
export function drawSign(stage: Stage, corners: readonly Vec[], text: string, fill: Colour, ink: Colour): void {
  const spots = stage.lens.projectShape(corners);
  fillShape(stage.ctx, stage.lens, corners, css(fill));
  const [low, , high] = spots;
  if (low === undefined || high === undefined) return;
  const widthPx = Math.abs(high[0] - low[0]);
  const tallPx = Math.abs(high[1] - low[1]);
  const [x, y] = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
  stage.ctx.save();
  stage.ctx.font = `700 ${Math.min(tallPx * 0.62, (widthPx / text.length) * 1.5)}px Inter, sans-serif`;
  stage.ctx.textAlign = "center";
  stage.ctx.textBaseline = "middle";
  stage.ctx.fillStyle = css(ink);
  stage.ctx.fillText(text, x, y + 1);
  stage.ctx.restore();
  if (stage.mood.hasLamps) glow(stage.ctx, [x, y], widthPx * 0.8, fill, 0.3, 0.6);
}

/** Rain as short slanted strokes. Each drop falls a whole number of times per loop. */
export function drawRain(stage: Stage, random: Random, atS: number, drops: number): void {
  const { ctx } = stage;
  ctx.strokeStyle = "rgba(190,204,224,0.2)";
  ctx.lineWidth = 1.3;
  ctx.beginPath();
  for (let drop = 0; drop < drops; drop += 1) {
    const falls = 26 + Math.floor(random.next() * 16);
    const share = (random.next() + (atS / LOOP_S) * falls) % 1;
    const x = random.next() * (PICTURE.widthPx + 80) - share * 46;
    const y = share * (PICTURE.heightPx + 60) - 40;
    const longPx = 12 + 16 * random.next();
    ctx.moveTo(x, y);
    ctx.lineTo(x - longPx * 0.09, y + longPx);
  }
  ctx.stroke();
}
