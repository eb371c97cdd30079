import type { createRandom } from "../random.ts";
import { drawCar } from "./car.ts";
import { createLens, type Vec } from "./lens.ts";
import { MOODS, type Mood } from "./mood.ts";
import { actRide, actWalk, drawActors, type Ride, type Walk } from "./motion.ts";
import { type Colour, css, fillFloor, fillShape, glow, scale } from "./paint.ts";
import { drawBench, drawLamp, drawTree, type Tree } from "./props.ts";
import type { Scene } from "./scene.ts";
import { drawBlock, type Stage } from "./solids.ts";
import { ASPHALT, GRASS, paintDashes, paintGround, paintPavement, paintSky } from "./street.ts";
import { walk } from "./walk.ts";

/** What a house sees of its own doorstep. */

interface Porch {
  readonly name: string;
  readonly place: string;
  readonly mood: Mood;
  readonly seed: number;
  readonly yawDeg: number;
  readonly isMasked: boolean;
}

/** From beside a front door: steps, a garden path, the street and the houses across it. */
function makePorch({ name, place, mood, seed, yawDeg, isMasked }: Porch): Scene {
  const rides: Ride[] = [
    { from: [-60, 17], to: [60, 17], startS: 2, lastsS: 12, colour: [94, 116, 150] },
    { from: [60, 19.6], to: [-60, 19.6], startS: 11, lastsS: 12, colour: [178, 62, 54] },
  ];
  const parcel = { floorM: 0.02, hasBag: true } as const;
  const walks: Walk[] = [
    walk([-16, 12.6], [16, 12.6], 0, [84, 112, 92]),
    walk([0.2, 11.4], [0.2, 4.2], 5, [196, 124, 60], { ...parcel, lastsS: 11, stop: { share: 0.97, waitS: 4 } }),
    walk([0.3, 4.2], [0.3, 11.6], 16, [196, 124, 60], { floorM: 0.02 }),
    walk([18, 24], [-18, 24], 1, [112, 88, 126], { lastsS: 23 }),
  ];
  const trees: Tree[] = [
    { at: [-9, 0, 10.4], tallM: 5.4, leaves: [92, 128, 66], seed: seed % 7 },
    { at: [12, 0, 23.6], tallM: 6.4, leaves: [172, 120, 60], seed: 2 },
    { at: [-15, 0, 23.8], tallM: 6, leaves: [100, 124, 64], seed: 5 },
  ];
  return {
    name,
    place,
    mood,
    seed,
    lens: createLens({ at: [-1.1, 2.7, -0.2], yawDeg, downDeg: 9, angleDeg: 84 }),
    paintBack: (stage, random) => {
      paintSky(stage, random);
      paintGround(stage, GRASS, [-80, 1, 80, 11.4]);
      paintGround(stage, [176, 168, 152], [-0.8, 1, 1.2, 11.4]);
      paintGround(stage, ASPHALT, [-90, 14, 90, 22]);
      paintPavement(stage, [-90, 11.4, 90, 14]);
      paintPavement(stage, [-90, 22, 90, 25]);
      paintGround(stage, GRASS, [-90, 25, 90, 30]);
      paintDashes(stage, "x", 18, -60, 60);
      paintHomes(stage, random);
      for (let x = -14; x < 15; x += 0.55) {
        if (Math.abs(x - 0.2) < 1.3) continue;
        drawBlock(stage, [x, 0, 10.9, x + 0.36, 0.95, 10.96], [226, 222, 212]);
      }
      for (const x of [-5, -3.4, 3, 4.8]) drawShrub(stage, x, random);
      drawBench(stage, [3.4, 3.2], 0);
      drawLamp(stage, [6, 14.2], 0.6, 5);
    },
    paintMoving: (stage, atS) => {
      for (const tree of trees) drawTree(stage, tree, atS);
      const parked = { at: [-6.5, 15.2], headingDeg: 90, colour: [70, 96, 92], kind: "car", isParked: true } as const;
      const actors = [
        ...rides.flatMap((each) => actRide(each, atS)),
        ...walks.flatMap((each) => actWalk(each, atS, yawDeg)),
      ];
      drawActors(stage, [...actors, { at: parked.at, draw: (on) => drawCar(on, parked) }]);
    },
    paintFront: (stage) => paintDoorstep(stage, isMasked),
  };
}

