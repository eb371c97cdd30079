import { createRandom } from "../random.ts";
import { drawCar } from "./car.ts";
import { createLens, type Vec } from "./lens.ts";
import { MOODS, type Mood } from "./mood.ts";
import { actRide, actWalk, drawActors, type Ride, type Walk } from "./motion.ts";
import { type Colour, css, fillFloor, fillShape } from "./paint.ts";
import { drawBin, drawLamp, drawPole, drawRain, drawSign, drawTree } from "./props.ts";
import type { Scene } from "./scene.ts";
import { drawBlock, type Stage } from "./solids.ts";
import {
  ASPHALT,
  layHouses,
  paintDashes,
  paintGround,
  paintHouses,
  paintPavement,
  paintSky,
  paintWear,
} from "./street.ts";
import { walk } from "./walk.ts";

/** What a shop sees of its own pavement. */

const WARES: readonly Colour[] = [
  [178, 84, 66],
  [92, 126, 92],
  [206, 170, 92],
  [88, 110, 150],
  [160, 110, 150],
];

interface Front {
  readonly name: string;
  readonly place: string;
  readonly mood: Mood;
  readonly seed: number;
  readonly yawDeg: number;
  readonly sign: { readonly text: string; readonly fill: Colour; readonly ink: Colour };
}

/** Under the sign of a shop: the pavement along its windows, and the street beside it. */
function makeShopFront({ name, place, mood, seed, yawDeg, sign }: Front): Scene {
  const rides: Ride[] = [
    { from: [8.4, -12], to: [8.4, 110], startS: 1, lastsS: 13, colour: [170, 58, 52] },
    { from: [4.6, 110], to: [4.6, -14], startS: 4, lastsS: 14, colour: [206, 206, 198], kind: "van" },
    { from: [4.6, 110], to: [4.6, -14], startS: 14, lastsS: 13, colour: [64, 92, 134] },
    { from: [8.4, -12], to: [8.4, 110], startS: 15, lastsS: 14, colour: [188, 150, 72] },
  ];
  const umbrella = { hasUmbrella: mood.isWet };
  const walks: Walk[] = [
    walk([-0.4, 34], [-0.6, 5], 0, [172, 82, 66], umbrella),
    walk([0.6, 6], [0.8, 36], 8, [76, 104, 142], { hasBag: true, ...umbrella }),
    walk([-2.4, 13], [0.4, 13], 5, [198, 168, 98]),
    walk([0.2, 26], [-2.6, 13.4], 15, [104, 80, 120], { hasBag: true }),
    walk([14.4, 20], [14.4, 50], 3, [96, 116, 84], umbrella),
  ];
  return {
    name,
    place,
    mood,
    seed,
    lens: createLens({ at: [0.4, 4.4, 0], yawDeg, downDeg: 13, angleDeg: 70 }),
    paintBack: (stage, random) => {
      paintSky(stage, random);
      paintGround(stage, ASPHALT, [2.4, -4, 12, 160]);
      paintWear(stage, random, [3, 3, 11, 50], 30);
      paintPavement(stage, [-3, -4, 2.6, 150]);
      paintPavement(stage, [12, -4, 17, 150]);
      paintDashes(stage, "z", 6.5, 3, 130);
      const houses = [
        ...layHouses(random, { along: "z", from: 3, to: 120, front: 17, deep: 12, low: 8, high: 17 }),
        ...layHouses(random, { along: "z", from: 24, to: 120, front: -3, deep: -12, low: 9, high: 16 }),
        ...layHouses(random, { along: "x", from: -30, to: 50, front: 150, deep: 10, low: 16, high: 28 }),
      ];
      paintHouses(stage, houses, random);
      paintWindows(stage, sign);
      for (const z of [60, 38, 17]) drawLamp(stage, [2.2, z], 1.2, 5.6);
      for (const z of [48, 40, 26]) {
        drawCar(stage, {
          at: [10.9, z],
          headingDeg: 0,
          colour: random.pick<Colour>([
            [120, 46, 44],
            [84, 96, 112],
          ]),
          kind: "car",
          isParked: true,
        });
      }
      drawBin(stage, [1.8, 14], [70, 96, 80]);
    },
    paintMoving: (stage, atS) => {
      for (const [index, z] of [52, 30].entries())
        drawTree(stage, { at: [1.9, 0.14, z], tallM: 5, leaves: [104, 124, 68], seed: index }, atS);
      drawActors(stage, [
        ...rides.flatMap((each) => actRide(each, atS)),
        ...walks.flatMap((each) => actWalk(each, atS, yawDeg)),
      ]);
      if (mood.isWet) drawRain(stage, createRandom(seed), atS, 200);
    },
  };
}

/** The shop's own windows, seen along the wall. */
function paintWindows(stage: Stage, { text, fill, ink }: Front["sign"]): void {
  const isLit = stage.mood.hasLamps;
  drawBlock(stage, [-14, 0, -3, -3, 9, 24], [150, 126, 106], isLit ? 1.3 : 1);
  const pane = (z0: number, z1: number, y0: number, y1: number): Vec[] => [
    [-2.98, y0, z0],
    [-2.98, y0, z1],
    [-2.98, y1, z1],
    [-2.98, y1, z0],
  ];
  for (let z = 3; z < 22; z += 4) {
    const isDoor = z === 11;
    fillShape(stage.ctx, stage.lens, pane(z - 0.1, z + 3.3, isDoor ? 0.1 : 0.6, 2.9), css([52, 50, 52]));
    fillShape(
      stage.ctx,
      stage.lens,
      pane(z + 0.1, z + 3.1, isDoor ? 0.2 : 0.75, 2.7),
      isLit ? css([250, 216, 152]) : css([136, 156, 166]),
    );
    for (let shelf = 0; shelf < 5 && !isDoor; shelf += 1) {
      const colour = WARES[shelf] ?? fill;
      fillShape(
        stage.ctx,
        stage.lens,
        pane(z + 0.3 + shelf * 0.54, z + 0.66 + shelf * 0.54, 0.85, 1.3 + (shelf % 3) * 0.12),
        css(colour, 0.85),
      );
    }
    if (isLit) fillFloor(stage.ctx, stage.lens, [-2.9, z, 0.4, z + 3.4], "rgba(255,214,140,0.16)", 0.15);
  }
  for (let z = 3; z < 23; z += 0.8) {
    const colour = Math.round(z / 0.8) % 2 ? fill : ([236, 230, 220] as const);
    fillShape(
      stage.ctx,
      stage.lens,
      [
        [-2.98, 3.5, z],
        [-2.98, 3.5, z + 0.8],
        [-1.7, 2.9, z + 0.8],
        [-1.7, 2.9, z],
      ],
      css(colour),
    );
  }
  drawPole(stage, [-2.9, 4.9, 19], 0.1);
  drawSign(
    stage,
    [
      [-2.8, 4, 19],
      [0.6, 4, 19],
      [0.6, 4.9, 19],
      [-2.8, 4.9, 19],
    ],
    text,
    fill,
    ink,
  );
}

export const SHOP_FRONTS: readonly Scene[] = [
  makeShopFront({
    name: "shop-front",
    place: "Shop front",
    mood: MOODS.dusk,
    seed: 171,
    yawDeg: 4,
    sign: { text: "PHARMACY", fill: [46, 118, 90], ink: [244, 246, 240] },
  }),
  makeShopFront({
    name: "deli-front",
    place: "Deli front",
    mood: MOODS.rain,
    seed: 183,
    yawDeg: 12,
    sign: { text: "DELI", fill: [172, 62, 50], ink: [255, 240, 214] },
  }),
];
