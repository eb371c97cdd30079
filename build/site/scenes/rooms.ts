import { createLens } from "./lens.ts";
import { MOODS, type Mood } from "./mood.ts";
import { actWalk, drawActors, LOOP_S } from "./motion.ts";
import { type Colour, css, fillFloor, fillShape, fillSky, glow } from "./paint.ts";
import type { Scene } from "./scene.ts";
import { drawBlock, type Stage } from "./solids.ts";
import { paintGround } from "./street.ts";
import { walk } from "./walk.ts";

/** A shop's till and a lobby, from the corner of the ceiling. */

const INDOORS: Mood = {
  ...MOODS.overcast,
  light: { up: 1, side: 0.78, front: 0.9 },
  haze: [210, 200, 184],
  hazeM: 500,
  tint: [255, 232, 196],
  tintShare: 0.14,
};
const WARES = [
  [176, 78, 62],
  [96, 132, 98],
  [208, 172, 92],
  [86, 110, 156],
  [158, 104, 146],
  [214, 208, 196],
  [70, 132, 136],
] as const satisfies readonly Colour[];
const WOOD: Colour = [150, 112, 78];

function paintRoom(stage: Stage, wall: Colour, floor: Colour, tileM: number): void {
  fillSky(stage.ctx, wall, wall, 400);
  paintGround(stage, floor, [-9, -3, 9, 14]);
  for (let x = -9; x < 9; x += tileM)
    fillFloor(stage.ctx, stage.lens, [x, -3, x + 0.025, 14], "rgba(60,50,40,0.16)", 0.01);
  for (let z = -3; z < 14; z += tileM)
    fillFloor(stage.ctx, stage.lens, [-9, z, 9, z + 0.025], "rgba(60,50,40,0.16)", 0.01);
  drawBlock(stage, [-9, 0, 14, 9, 4.4, 14.2], wall);
  drawBlock(stage, [-9.2, 0, -3, -9, 4.4, 14], wall);
  drawBlock(stage, [9, 0, -3, 9.2, 4.4, 14], wall);
  fillFloor(stage.ctx, stage.lens, [-9, -3, 9, 14], css([226, 220, 208]), 4.4);
}

function paintShelf(stage: Stage, x: number, z: number, widthM: number, random: { next(): number }): void {
  drawBlock(stage, [x, 0, z, x + widthM, 2.1, z + 0.5], [196, 186, 168]);
  for (const y of [0.2, 0.82, 1.44]) {
    for (let at = x + 0.08; at < x + widthM - 0.2; at += 0.27) {
      const ware = WARES[Math.floor(random.next() * WARES.length)] ?? WOOD;
      const tall = 0.26 + 0.22 * random.next();
      drawBlock(stage, [at, y, z - 0.06, at + 0.2, y + tall, z], ware);
    }
    drawBlock(stage, [x, y - 0.06, z - 0.12, x + widthM, y, z], WOOD);
  }
}

function paintCeilingLamp(stage: Stage, x: number, z: number): void {
  const spot = stage.lens.projectPoint([x, 4.3, z]);
  fillFloor(stage.ctx, stage.lens, [x - 0.9, z - 0.2, x + 0.9, z + 0.2], "rgb(255,250,236)", 4.36);
  if (spot) glow(stage.ctx, [spot.x, spot.y], spot.pxPerM * 2.2, [255, 244, 220], 0.22, 0.6);
  const pool = stage.lens.projectPoint([x, 0, z]);
  if (pool) glow(stage.ctx, [pool.x, pool.y], pool.pxPerM * 2.6, [255, 240, 210], 0.12, 0.5);
}

const TILL: Scene = {
  name: "till",
  place: "Till",
  mood: INDOORS,
  seed: 211,
  lens: createLens({ at: [-4.2, 3.8, -1.4], yawDeg: 24, downDeg: 19, angleDeg: 80 }),
  paintBack: (stage, random) => {
    paintRoom(stage, [206, 198, 180], [186, 176, 158], 0.8);
    for (let x = -8; x < 8; x += 3.3) paintShelf(stage, x, 13.2, 3, random);
    for (const [x, z] of [
      [-5.4, 9.2],
      [-1.6, 9.2],
      [-5.4, 6.2],
    ] as const)
      paintShelf(stage, x, z, 3.2, random);
    for (const [x, z] of [
      [-4, 11],
      [2, 11],
      [-2, 6],
      [4, 6],
    ] as const)
      paintCeilingLamp(stage, x, z);
    drawBlock(stage, [8.2, 0.6, 2, 8.9, 2.6, 10], [196, 206, 206]);
  },
  paintMoving: (stage, atS) => {
    const keeper = walk([3.9, 4.4], [4.3, 4.4], 0, [66, 112, 100], {
      floorM: 0,
      lastsS: LOOP_S,
      stop: { share: 0.5, waitS: 20 },
    });
    drawActors(stage, actWalk(keeper, atS, 24));
    paintCounter(stage, atS);
    const walks = [
      walk([-4, 11.6], [2.4, 11.6], 0, [172, 84, 68], { floorM: 0 }),
      walk([0.8, 8], [1.6, 3], 4, [84, 108, 150], {
        floorM: 0,
        hasBag: true,
        lastsS: 15,
        stop: { share: 0.9, waitS: 8 },
      }),
      walk([1.6, 3], [-2.6, 4.6], 19, [84, 108, 150], { floorM: 0, hasBag: true }),
      walk([-3.4, 7.8], [0.6, 7.8], 13, [196, 164, 100], { floorM: 0 }),
    ];
    drawActors(
      stage,
      walks.flatMap((each) => actWalk(each, atS, 24)),
    );
  },
};

