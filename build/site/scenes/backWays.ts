import { createLens } from "./lens.ts";
import { MOODS } from "./mood.ts";
import { type Actor, actRide, actWalk, drawActors, LOOP_S, type Ride, shareOf } from "./motion.ts";
import { type Colour, css, fillFloor, fillSky, glow } from "./paint.ts";
import { drawBin, drawSign } from "./props.ts";
import type { Scene } from "./scene.ts";
import { drawBlock, drawPatch, type Stage } from "./solids.ts";
import { ASPHALT, layHouses, paintDashes, paintGround, paintHouses, paintSky, paintWear } from "./street.ts";
import { walk } from "./walk.ts";

/** An alley and a garage ramp. */

const BRICK: Colour = [132, 92, 78];
const CONCRETE: Colour = [146, 146, 142];

const ALLEY: Scene = {
  name: "alley-night",
  place: "Back alley",
  mood: MOODS.night,
  seed: 149,
  lens: createLens({ at: [-1.6, 4.4, -1], yawDeg: 6, downDeg: 12, angleDeg: 66 }),
  paintBack: (stage, random) => {
    paintSky(stage, random);
    paintGround(stage, [88, 88, 92], [-4, -4, 4, 40]);
    paintGround(stage, ASPHALT, [-60, 40, 60, 70]);
    paintHouses(
      stage,
      layHouses(random, { along: "x", from: -40, to: 50, front: 66, deep: 12, low: 9, high: 16 }),
      random,
    );
    for (let z = 36; z > -5; z -= 8) {
      for (const [x0, x1, wall] of [
        [-14, -4, BRICK],
        [4, 14, [118, 108, 100]],
      ] as const) {
        const block = [x0, 0, z - 4, x1, 13, z + 4] as const;
        drawBlock(stage, block, wall, 1.5);
        const face = x0 < 0 ? "right" : "left";
        for (const [u, v] of [
          [0.2, 0.42],
          [0.62, 0.42],
          [0.2, 0.7],
          [0.62, 0.7],
        ] as const) {
          const isLit = random.next() < 0.36;
          drawPatch(stage, block, face, [u, v, u + 0.2, v + 0.14], isLit ? [240, 200, 130] : [70, 84, 104], isLit);
        }
        drawPatch(stage, block, face, [0.36, 0, 0.52, 0.17], [74, 60, 52]);
      }
    }
    for (const [z, colour] of [
      [25, [58, 92, 74]],
      [13.4, [74, 82, 92]],
      [11.6, [58, 92, 74]],
    ] as const)
      drawBin(stage, [-3.3, z], colour, 1.2);
    drawBlock(stage, [2.6, 0, 17, 3.8, 0.7, 18.4], [146, 112, 78]);
    drawBlock(stage, [2.8, 0.7, 17.2, 3.7, 1.3, 18.2], [160, 126, 90]);
    for (const [x, z] of [
      [3.7, 9],
      [-3.7, 20],
      [3.7, 31],
    ] as const)
      wallLight(stage, x, z);
  },
  paintMoving: (stage, atS) => {
    const rides: Ride[] = [
      { from: [-40, 50], to: [50, 50], startS: 3, lastsS: 9, colour: [170, 60, 54] },
      { from: [50, 55], to: [-40, 55], startS: 12, lastsS: 10, colour: [90, 110, 150] },
    ];
    const walks = [
      walk([1, 38], [1, 8], 1, [150, 90, 76], { floorM: 0 }),
      walk([-1, 24], [-3, 24.2], 14, [110, 120, 90], { floorM: 0, hasBag: true, lastsS: 3 }),
    ];
    drawBetweenWalls(
      stage,
      rides.flatMap((ride) => actRide(ride, atS)),
    );
    drawActors(
      stage,
      walks.flatMap((each) => actWalk(each, atS, 6)),
    );
    drawCat(stage, atS);
    const vent = stage.lens.projectPoint([-3.4, 2.2, 17]);
    for (let puff = 0; puff < 6 && vent; puff += 1) {
      const share = (puff / 6 + (atS / LOOP_S) * 6) % 1;
      glow(
        stage.ctx,
        [vent.x + share * 34, vent.y - share * 110],
        14 + 46 * share,
        [170, 180, 200],
        0.12 * (1 - share),
      );
    }
  },
};

/** Traffic in the street at the end is only seen in the gap. */
function drawBetweenWalls(stage: Stage, actors: readonly Actor[]): void {
  const { ctx, lens } = stage;
  ctx.save();
  ctx.beginPath();
  for (const [x, y] of lens.projectShape([
    [-4, -1, 40],
    [4, -1, 40],
    [4, 12, 40],
    [-4, 12, 40],
  ]))
    ctx.lineTo(x, y);
  ctx.clip();
  drawActors(stage, actors);
  ctx.restore();
}

