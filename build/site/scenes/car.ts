import type { Vec } from "./lens.ts";
import { colourIn } from "./mood.ts";
import { type Colour, css, fillShape, glow, mix, scale } from "./paint.ts";
import type { Stage } from "./solids.ts";

/** A car as two tapered hulls on four wheels, with lights, a shadow and, in the dark, a cone of light before it. */

export interface Car {
  readonly at: readonly [x: number, z: number];
  /** The way it faces: 0 ahead (+z), 90 to the right (+x). */
  readonly headingDeg: number;
  readonly colour: Colour;
  readonly kind: "car" | "van" | "bus";
  readonly isBraking?: boolean;
  readonly isParked?: boolean;
}

/** Half length, half width, height of the body, height of the roof, cabin from and to along the length, metres. */
const SHAPES = {
  car: { long: 2.2, wide: 0.9, body: 0.92, roof: 1.48, cabin: [-1.55, 0.85] },
  van: { long: 2.6, wide: 1, body: 1.15, roof: 2.2, cabin: [-2.5, 1.7] },
  bus: { long: 5.6, wide: 1.25, body: 1.3, roof: 3, cabin: [-5.5, 5.45] },
} as const;
/** Reach of head lamps on the road, metres. */
const BEAM_M = 11;
const GLASS: Colour = [48, 58, 70];
const HEAD: Colour = [255, 244, 214];
const TAIL: Colour = [255, 46, 36];

type Place = (along: number, up: number, across: number) => Vec;

export function drawCar(stage: Stage, car: Car): void {
  const shape = SHAPES[car.kind];
  const turn = (car.headingDeg * Math.PI) / 180;
  const place: Place = (along, up, across) => [
    car.at[0] + along * Math.sin(turn) + across * Math.cos(turn),
    up,
    car.at[1] + along * Math.cos(turn) - across * Math.sin(turn),
  ];
  const { long, wide, body, roof } = shape;
  const [back, front] = shape.cabin;
  drawShadow(stage, place, long, wide);
  if (stage.mood.hasLamps && car.isParked !== true) drawBeam(stage, place, long);
  drawHull(stage, hullOf(place, { from: -long, to: long, low: 0.32, high: body, wide, taper: 0.06 }), car.colour);
  drawWheels(stage, place, long, wide, car.kind === "bus" ? 0.46 : 0.34);
  const taper = car.kind === "car" ? 0.5 : 0.14;
  const cabin = hullOf(place, { from: back, to: front, low: body, high: roof, wide: wide - 0.06, taper });
  drawHull(stage, cabin, mix(GLASS, stage.mood.skyTop, 0.12), 0.9);
  const lid = {
    from: back + taper,
    to: front - taper,
    low: roof - 0.1,
    high: roof + 0.02,
    wide: wide - 0.16,
    taper: 0,
  };
  drawHull(stage, hullOf(place, lid), car.colour);
  drawLights(stage, place, car, long, wide);
}

interface HullSize {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly wide: number;
  readonly taper: number;
}

/** Faces of a hull whose top is shorter and narrower than its foot: up, front, back, two sides. */
function hullOf(place: Place, { from, to, low, high, wide, taper }: HullSize): Vec[][] {
  const top = wide - Math.min(0.16, taper * 0.3);
  const a = place(from, low, -wide);
  const b = place(to, low, -wide);
  const c = place(to, low, wide);
  const d = place(from, low, wide);
  const e = place(from + taper * 0.7, high, -top);
  const f = place(to - taper, high, -top);
  const g = place(to - taper, high, top);
  const h = place(from + taper * 0.7, high, top);
  return [
    [e, f, g, h],
    [b, c, g, f],
    [d, a, e, h],
    [a, b, f, e],
    [c, d, h, g],
  ];
}

const FACE_LIGHT = [1.12, 0.8, 0.74, 0.92, 0.66];

function drawHull(stage: Stage, faces: readonly (readonly Vec[])[], colour: Colour, lit = 1): void {
  const sorted = faces
    .map((face, index) => ({ face, light: FACE_LIGHT[index] ?? 1, far: stage.lens.distanceTo(centreOf(face)) }))
    .sort((a, b) => b.far - a.far);
  for (const { face, light, far } of sorted) {
    const shown = colourIn(stage.mood, colour, light * lit * (stage.mood.light.up * 0.7 + 0.3), far);
    fillShape(stage.ctx, stage.lens, face, css(shown));
  }
}

