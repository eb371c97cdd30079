import { createRandom } from "../random.ts";
import { type Car, drawCar } from "./car.ts";
import { createLens } from "./lens.ts";
import { MOODS, type Mood } from "./mood.ts";
import { actRide, actWalk, drawActors, type Ride, roundCorner, shareOf } from "./motion.ts";
import { type Colour, css, fillShape } from "./paint.ts";
import { drawBin, drawLamp, drawPole, drawSign, drawTree } from "./props.ts";
import type { Scene } from "./scene.ts";
import { drawBlock, drawPatch, type Stage } from "./solids.ts";
import {
  ASPHALT,
  layHouses,
  paintDashes,
  paintGround,
  paintHouses,
  paintMark,
  paintPavement,
  paintSky,
  paintWear,
} from "./street.ts";
import { walk } from "./walk.ts";

/** Car parks and a gate. */

/** Where on its way the car waits, as a share. */
const GATE_STOP_SHARE = 0.69;
const PAINTS = [
  [132, 46, 44],
  [66, 88, 118],
  [198, 198, 192],
  [58, 62, 66],
  [92, 108, 84],
  [172, 142, 82],
] as const satisfies readonly Colour[];

function makeLot(name: string, place: string, mood: Mood, seed: number, yawDeg: number): Scene {
  const seedlings = createRandom(seed);
  const parked: Car[] = [];
  for (const z of [31, 15.5]) {
    for (let x = -19.6; x < 22; x += 2.8) {
      const isFree = seedlings.next() < 0.34 || Math.abs(x - 2.8) < 1.5;
      const colour = seedlings.pick<Colour>([...PAINTS]);
      if (!isFree) parked.push({ at: [x, z], headingDeg: z > 20 ? 180 : 0, colour, kind: "car", isParked: true });
    }
  }
  const rides: Ride[] = [
    { from: [-48, 24.6], to: [50, 24.6], startS: 2, lastsS: 13, colour: [186, 64, 54] },
    { from: [50, 21.6], to: [-48, 21.6], startS: 11, lastsS: 14, colour: [84, 106, 140], kind: "van" },
    { from: [-48, 39], to: [60, 39], startS: 6, lastsS: 9, colour: [198, 166, 84] },
  ];
  const walks = [
    walk([-14, 27.4], [9, 27.4], 1, [170, 84, 70], { floorM: 0 }),
    walk([12, 19.2], [-9, 19.2], 6, [84, 110, 150], { floorM: 0, hasBag: true }),
    walk([2.8, 8], [2.8, 27], 11, [196, 168, 104], { floorM: 0 }),
  ];
  const trees = [-26, -12, 5, 20].map((x, index) => ({
    at: [x, 0.1, 35.6] as const,
    tallM: 5.6,
    leaves: [98, 122, 70] as const,
    seed: index,
  }));
  return {
    name,
    place,
    mood,
    seed,
    lens: createLens({ at: [0, 7.6, -3], yawDeg, downDeg: 15, angleDeg: 72 }),
    paintBack: (stage, random) => {
      paintSky(stage, random);
      paintGround(stage, ASPHALT, [-100, -4, 100, 60]);
      paintWear(stage, random, [-24, 2, 24, 30], 60);
      paintPavement(stage, [-100, 34.5, 100, 37]);
      paintDashes(stage, "x", 41, -80, 80);
      paintPavement(stage, [-100, 45, 100, 48]);
      paintHouses(
        stage,
        layHouses(random, { along: "x", from: -90, to: 90, front: 48, deep: 12, low: 8, high: 19 }),
        random,
      );
      for (let x = -21; x < 24; x += 2.8) {
        paintMark(stage, [x - 0.06, 28.2, x + 0.06, 34]);
        paintMark(stage, [x - 0.06, 12.6, x + 0.06, 18]);
      }
      for (const [x, z] of [
        [-20, 34.8],
        [-2, 34.8],
        [17, 34.8],
        [-10.8, 18.6],
        [9, 18.6],
      ] as const)
        drawLamp(stage, [x, z], -0.9, 7);
      drawBin(stage, [-23.5, 29], [64, 96, 76]);
    },
    paintMoving: (stage, atS) => {
      for (const tree of trees) drawTree(stage, tree, atS);
      const standing = parked.map((car) => ({ at: car.at, draw: (on: Stage) => drawCar(on, car) }));
      const moving = [
        ...rides.flatMap((ride) => actRide(ride, atS)),
        ...walks.flatMap((each) => actWalk(each, atS, yawDeg)),
      ];
      drawActors(stage, [...standing, ...moving]);
    },
  };
}

