import type { Random } from "../random.ts";
import { drawHouse, type House, WALLS } from "./building.ts";
import { PICTURE } from "./lens.ts";
import { colourIn } from "./mood.ts";
import { type Colour, css, fillFloor, fillSky, glow } from "./paint.ts";
import { drawBlock, middleOf, type Stage } from "./solids.ts";

/** Sky, ground, kerbs, markings and rows of houses. */

export const ASPHALT: Colour = [92, 95, 99];
export const PAVING: Colour = [158, 154, 146];
export const GRASS: Colour = [98, 128, 74];
const PAINT: Colour = [222, 220, 208];
const YELLOW: Colour = [214, 176, 84];
const KERB_M = 0.14;

type Area = readonly [x0: number, z0: number, x1: number, z1: number];

export function paintSky(stage: Stage, random: Random): void {
  const horizon = stage.lens.projectPoint([stage.lens.at[0], 0, 4_000]);
  const horizonPx = horizon?.y ?? PICTURE.heightPx * 0.3;
  fillSky(stage.ctx, stage.mood.skyTop, stage.mood.skyLow, horizonPx);
  if (!stage.mood.hasLamps) {
    for (let cloud = 0; cloud < 16; cloud += 1) {
      stage.ctx.fillStyle = css([255, 255, 255], 0.05 + 0.06 * random.next());
      stage.ctx.beginPath();
      const x = random.between(0, PICTURE.widthPx);
      stage.ctx.ellipse(x, horizonPx * random.between(0.1, 0.9), random.between(60, 200), 14, 0, 0, Math.PI * 2);
      stage.ctx.fill();
    }
  }
}

/** Ground in bands, so that it fades with distance. */
export function paintGround(stage: Stage, colour: Colour, area: Area, y = 0): void {
  const [x0, z0, x1, z1] = area;
  let z = z0;
  while (z < z1) {
    const next = Math.min(z1, z + Math.max(1.5, Math.abs(z) * 0.12));
    const far = stage.lens.distanceTo([Math.max(x0, Math.min(x1, stage.lens.at[0])), y, (z + next) / 2]);
    fillFloor(
      stage.ctx,
      stage.lens,
      [x0, z, x1, next + 0.05],
      css(colourIn(stage.mood, colour, stage.mood.light.up, far)),
      y,
    );
    z = next;
  }
}

/** Worn patches, so that a surface is not one flat colour. */
export function paintWear(stage: Stage, random: Random, area: Area, count: number): void {
  const [x0, z0, x1, z1] = area;
  for (let patch = 0; patch < count; patch += 1) {
    const x = random.between(x0, x1);
    const z = random.between(z0, z1);
    const size = random.between(0.5, 3.5);
    const isDark = random.next() < 0.6;
    const fill = isDark ? "rgba(20,22,26,0.035)" : "rgba(255,255,255,0.02)";
    fillFloor(stage.ctx, stage.lens, [x, z, x + size * 1.8, z + size], fill);
  }
}

export function paintPavement(stage: Stage, area: Area, colour: Colour = PAVING): void {
  const [x0, z0, x1, z1] = area;
  drawBlock(stage, [x0, 0, z0, x1, KERB_M, z1], colour, 0.86);
  paintGround(stage, colour, area, KERB_M);
  for (let x = Math.ceil(x0 / 2) * 2; x < Math.min(x1, x0 + 120); x += 2) {
    fillFloor(stage.ctx, stage.lens, [x, z0, x + 0.04, z1], "rgba(0,0,0,0.1)", KERB_M);
  }
  for (let z = Math.ceil(z0 / 2) * 2; z < Math.min(z1, z0 + 60); z += 2) {
    fillFloor(stage.ctx, stage.lens, [x0, z, x1, z + 0.04], "rgba(0,0,0,0.1)", KERB_M);
  }
}

export function paintDashes(stage: Stage, along: "x" | "z", at: number, from: number, to: number): void {
  for (let s = from; s < to; s += 5) {
    const area: Area = along === "x" ? [s, at - 0.08, s + 2.4, at + 0.08] : [at - 0.08, s, at + 0.08, s + 2.4];
    paintMark(stage, area, YELLOW);
  }
}

/** White bars across a road that runs along `along`. */
export function paintCrossing(stage: Stage, along: "x" | "z", area: Area): void {
  const [x0, z0, x1, z1] = area;
  const [from, to] = along === "x" ? [z0, z1] : [x0, x1];
  for (let s = from; s < to; s += 1.1) {
    paintMark(stage, along === "x" ? [x0, s, x1, s + 0.55] : [s, z0, s + 0.55, z1], PAINT);
  }
}

export function paintMark(stage: Stage, area: Area, colour: Colour = PAINT): void {
  const far = stage.lens.distanceTo([(area[0] + area[2]) / 2, 0, (area[1] + area[3]) / 2]);
  const light = stage.mood.light.up * 0.92;
  fillFloor(stage.ctx, stage.lens, area, css(colourIn(stage.mood, colour, light, far), 0.82));
}

/** A row of houses side by side: along x with fronts at z0, or along z with fronts at x0. */
export function layHouses(
  random: Random,
  row: { along: "x" | "z"; from: number; to: number; front: number; deep: number; low: number; high: number },
): House[] {
  const houses: House[] = [];
  let at = row.from;
  while (at < row.to - 2) {
    const width = Math.min(row.to - at, random.between(8, 16));
    const tall = random.between(row.low, row.high);
    const [a, b] = [row.front, row.front + row.deep].sort((p, q) => p - q);
    const block = (
      row.along === "x"
        ? [at, 0, a ?? 0, at + width - 0.15, tall, b ?? 0]
        : [a ?? 0, 0, at, b ?? 0, tall, at + width - 0.15]
    ) as House["block"];
    houses.push({ block, wall: random.pick(WALLS), hasShop: random.next() < 0.6 });
    at += width;
  }
  return houses;
}

export function paintHouses(stage: Stage, houses: readonly House[], random: Random): void {
  const far = (house: House) => {
    const [x, , z] = middleOf(house.block);
    return stage.lens.distanceTo([x, 0, z]);
  };
  for (const house of [...houses].sort((a, b) => far(b) - far(a))) {
    drawHouse(stage, house, random);
    if (stage.mood.isWet) reflectShop(stage, house);
  }
}

function reflectShop(stage: Stage, { block, hasShop }: House): void {
  if (!hasShop) return;
  const [x, , z] = middleOf(block);
  const nearX = Math.abs(x - stage.lens.at[0]) > 8 ? (x > stage.lens.at[0] ? block[0] : block[3]) : x;
  const spot = stage.lens.projectPoint([nearX, -1.6, Math.min(z, block[2])]);
  if (spot) glow(stage.ctx, [spot.x, spot.y], spot.pxPerM * 3.2, [255, 196, 120], 0.16, 1.7);
}