function paintCounter(stage: Stage, atS: number): void {
  drawBlock(stage, [2.3, 0, 1.4, 3.3, 1, 6.4], WOOD);
  drawBlock(stage, [2.2, 1, 1.3, 3.4, 1.08, 6.5], [224, 214, 196]);
  drawBlock(stage, [2.8, 1.08, 3.7, 3.2, 1.2, 4.2], [52, 56, 60]);
  drawBlock(stage, [2.94, 1.2, 3.8, 3.02, 1.7, 4.3], [44, 48, 52]);
  const isBusy = atS > 10 && atS < 17;
  fillShape(
    stage.ctx,
    stage.lens,
    [
      [2.92, 1.3, 3.82],
      [2.92, 1.3, 4.28],
      [2.92, 1.66, 4.28],
      [2.92, 1.66, 3.82],
    ],
    isBusy ? "rgb(150,220,190)" : "rgb(92,140,160)",
  );
  for (const [z, colour] of [
    [2, WARES[0]],
    [2.4, WARES[2]],
    [5.4, WARES[3]],
  ] as const)
    drawBlock(stage, [2.6, 1.08, z, 2.9, 1.36, z + 0.25], colour);
}

const LOBBY: Scene = {
  name: "lobby",
  place: "Lobby",
  mood: INDOORS,
  seed: 223,
  lens: createLens({ at: [-5.6, 3.9, -1.6], yawDeg: 30, downDeg: 17, angleDeg: 82 }),
  paintBack: (stage, random) => {
    paintRoom(stage, [190, 176, 156], [164, 150, 136], 1.5);
    for (const x of [-3.4, 0.4]) {
      drawBlock(stage, [x, 0, 13.9, x + 2.4, 3, 14], [96, 84, 72]);
      drawBlock(stage, [x + 0.1, 0, 13.86, x + 1.17, 2.9, 13.9], [170, 166, 158]);
      drawBlock(stage, [x + 1.23, 0, 13.86, x + 2.3, 2.9, 13.9], [170, 166, 158]);
    }
    fillShape(
      stage.ctx,
      stage.lens,
      [
        [8.98, 0, 1],
        [8.98, 0, 9],
        [8.98, 3.6, 9],
        [8.98, 3.6, 1],
      ],
      "rgb(196,218,230)",
    );
    for (let z = 1; z <= 9; z += 2) drawBlock(stage, [8.9, 0, z - 0.06, 9, 3.6, z + 0.06], [66, 62, 58]);
    drawBlock(stage, [-1.6, 0, 3.6, 3, 0.02, 8.4], [132, 62, 58]);
    drawBlock(stage, [-1.4, 0.02, 3.8, 2.8, 0.03, 8.2], [150, 78, 68]);
    drawBlock(stage, [4.6, 0, 11.2, 8, 1.1, 12], WOOD);
    drawBlock(stage, [4.4, 1.1, 11, 8.2, 1.2, 12.2], [220, 208, 188]);
    for (const z of [4.4, 6.4]) {
      drawBlock(stage, [-1.3, 0, z, -0.3, 0.45, z + 1.3], [72, 96, 108]);
      drawBlock(stage, [-1.4, 0.45, z, -1.1, 0.95, z + 1.3], [72, 96, 108]);
    }
    drawBlock(stage, [0.6, 0, 5.4, 1.7, 0.42, 6.5], [110, 84, 62]);
    for (const [x, z] of [
      [8.2, 10],
      [-5.6, 13],
    ] as const)
      drawPlant(stage, x, z, random);
    for (const [x, z] of [
      [-4, 11],
      [3, 11],
      [-2, 5.6],
      [5, 5.6],
    ] as const)
      paintCeilingLamp(stage, x, z);
  },
  paintMoving: (stage, atS) => {
    const walks = [
      walk([6, 12.7], [6.2, 12.7], 0, [58, 66, 92], { floorM: 0, lastsS: LOOP_S, stop: { share: 0.5, waitS: 22 } }),
      walk([8.6, 4], [1.4, 13], 1, [168, 82, 70], { floorM: 0, hasBag: true, lastsS: 10.5 }),
      walk([-2.2, 13.2], [8.4, 6], 9, [88, 112, 90], { floorM: 0 }),
      walk([8.6, 7], [5.6, 10.4], 14, [196, 160, 96], { floorM: 0, lastsS: 9.6, stop: { share: 0.96, waitS: 5 } }),
      walk([-5.4, 9.4], [3.4, 9.8], 4, [110, 84, 126], { floorM: 0 }),
    ];
    drawActors(
      stage,
      walks.flatMap((each) => actWalk(each, atS, 30)),
    );
  },
};

function drawPlant(stage: Stage, x: number, z: number, random: { between(low: number, high: number): number }): void {
  drawBlock(stage, [x - 0.3, 0, z - 0.3, x + 0.3, 0.6, z + 0.3], [186, 178, 164]);
  for (let leaf = 0; leaf < 12; leaf += 1) {
    const spot = stage.lens.projectPoint([
      x + random.between(-0.45, 0.45),
      random.between(0.7, 1.9),
      z + random.between(-0.3, 0.3),
    ]);
    if (spot === undefined) continue;
    stage.ctx.fillStyle = css([70 + random.between(0, 30), 112 + random.between(0, 24), 66]);
    stage.ctx.beginPath();
    stage.ctx.ellipse(
      spot.x,
      spot.y,
      spot.pxPerM * 0.13,
      spot.pxPerM * 0.36,
      random.between(-0.9, 0.9),
      0,
      Math.PI * 2,
    );
    stage.ctx.fill();
  }
}

export const ROOMS: readonly Scene[] = [TILL, LOBBY];