/** Comes along the street, turns in, waits at the bar and drives in under the lens. */
const GATE_RIDE: Ride = {
  from: [-60, 42],
  via: roundCorner([-5, 42], [2, 42], [2, 35]),
  to: [2, -14],
  startS: 2,
  lastsS: 15,
  colour: [70, 106, 150],
  stop: { share: GATE_STOP_SHARE, waitS: 4.5 },
};
const GATE: Scene = {
  name: "lot-gate",
  place: "Lot gate",
  mood: MOODS.overcast,
  seed: 133,
  lens: createLens({ at: [-6.5, 5.4, -1], yawDeg: 22, downDeg: 11, angleDeg: 66 }),
  paintBack: (stage, random) => {
    paintSky(stage, random);
    paintGround(stage, ASPHALT, [-90, -4, 110, 120]);
    paintWear(stage, random, [-6, 3, 12, 40], 50);
    paintPavement(stage, [-60, 34, -3, 38]);
    paintPavement(stage, [7, 34, 110, 38]);
    paintPavement(stage, [-60, 50, 110, 54]);
    paintDashes(stage, "x", 44, -60, 100);
    paintHouses(
      stage,
      layHouses(random, { along: "x", from: -60, to: 110, front: 54, deep: 12, low: 9, high: 20 }),
      random,
    );
    for (let x = 7; x < 60; x += 2) drawPole(stage, [x, 0, 33], 2, 0.06);
    for (let x = -4; x > -40; x -= 2) drawPole(stage, [x, 0, 33], 2, 0.06);
    for (const y of [1.9, 1, 0.2]) {
      drawBlock(stage, [7, y, 33, 80, y + 0.06, 33.06], [80, 84, 88]);
      drawBlock(stage, [-60, y, 33, -4, y + 0.06, 33.06], [80, 84, 88]);
    }
    paintMark(stage, [0.2, 16.6, 4, 17]);
    drawBlock(stage, [5.4, 0, 14, 8.6, 2.8, 18], [176, 168, 150]);
    drawPatch(stage, [5.4, 0, 14, 8.6, 2.8, 18], "near", [0.15, 0.42, 0.85, 0.82], [120, 156, 168]);
    drawPatch(stage, [5.4, 0, 14, 8.6, 2.8, 18], "left", [0.15, 0.42, 0.85, 0.82], [108, 142, 154]);
    drawBlock(stage, [5, 2.8, 13.6, 9, 3, 18.4], [70, 76, 82]);
    drawBlock(stage, [-0.9, 0, 15.6, -0.4, 1.2, 16.1], [200, 170, 70]);
    drawSign(
      stage,
      [
        [9.6, 1.4, 20],
        [12.6, 1.4, 20],
        [12.6, 2.6, 20],
        [9.6, 2.6, 20],
      ],
      "LOT",
      [42, 84, 140],
      [240, 240, 236],
    );
  },
  paintMoving: (stage, atS) => {
    const rides = actRide(GATE_RIDE, atS);
    const passing: Ride[] = [
      { from: [-50, 42], to: [90, 42], startS: 9, lastsS: 12, colour: [178, 60, 52] },
      { from: [90, 46], to: [-50, 46], startS: 16, lastsS: 12, colour: [210, 208, 200], kind: "van" },
    ];
    const walks = [
      walk([-20, 36], [10, 36], 1, [150, 84, 70]),
      walk([24, 35.4], [-6, 35.4], 12, [80, 104, 140], { hasBag: true }),
    ];
    drawActors(stage, [
      ...passing.flatMap((ride) => actRide(ride, atS)),
      ...walks.flatMap((each) => actWalk(each, atS, 22)),
    ]);
    const share = shareOf(GATE_RIDE, atS) ?? 1;
    const isPast = share >= GATE_STOP_SHARE;
    if (!isPast) drawActors(stage, rides);
    drawBar(stage, atS);
    if (isPast) drawActors(stage, rides);
  },
};

/** The bar lifts before the car drives on and falls after it has passed. */
function drawBar(stage: Stage, atS: number): void {
  const open = Math.max(0, Math.min(1, (atS - 9.6) / 1.6, (19 - atS) / 1.6));
  const angle = open * 1.35;
  for (let piece = 0; piece < 8; piece += 1) {
    const [near, far] = [piece * 0.64, (piece + 1) * 0.64];
    const at = (reach: number, up: number) =>
      [-0.6 + reach * Math.cos(angle), 1 + up + reach * Math.sin(angle), 15.8] as const;
    const fill: Colour = piece % 2 ? [226, 222, 214] : [190, 54, 48];
    fillShape(stage.ctx, stage.lens, [at(near, 0), at(far, 0), at(far, 0.14), at(near, 0.14)], css(fill));
  }
}

export const YARDS: readonly Scene[] = [
  makeLot("lot-day", "Customer lot", MOODS.day, 121, -14),
  makeLot("lot-night", "City lot", MOODS.night, 127, 13),
  GATE,
];
