import { createLens } from "./lens.ts";
import { MOODS } from "./mood.ts";
import { actWalk, drawActors, LOOP_S } from "./motion.ts";
import { type Colour, css, fillFloor, fillShape, glow } from "./paint.ts";
import { drawBench, drawLamp, drawTree } from "./props.ts";
import type { Scene } from "./scene.ts";
import { drawBlock, type Stage } from "./solids.ts";
import { GRASS, layHouses, paintGround, paintHouses, paintPavement, paintSky } from "./street.ts";
import { walk } from "./walk.ts";
import { drawWater } from "./water.ts";

/** A park and a quay. */

const STONE: Colour = [150, 142, 132];

const PARK: Scene = {
  name: "park-day",
  place: "Chapel Green",
  mood: MOODS.day,
  seed: 108,
  lens: createLens({ at: [0, 5.6, -3], yawDeg: 0, downDeg: 10, angleDeg: 68 }),
  paintBack: (stage, random) => {
    paintSky(stage, random);
    paintHouses(
      stage,
      layHouses(random, { along: "x", from: -130, to: 130, front: 120, deep: 14, low: 10, high: 22 }),
      random,
    );
    paintGround(stage, GRASS, [-160, -4, 160, 119]);
    for (let tuft = 0; tuft < 120; tuft += 1) {
      const [x, z] = [random.between(-40, 40), random.between(4, 80)];
      fillFloor(stage.ctx, stage.lens, [x, z, x + 3, z + 1], "rgba(40,70,20,0.05)");
    }
    const path: Colour = [196, 182, 154];
    paintGround(stage, path, [-2.4, -4, 2.4, 40]);
    paintGround(stage, path, [-160, 24, 160, 28]);
    paintGround(stage, path, [-9, 19, 9, 33]);
    drawBlock(stage, [-3.2, 0, 23.4, 3.2, 0.6, 29], STONE);
    fillFloor(stage.ctx, stage.lens, [-2.8, 23.8, 2.8, 28.6], "rgb(112,160,178)", 0.56);
    for (const x of [-13, -6.4, 12]) drawBench(stage, [x, 30], 0);
    for (const x of [-16, 16]) drawLamp(stage, [x, 23.2], 0.3, 4.4);
  },
  paintMoving: (stage, atS) => {
    const jet = stage.lens.projectPoint([0, 1.6 + 0.14 * Math.sin((atS / LOOP_S) * Math.PI * 14), 26]);
    if (jet) glow(stage.ctx, [jet.x, jet.y], jet.pxPerM * 1.1, [220, 238, 246], 0.6, 1.6);
    for (const [index, [x, z]] of (
      [
        [-40, 70],
        [34, 64],
        [-27, 46],
        [24, 42],
        [46, 40],
        [-17, 34],
        [15, 36],
        [-11, 13],
        [10.6, 12],
      ] as const
    ).entries()) {
      drawTree(
        stage,
        { at: [x, 0, z], tallM: 7 + (index % 3), leaves: index % 4 ? [84, 124, 58] : [176, 124, 58], seed: index },
        atS,
      );
    }
    const walks = [
      walk([-26, 25], [4, 25], 0, [178, 78, 62], { floorM: 0 }),
      walk([24, 27], [-8, 27], 5, [80, 104, 146], { floorM: 0, hasBag: true }),
      walk([1, 4], [1, 19], 2, [206, 176, 100], { floorM: 0 }),
      walk([-1, 20], [-1, 5], 13, [112, 80, 122], { floorM: 0 }),
      walk([-1.9, 20.4], [-1.6, 5.4], 13, [220, 120, 90], { floorM: 0, heightM: 1.15, lastsS: 11.1 }),
    ];
    drawActors(
      stage,
      walks.flatMap((each) => actWalk(each, atS)),
    );
  },
};

const QUAY: Scene = {
  name: "quay-day",
  place: "Harbor quay",
  mood: MOODS.overcast,
  seed: 117,
  lens: createLens({ at: [-6, 7, -6], yawDeg: 14, downDeg: 11, angleDeg: 70 }),
  paintBack: (stage, random) => {
    paintSky(stage, random);
    paintGround(stage, [98, 124, 140], [-300, 10, 300, 400], -1.6);
    paintHouses(
      stage,
      layHouses(random, { along: "x", from: -200, to: 30, front: 210, deep: 20, low: 8, high: 26 }),
      random,
    );
    paintPavement(stage, [-120, -6, 120, 16], [150, 146, 138]);
    for (let x = -40; x < 60; x += 5) drawBlock(stage, [x, 0.14, 15.2, x + 0.5, 0.75, 15.7], [56, 58, 62]);
    for (const x of [-20, 4, 28]) drawLamp(stage, [x, 14], 0.8);
    drawBlock(stage, [16, 0.14, 9.5, 22, 2.7, 12], [150, 82, 60]);
    drawBlock(stage, [17, 2.7, 9.5, 22.6, 5.2, 12], [70, 106, 128]);
    drawBench(stage, [-9, 12.6]);
  },
  paintMoving: (stage, atS) => {
    drawWater(stage, 9, [-60, 17, 120, 200], atS, -1.6);
    const sail = atS / LOOP_S;
    drawBoat(stage, [-180 + 400 * sail, 130], 0, [196, 70, 58], 3);
    for (const [index, x] of [-12, 6, 22].entries()) {
      drawBoat(
        stage,
        [x, 21 + index],
        Math.sin(sail * Math.PI * 2 * (4 + index)) * 0.12,
        index % 2 ? [230, 228, 220] : [60, 92, 120],
        1,
      );
    }
    const walks = [
      walk([-24, 11], [8, 11], 0, [174, 80, 64]),
      walk([18, 7.2], [-14, 7.2], 7, [84, 106, 138], { hasBag: true }),
      walk([-3, 13.4], [-2.9, 13.4], 0, [204, 172, 96], { lastsS: LOOP_S, stop: { share: 0.5, waitS: 23.9 } }),
    ];
    drawActors(
      stage,
      walks.flatMap((each) => actWalk(each, atS, 14)),
    );
  },
};

function drawBoat(stage: Stage, [x, z]: readonly [number, number], lift: number, colour: Colour, size: number): void {
  const y = -1.6 + lift;
  const hull = [
    [x - 3.4 * size, y + size, z],
    [x - 2.6 * size, y, z],
    [x + 2.4 * size, y, z],
    [x + 3.8 * size, y + 1.1 * size, z],
  ] as const;
  drawBlock(stage, [x - 2 * size, y + size, z - 0.2, x + 0.6 * size, y + 2.3 * size, z + 0.8 * size], [232, 230, 222]);
  fillShape(stage.ctx, stage.lens, hull, css(colour));
  fillShape(
    stage.ctx,
    stage.lens,
    [
      [x + 0.9 * size, y + size, z],
      [x + 1.02 * size, y + size, z],
      [x + 1.02 * size, y + 5 * size, z],
      [x + 0.9 * size, y + 5 * size, z],
    ],
    "rgb(70,70,74)",
  );
}

export const OPEN_AIR: readonly Scene[] = [PARK, QUAY];
