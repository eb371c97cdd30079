import type { createRandom } from "../random.ts";
import { drawCar } from "./car.ts";
import { createLens } from "./lens.ts";
import { MOODS } from "./mood.ts";
import { actRide, actWalk, drawActors, LOOP_S, type Ride } from "./motion.ts";
import { type Colour, fillShape } from "./paint.ts";
import { drawBench, drawLamp, drawSign, drawTree } from "./props.ts";
import type { Scene } from "./scene.ts";
import { drawBlock, type Stage } from "./solids.ts";
import {
  ASPHALT,
  layHouses,
  paintCrossing,
  paintDashes,
  paintGround,
  paintHouses,
  paintMark,
  paintPavement,
  paintSky,
  paintWear,
} from "./street.ts";
import { walk } from "./walk.ts";
import { drawWater } from "./water.ts";

/** A bridge, a stop and an avenue from above. */

const STONE: Colour = [150, 142, 132];

function ride(
  from: Ride["from"],
  to: Ride["to"],
  startS: number,
  lastsS: number,
  colour: Colour,
  more: Partial<Ride> = {},
): Ride {
  return { from, to, startS, lastsS, colour, ...more };
}

function paintBridge(stage: Stage, random: ReturnType<typeof createRandom>): void {
  paintSky(stage, random);
  paintGround(stage, [96, 84, 118], [-400, -4, 400, 150], -7);
  drawBlock(stage, [-400, -7, 150, 400, 0, 230], [112, 96, 100]);
  const bank = { along: "x", from: -240, to: 240, front: 152, deep: 20, low: 8, high: 26 } as const;
  paintHouses(stage, layHouses(random, bank), random);
  paintGround(stage, ASPHALT, [-6, -4, 6, 150]);
  paintPavement(stage, [-9, -4, -6, 150]);
  paintPavement(stage, [6, -4, 9, 150]);
  paintDashes(stage, "z", 0, 2, 140);
  for (let z = 128; z > 0; z -= 4) {
    for (const x of [-9.3, 9]) drawBlock(stage, [x, 0, z, x + 0.3, 1.25, z + 0.3], STONE);
  }
  for (const x of [-9.25, 9.05]) drawBlock(stage, [x, 1.1, -4, x + 0.2, 1.28, 150], STONE);
  for (let z = 120; z > 10; z -= 22) {
    drawLamp(stage, [-8.6, z], 1.6);
    drawLamp(stage, [8.6, z], -1.6);
  }
}

const BRIDGE: Scene = {
  name: "bridge-dusk",
  place: "Mill River bridge",
  mood: MOODS.dusk,
  seed: 71,
  lens: createLens({ at: [-8, 7, -9], yawDeg: 16, downDeg: 10, angleDeg: 68 }),
  paintBack: paintBridge,
  paintMoving: (stage, atS) => {
    drawWater(stage, 5, [10, 4, 120, 120], atS, -7);
    const rides = [
      ride([2.9, -8], [2.9, 150], 0, 14, [176, 60, 52]),
      ride([2.9, -8], [2.9, 150], 7, 15, [220, 218, 210], { kind: "van" }),
      ride([2.9, -8], [2.9, 150], 16, 14, [60, 96, 140]),
      ride([-2.9, 150], [-2.9, -10], 3, 15, [70, 84, 76]),
      ride([-2.9, 150], [-2.9, -10], 12, 16, [188, 148, 64], { kind: "bus" }),
    ];
    const walks = [
      walk([7.5, 40], [7.5, 10], 2, [176, 84, 66]),
      walk([-7.4, 16], [-7.4, 46], 10, [82, 110, 140], { hasBag: true }),
      walk([7.2, 24], [7.2, 52], 9, [90, 116, 86]),
    ];
    drawActors(stage, [
      ...rides.flatMap((each) => actRide(each, atS)),
      ...walks.flatMap((each) => actWalk(each, atS, 13)),
    ]);
  },
};

const STOP_LENS = createLens({ at: [-8, 4.6, -2.5], yawDeg: 32, downDeg: 8, angleDeg: 72 });
const TRANSIT: Scene = {
  name: "transit-stop",
  place: "Transit stop",
  mood: MOODS.overcast,
  seed: 83,
  lens: STOP_LENS,
  paintBack: (stage, random) => {
    paintSky(stage, random);
    paintGround(stage, ASPHALT, [-90, 0, 120, 120]);
    paintWear(stage, random, [-20, 4, 40, 14], 40);
    paintPavement(stage, [-90, 14.5, 120, 22]);
    paintPavement(stage, [-90, -4, 120, 5.4]);
    paintDashes(stage, "x", 10, -60, 100);
    paintMark(stage, [-4, 13.9, 18, 14.1], [214, 176, 84]);
    paintHouses(
      stage,
      layHouses(random, { along: "x", from: -60, to: 110, front: 22, deep: 14, low: 10, high: 20 }),
      random,
    );
    paintShelter(stage);
    drawBench(stage, [5.4, 18.6]);
    drawLamp(stage, [16, 15.2], -0.5);
    drawLamp(stage, [-9, 15.2], 0.5);
  },
  paintMoving: (stage, atS) => {
    drawTree(stage, { at: [19, 0.14, 17.5], tallM: 6.2, leaves: [112, 126, 70], seed: 4 }, atS);
    const stop = { share: 0.5, waitS: 8 };
    const rides = [
      ride([-60, 12.3], [74, 12.3], 2, 19, [56, 122, 116], { kind: "bus", stop }),
      ride([85, 7.8], [-50, 7.8], 0, 13, [172, 56, 50]),
      ride([85, 7.8], [-50, 7.8], 9, 12, [206, 206, 200]),
      ride([85, 7.8], [-50, 7.8], 15, 13, [66, 82, 110], { kind: "van" }),
    ];
    const walks = [
      walk([8, 17.4], [8.4, 17.4], 0, [150, 70, 62], { lastsS: LOOP_S, stop: { share: 0.5, waitS: 23.9 } }),
      walk([3.6, 17.8], [3.7, 17.8], 0, [78, 98, 128], {
        lastsS: LOOP_S,
        stop: { share: 0.5, waitS: 23.9 },
        hasBag: true,
      }),
      walk([-16, 20], [14, 20], 1, [96, 112, 84]),
      walk([24, 19.4], [-8, 19.4], 9, [196, 164, 96], { hasBag: true }),
      walk([6, 15.4], [20, 20.4], 12.4, [120, 80, 116]),
    ];
    drawActors(stage, [
      ...rides.flatMap((each) => actRide(each, atS)),
      ...walks.flatMap((each) => actWalk(each, atS, 32)),
    ]);
  },
};

