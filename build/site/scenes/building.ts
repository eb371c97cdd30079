import type { Random } from "../random.ts";
import type { Colour } from "./paint.ts";
import { mix } from "./paint.ts";
import { type Block, drawBlock, drawPatch, type Stage, seenFaces } from "./solids.ts";

/** Houses: a box, rows of windows, a cornice, and at street level a shop or a plain base. */

const WINDOW_M = 2.7;
const STOREY_M = 3.4;
const GLASS: Colour = [86, 106, 126];
const LAMPS: readonly [Colour, ...Colour[]] = [
  [255, 214, 138],
  [255, 196, 112],
  [238, 226, 190],
  [190, 214, 240],
];
export const WALLS: readonly [Colour, ...Colour[]] = [
  [150, 108, 88],
  [168, 148, 122],
  [120, 128, 136],
  [136, 94, 80],
  [184, 174, 156],
  [108, 118, 112],
  [158, 128, 108],
  [96, 104, 122],
];
const AWNINGS: readonly [Colour, ...Colour[]] = [
  [176, 62, 54],
  [52, 104, 92],
  [60, 84, 140],
  [196, 146, 62],
];

export interface House {
  readonly block: Block;
  readonly wall: Colour;
  readonly hasShop: boolean;
}

export function drawHouse(stage: Stage, { block, wall, hasShop }: House, random: Random): void {
  drawBlock(stage, block, wall);
  for (const face of seenFaces(stage.lens, block)) {
    if (face === "up") continue;
    const [x0, , z0, x1, y1, z1] = block;
    const widthM = face === "left" || face === "right" ? z1 - z0 : x1 - x0;
    const columns = Math.max(1, Math.floor(widthM / WINDOW_M));
    const rows = Math.max(1, Math.floor((y1 - 4.2) / STOREY_M));
    drawWindows(stage, block, face, { columns, rows, topM: y1 }, random);
    drawPatch(stage, block, face, [0, 1 - 0.5 / y1, 1, 1], mix(wall, [235, 230, 220], 0.35));
    if (hasShop) drawShop(stage, block, face, widthM, random);
    else drawPatch(stage, block, face, [0, 0, 1, 1.1 / y1], mix(wall, [40, 40, 44], 0.45));
  }
}

function drawWindows(
  stage: Stage,
  block: Block,
  face: "left" | "right" | "near" | "far",
  grid: { columns: number; rows: number; topM: number },
  random: Random,
): void {
  for (let row = 0; row < grid.rows; row += 1) {
    for (let column = 0; column < grid.columns; column += 1) {
      const u = (column + 0.26) / grid.columns;
      const v = (4.6 + row * STOREY_M) / grid.topM;
      const area = [u, v, u + 0.48 / grid.columns, v + 1.8 / grid.topM] as const;
      const isLit = random.next() < stage.mood.litWindows;
      const glass = mix(GLASS, stage.mood.skyLow, 0.3 * random.next());
      const lamp = mix(random.pick(LAMPS), [60, 50, 44], 0.1 + 0.4 * random.next());
      drawPatch(stage, block, face, area, isLit ? lamp : glass, isLit && stage.mood.hasLamps);
      const mid = v + 0.9 / grid.topM;
      const sill = [u - 0.02 / grid.columns, v - 0.2 / grid.topM, u + 0.5 / grid.columns, v] as const;
      drawPatch(stage, block, face, sill, [206, 200, 188]);
      drawPatch(stage, block, face, [u, mid, u + 0.48 / grid.columns, mid + 0.08 / grid.topM], [52, 54, 58]);
    }
  }
}

function drawShop(
  stage: Stage,
  block: Block,
  face: "left" | "right" | "near" | "far",
  widthM: number,
  random: Random,
): void {
  const top = block[4];
  const awning = random.pick(AWNINGS);
  const inside: Colour = stage.mood.hasLamps ? [250, 214, 150] : [120, 132, 138];
  drawPatch(stage, block, face, [0, 0, 1, 3.6 / top], [58, 56, 58]);
  const panes = Math.max(2, Math.floor(widthM / 2.4));
  for (let pane = 0; pane < panes; pane += 1) {
    const u = (pane + 0.08) / panes;
    const isDoor = pane === Math.floor(panes / 2);
    const low = isDoor ? 0.05 : 0.6;
    const colour = mix(inside, [70, 60, 56], isDoor ? 0.4 : 0.25 * random.next());
    drawPatch(stage, block, face, [u, low / top, u + 0.84 / panes, 2.6 / top], colour, stage.mood.hasLamps);
  }
  const stripes = Math.max(6, Math.round(widthM / 0.8));
  for (let stripe = 0; stripe < stripes; stripe += 1) {
    const colour: Colour = stripe % 2 === 0 ? awning : mix(awning, [240, 236, 228], 0.65);
    drawPatch(stage, block, face, [stripe / stripes, 2.7 / top, (stripe + 1) / stripes, 3.5 / top], colour);
  }
}