function wallLight(stage: Stage, x: number, z: number): void {
  const lamp = stage.lens.projectPoint([x, 3.4, z]);
  const pool = stage.lens.projectPoint([x * 0.6, 0, z]);
  if (lamp) glow(stage.ctx, [lamp.x, lamp.y], Math.min(110, lamp.pxPerM * 2.2), [255, 202, 128], 0.8);
  if (pool) glow(stage.ctx, [pool.x, pool.y], pool.pxPerM * 4.4, [255, 196, 120], 0.4, 0.5);
}

function drawCat(stage: Stage, atS: number): void {
  const share = shareOf({ from: [0, 0], to: [0, 0], startS: 17, lastsS: 4.5 }, atS);
  const spot = share === undefined ? undefined : stage.lens.projectPoint([3 - 6 * share, 0.16, 13]);
  if (spot === undefined) return;
  const size = spot.pxPerM * 0.3;
  stage.ctx.fillStyle = "rgb(30,30,34)";
  stage.ctx.beginPath();
  stage.ctx.ellipse(spot.x, spot.y, size * 0.8, size * 0.34, 0, 0, Math.PI * 2);
  stage.ctx.arc(spot.x - size * 0.9, spot.y - size * 0.3, size * 0.27, 0, Math.PI * 2);
  stage.ctx.fill();
}

const RAMP: Scene = {
  name: "garage-ramp",
  place: "Garage ramp",
  mood: {
    ...MOODS.overcast,
    light: { up: 0.62, side: 0.5, front: 0.56 },
    haze: [70, 74, 72],
    hazeM: 90,
    hasLamps: true,
    tint: [110, 120, 100],
  },
  seed: 161,
  lens: createLens({ at: [-5, 2.9, -3], yawDeg: 14, downDeg: 9, angleDeg: 74 }),
  paintBack: (stage, random) => {
    fillSky(stage.ctx, [40, 42, 42], [60, 64, 62], 500);
    paintGround(stage, [112, 114, 112], [-12, -4, 12, 60]);
    paintWear(stage, random, [-6, 2, 6, 30], 60);
    drawBlock(stage, [-12, 0, 59, 12, 4, 60], CONCRETE);
    drawPatch(stage, [-12, 0, 59, 12, 4, 60], "near", [0.38, 0, 0.62, 0.86], [214, 222, 226], true);
    drawBlock(stage, [-13, 0, -4, -8, 4, 60], CONCRETE);
    drawBlock(stage, [8, 0, -4, 13, 4, 60], CONCRETE);
    fillFloor(stage.ctx, stage.lens, [-12, 1, 12, 60], css([84, 88, 84]), 3.9);
    for (let z = 54; z > 1; z -= 7) {
      fillFloor(stage.ctx, stage.lens, [-12, z, 12, z + 0.8], css([66, 70, 66]), 3.6);
      for (const x of [-8, 7.4]) {
        drawBlock(stage, [x, 0, z, x + 0.6, 4, z + 0.7], [164, 162, 152]);
        drawBlock(stage, [x - 0.02, 0, z - 0.02, x + 0.62, 1.1, z + 0.72], [206, 168, 62]);
      }
      fillFloor(stage.ctx, stage.lens, [-0.9, z + 2.6, 0.9, z + 3.2], "rgb(244,248,238)", 3.8);
      const tube = stage.lens.projectPoint([0, 3.8, z + 2.9]);
      const pool = stage.lens.projectPoint([0, 0, z + 2.9]);
      if (tube) glow(stage.ctx, [tube.x, tube.y], tube.pxPerM * 3, [226, 240, 220], 0.34, 0.5);
      if (pool) glow(stage.ctx, [pool.x, pool.y], pool.pxPerM * 4.6, [210, 226, 206], 0.16, 0.36);
    }
    paintDashes(stage, "z", 0, 3, 56);
    drawSign(
      stage,
      [
        [2.4, 2.7, 20],
        [6, 2.7, 20],
        [6, 3.4, 20],
        [2.4, 3.4, 20],
      ],
      "EXIT",
      [36, 120, 82],
      [244, 246, 240],
    );
  },
  paintMoving: (stage, atS) => {
    const rides: Ride[] = [
      { from: [2.6, -10], to: [2.6, 62], startS: 1, lastsS: 11, colour: [168, 58, 52] },
      { from: [-2.8, 62], to: [-2.8, -12], startS: 8, lastsS: 12, colour: [84, 112, 150] },
      { from: [2.6, -10], to: [2.6, 62], startS: 15, lastsS: 11, colour: [206, 204, 196], kind: "van" },
    ];
    const walks = [walk([6.4, 34], [6.4, 6], 2, [176, 136, 90], { floorM: 0, hasBag: true })];
    drawActors(stage, [
      ...rides.flatMap((ride) => actRide(ride, atS)),
      ...walks.flatMap((each) => actWalk(each, atS, 14)),
    ]);
  },
};

export const BACK_WAYS: readonly Scene[] = [ALLEY, RAMP];