function centreOf(face: readonly Vec[]): Vec {
  const sum = face.reduce<Vec>((total, [x, y, z]) => [total[0] + x, total[1] + y, total[2] + z], [0, 0, 0]);
  return [sum[0] / face.length, sum[1] / face.length, sum[2] / face.length];
}

function drawShadow(stage: Stage, place: Place, long: number, wide: number): void {
  for (const grow of [0.3, 0.12, -0.05]) {
    const l = long + grow;
    const w = wide + grow;
    const corners = [place(-l, 0, -w), place(l, 0, -w), place(l, 0, w), place(-l, 0, w)];
    fillShape(stage.ctx, stage.lens, corners, `rgba(0,0,0,${stage.mood.shadow * 0.6})`);
  }
}

function drawWheels(stage: Stage, place: Place, long: number, wide: number, radius: number): void {
  const near = [-1, 1].sort(
    (a, b) => stage.lens.distanceTo(place(0, 0, b * wide)) - stage.lens.distanceTo(place(0, 0, a * wide)),
  )[1];
  for (const along of [-long * 0.62, long * 0.64]) {
    for (const [size, colour] of [
      [radius, "rgb(18,18,20)"],
      [radius * 0.5, "rgb(112,116,122)"],
    ] as const) {
      const rim = Array.from({ length: 14 }, (_, step) => {
        const angle = (step / 14) * Math.PI * 2;
        return place(along + size * Math.cos(angle), radius + size * Math.sin(angle), (near ?? 1) * (wide + 0.02));
      });
      fillShape(stage.ctx, stage.lens, rim, colour);
    }
  }
}

function drawLights(stage: Stage, place: Place, car: Car, long: number, wide: number): void {
  const isDark = stage.mood.hasLamps && car.isParked !== true;
  const facesLens = stage.lens.distanceTo(place(long, 0, 0)) < stage.lens.distanceTo(place(-long, 0, 0));
  const along = facesLens ? long + 0.02 : -long - 0.02;
  const colour = facesLens ? HEAD : TAIL;
  const shown = isDark || car.isBraking === true ? colour : scale(colour, 0.62);
  for (const across of [-wide * 0.72, wide * 0.72]) {
    const lamp = [-0.18, 0.18].flatMap((side) => [place(along, 0.6, across + side), place(along, 0.8, across + side)]);
    const [a, b, c, d] = lamp;
    if (a && b && c && d) fillShape(stage.ctx, stage.lens, [a, b, d, c], css(shown));
    const spot = stage.lens.projectPoint(place(along, 0.7, across));
    if (!isDark || spot === undefined) continue;
    const power = (facesLens ? 0.9 : 0.5) + (car.isBraking === true ? 0.3 : 0);
    glow(stage.ctx, [spot.x, spot.y], spot.pxPerM * (facesLens ? 1.5 : 0.9), colour, power);
    const mirrored = stage.lens.projectPoint(place(along, -0.9, across));
    if (stage.mood.isWet && mirrored) glow(stage.ctx, [mirrored.x, mirrored.y], spot.pxPerM, colour, 0.42, 2.6);
  }
}

function drawBeam(stage: Stage, place: Place, long: number): void {
  const from = stage.lens.projectPoint(place(long, 0.02, 0));
  const to = stage.lens.projectPoint(place(long + BEAM_M, 0.02, 0));
  if (from === undefined || to === undefined) return;
  const light = stage.ctx.createRadialGradient(
    from.x,
    from.y,
    0,
    from.x,
    from.y,
    Math.hypot(to.x - from.x, to.y - from.y) + 4,
  );
  light.addColorStop(0, css(HEAD, 0.42));
  light.addColorStop(0.4, css(HEAD, 0.16));
  light.addColorStop(1, css(HEAD, 0));
  const cone = stage.lens.projectShape([
    place(long, 0.02, -0.7),
    place(long + BEAM_M * 0.6, 0.02, -2.2),
    place(long + BEAM_M, 0.02, -2.4),
    place(long + BEAM_M, 0.02, 2.4),
    place(long + BEAM_M * 0.6, 0.02, 2.2),
    place(long, 0.02, 0.7),
  ]);
  if (cone.length < 3) return;
  stage.ctx.beginPath();
  for (const [x, y] of cone) stage.ctx.lineTo(x, y);
  stage.ctx.closePath();
  stage.ctx.fillStyle = light;
  stage.ctx.fill();
}