function paintHomes(stage: Stage, random: ReturnType<typeof createRandom>): void {
  for (let x = -46; x < 46; x += 12) {
    const wall = random.pick<Colour>([
      [206, 192, 166],
      [150, 166, 170],
      [186, 146, 120],
      [216, 210, 198],
    ]);
    const roof = random.pick<Colour>([
      [92, 74, 70],
      [84, 88, 98],
      [112, 78, 66],
    ]);
    drawBlock(stage, [x, 0, 30, x + 10, 5.4, 40], wall);
    fillShape(
      stage.ctx,
      stage.lens,
      [
        [x - 0.5, 5.3, 29.6],
        [x + 10.5, 5.3, 29.6],
        [x + 8.6, 8.4, 34],
        [x + 1.4, 8.4, 34],
      ],
      css(scale(roof, stage.mood.light.up * 0.9)),
    );
    for (const [u, y] of [
      [1.2, 1.2],
      [6.6, 1.2],
      [1.2, 3.6],
      [4.2, 3.6],
      [7, 3.6],
    ] as const) {
      const isLit = stage.mood.hasLamps && random.next() < 0.5;
      drawBlock(stage, [x + u - 0.15, y - 0.15, 29.9, x + u + 1.95, y + 1.55, 30], [236, 232, 222]);
      const glass: Vec[] = [
        [x + u, y, 29.88],
        [x + u + 1.8, y, 29.88],
        [x + u + 1.8, y + 1.4, 29.88],
        [x + u, y + 1.4, 29.88],
      ];
      fillShape(
        stage.ctx,
        stage.lens,
        glass,
        isLit ? "rgb(252,214,144)" : css(scale([96, 118, 136], stage.mood.light.front)),
      );
    }
    drawBlock(stage, [x + 4.4, 0, 29.86, x + 5.8, 2.5, 30], [124, 62, 54]);
  }
}

function drawShrub(stage: Stage, x: number, random: ReturnType<typeof createRandom>): void {
  for (let blob = 0; blob < 7; blob += 1) {
    const spot = stage.lens.projectPoint([
      x + random.between(-0.6, 0.6),
      random.between(0.1, 0.7),
      9.6 + random.between(-0.3, 0.3),
    ]);
    if (spot === undefined) continue;
    const light = stage.mood.light.up * random.between(0.7, 1);
    stage.ctx.fillStyle = css([84 * light, 118 * light, 62 * light]);
    stage.ctx.beginPath();
    stage.ctx.arc(spot.x, spot.y, spot.pxPerM * 0.42, 0, Math.PI * 2);
    stage.ctx.fill();
  }
}

/** Porch floor, post and roof edge close to the lens, and the mask the camera itself draws. */
function paintDoorstep(stage: Stage, isMasked: boolean): void {
  const wood: Colour = stage.mood.hasLamps ? [176, 134, 96] : [186, 158, 126];
  drawBlock(stage, [-8, 0, -1, 6, 0.5, 2.2], wood);
  for (let x = -7.6; x < 6; x += 0.4)
    fillFloor(stage.ctx, stage.lens, [x, -1, x + 0.03, 2.2], "rgba(0,0,0,0.16)", 0.505);
  drawBlock(stage, [-0.9, 0, 2.2, 1.3, 0.26, 2.9], wood, 0.9);
  drawBlock(stage, [-3.1, 0.5, 1.9, -2.86, 4.2, 2.14], [228, 224, 214]);
  drawBlock(stage, [2.2, 0.5, 1.9, 2.44, 4.2, 2.14], [228, 224, 214]);
  if (stage.mood.hasLamps) glow(stage.ctx, [640, 700], 640, [255, 206, 136], 0.2, 0.5);
  if (!isMasked) return;
  const { ctx } = stage;
  ctx.fillStyle = "rgb(38,42,48)";
  ctx.fillRect(0.62 * 1_280, 0.2 * 720, 0.21 * 1_280, 0.3 * 720);
  ctx.fillStyle = "rgb(120,128,138)";
  ctx.font = "600 17px Inter, sans-serif";
  ctx.textAlign = "center";
  ctx.fillText("PRIVATE", 0.725 * 1_280, 0.36 * 720);
  ctx.textAlign = "start";
}

export const PORCHES: readonly Scene[] = [
  makePorch({ name: "porch-day", place: "Front porch", mood: MOODS.day, seed: 191, yawDeg: 6, isMasked: false }),
  makePorch({
    name: "porch-evening",
    place: "Evening porch",
    mood: MOODS.dusk,
    seed: 199,
    yawDeg: -8,
    isMasked: false,
  }),
  makePorch({
    name: "porch-masked",
    place: "Alder St porch",
    mood: MOODS.overcast,
    seed: 207,
    yawDeg: 12,
    isMasked: true,
  }),
];
