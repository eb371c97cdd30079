import type { Lens, Vec } from "./lens.ts";
import { colourIn, type Mood } from "./mood.ts";
import { type Canvas2d, type Colour, css, fillShape } from "./paint.ts";

/** Boxes and the windows on them. */

export interface Stage {
  readonly ctx: Canvas2d;
  readonly lens: Lens;
  readonly mood: Mood;
}

/** Left, bottom, near, right, top, far. */
export type Block = readonly [x0: number, y0: number, z0: number, x1: number, y1: number, z1: number];
type Face = "up" | "left" | "right" | "near" | "far";

const LIGHT_OF: Readonly<Record<Face, "up" | "side" | "front">> = {
  up: "up",
  left: "side",
  right: "side",
  near: "front",
  far: "front",
};

/** Draws the faces of a box that the lens can see. */
export function drawBlock(stage: Stage, block: Block, colour: Colour, lit = 1): void {
  for (const face of seenFaces(stage.lens, block)) {
    const light = stage.mood.light[LIGHT_OF[face]] * (face === "left" ? 0.86 : 1) * lit;
    const shown = colourIn(stage.mood, colour, light, stage.lens.distanceTo(middleOf(block)));
    fillShape(stage.ctx, stage.lens, cornersOf(block, face), css(shown));
  }
}

export function seenFaces(lens: Lens, [x0, , z0, x1, y1, z1]: Block): Face[] {
  const [x, y, z] = lens.at;
  const faces: Face[] = [];
  if (y > y1) faces.push("up");
  if (x < x0) faces.push("left");
  if (x > x1) faces.push("right");
  if (z < z0) faces.push("near");
  if (z > z1) faces.push("far");
  return faces;
}

export function middleOf([x0, y0, z0, x1, y1, z1]: Block): Vec {
  return [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2];
}

export function cornersOf([x0, y0, z0, x1, y1, z1]: Block, face: Face): Vec[] {
  if (face === "up") return quad([x0, y1, z0], [x1, y1, z0], [x1, y1, z1], [x0, y1, z1]);
  if (face === "left") return quad([x0, y0, z0], [x0, y0, z1], [x0, y1, z1], [x0, y1, z0]);
  if (face === "right") return quad([x1, y0, z0], [x1, y0, z1], [x1, y1, z1], [x1, y1, z0]);
  const z = face === "near" ? z0 : z1;
  return quad([x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z]);
}

function quad(a: Vec, b: Vec, c: Vec, d: Vec): Vec[] {
  return [a, b, c, d];
}

/** Part of a face, as shares of its width and height; slightly in front of it. */
export function patchOf(block: Block, face: Face, [u0, v0, u1, v1]: readonly [number, number, number, number]): Vec[] {
  const [a, b, , d] = cornersOf(block, face);
  if (a === undefined || b === undefined || d === undefined) return [];
  const at = (u: number, v: number): Vec => [
    a[0] + (b[0] - a[0]) * u + (d[0] - a[0]) * v,
    a[1] + (b[1] - a[1]) * u + (d[1] - a[1]) * v,
    a[2] + (b[2] - a[2]) * u + (d[2] - a[2]) * v,
  ];
  return quad(at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1));
}

export function drawPatch(
  stage: Stage,
  block: Block,
  face: Face,
  area: readonly [number, number, number, number],
  colour: Colour,
  glowing = false,
): void {
  const distance = stage.lens.distanceTo(middleOf(block));
  const light = stage.mood.light[LIGHT_OF[face]];
  const shown = glowing ? colour : colourIn(stage.mood, colour, light, distance);
  fillShape(stage.ctx, stage.lens, patchOf(block, face, area), css(shown));
}