function paintShelter(stage: Stage): void {
  const frame: Colour = [60, 68, 76];
  for (const x of [1.6, 5.4, 9.2]) drawBlock(stage, [x, 0.14, 19.4, x + 0.12, 2.7, 19.52], frame);
  fillShape(
    stage.ctx,
    stage.lens,
    [
      [1.6, 0.5, 19.4],
      [9.3, 0.5, 19.4],
      [9.3, 2.5, 19.4],
      [1.6, 2.5, 19.4],
    ],
    "rgba(180,206,214,0.32)",
  );
  drawBlock(stage, [9.2, 0.14, 17.2, 9.3, 2.6, 19.4], [70, 120, 128]);
  drawBlock(stage, [1.2, 2.7, 16.6, 9.7, 2.86, 19.7], frame);
  drawSign(
    stage,
    [
      [2.6, 2.9, 16.6],
      [6.2, 2.9, 16.6],
      [6.2, 3.5, 16.6],
      [2.6, 3.5, 16.6],
    ],
    "4th Ave",
    [38, 88, 104],
    [240, 240, 234],
  );
}

const HIGH: Scene = {
  name: "street-high",
  place: "Avenue from above",
  mood: MOODS.day,
  seed: 96,
  lens: createLens({ at: [-11, 15, -12], yawDeg: 17, downDeg: 19, angleDeg: 60 }),
  paintBack: (stage, random) => {
    paintSky(stage, random);
    paintGround(stage, ASPHALT, [-120, -4, 120, 320]);
    paintWear(stage, random, [-7, 4, 7, 90], 60);
    for (const [x0, x1] of [
      [-12, -7],
      [7, 12],
    ] as const)
      paintPavement(stage, [x0, 0, x1, 300]);
    paintDashes(stage, "z", 0, 4, 200);
    paintCrossing(stage, "z", [-6.6, 22, 6.6, 25]);
    const houses = [
      ...layHouses(random, { along: "z", from: 12, to: 190, front: 12, deep: 15, low: 9, high: 19 }),
      ...layHouses(random, { along: "z", from: 30, to: 190, front: -12, deep: -15, low: 9, high: 18 }),
      ...layHouses(random, { along: "x", from: -60, to: 60, front: 250, deep: 15, low: 24, high: 44 }),
    ];
    paintHouses(stage, houses, random);
    for (let z = 34; z < 110; z += 7.5) {
      const colour = random.pick<Colour>([
        [110, 44, 44],
        [60, 74, 96],
        [190, 190, 186],
        [72, 86, 72],
      ]);
      if (random.next() < 0.7) drawCar(stage, { at: [5.9, z], headingDeg: 0, colour, kind: "car", isParked: true });
    }
    for (const z of [100, 70, 46, 28]) drawLamp(stage, [7.4, z], -1.4);
  },
  paintMoving: (stage, atS) => {
    for (const [index, z] of [120, 90, 62, 40].entries()) {
      drawTree(stage, { at: [-9.6, 0.14, z], tallM: 7, leaves: [96, 130, 70], seed: index }, atS);
    }
    const rides = [
      ride([3, -20], [3, 250], 0, 20, [180, 62, 54]),
      ride([3, -20], [3, 250], 8, 22, [216, 214, 208], { kind: "bus" }),
      ride([-3, 250], [-3, -24], 2, 21, [58, 92, 136]),
      ride([-3, 250], [-3, -24], 9, 20, [196, 160, 74]),
      ride([-3, 250], [-3, -24], 15, 22, [76, 84, 80], { kind: "van" }),
    ];
    const walks = [
      walk([8.6, 64], [8.6, 34], 0, [170, 76, 62]),
      walk([9.8, 26], [9.8, 56], 6, [74, 104, 140]),
      walk([-8, 23.6], [8.4, 23.6], 13.5, [98, 118, 82], { floorM: 0 }),
      walk([8.8, 40], [8.8, 16], 13, [200, 172, 104], { hasBag: true }),
    ];
    drawActors(stage, [
      ...rides.flatMap((each) => actRide(each, atS)),
      ...walks.flatMap((each) => actWalk(each, atS, 17)),
    ]);
  },
};

export const ROADS: readonly Scene[] = [BRIDGE, TRANSIT, HIGH];
