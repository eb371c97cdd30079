import { createRandom } from "../random.ts";
import { drawCar } from "./car.ts";
import { createLens, type Vec } from "./lens.ts";
import type { Mood } from "./mood.ts";
import { MOODS } from "./mood.ts";
import { actRide, actWalk, drawActors, type Ride, roundCorner, type Walk } from "./motion.ts";
import { drawLamp, drawPole, drawRain, drawTree, type Tree } from "./props.ts";
import type { Scene } from "./scene.ts";
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

/** Street corners: a road across the picture and one that leads away from it. */

const LEAVES = [92, 122, 66] as const;
const AUTUMN = [168, 118, 58] as const;

interface Corner {
  readonly name: string;
  readonly place: string;
  readonly mood: Mood;
  readonly seed: number;
  readonly at: Vec;
  readonly yawDeg: number;
  readonly downDeg: number;
  readonly angleDeg: number;
  readonly high: number;
  readonly rides: readonly Ride[];
  readonly walks: readonly Walk[];
}

function makeCorner(corner: Corner): Scene {
  const { mood, seed, at, yawDeg, downDeg, angleDeg } = corner;
  const trees: Tree[] = [
    { at: [-16, 0.1, 26], tallM: 7, leaves: seed % 2 ? LEAVES : AUTUMN, seed: 1 },
    { at: [8.4, 0.1, 40], tallM: 6.5, leaves: LEAVES, seed: 2 },
    { at: [22, 0.1, 26], tallM: 6, leaves: AUTUMN, seed: 3 },
  ];
  return {
    name: corner.name,
    place: corner.place,
    mood,
    seed,
    lens: createLens({ at, yawDeg, downDeg, angleDeg }),
    paintBack: (stage, random) => {
      paintSky(stage, random);
      paintGround(stage, ASPHALT, [-90, 0, 90, 220]);
      paintWear(stage, random, [-30, 4, 30, 60], 90);
      paintPavement(stage, [-90, 24, -6, 29]);
      paintPavement(stage, [6, 24, 90, 29]);
      paintPavement(stage, [-10, 29, -6, 200]);
      paintPavement(stage, [6, 29, 10, 200]);
      paintPavement(stage, [-90, -2, 90, 7]);
      paintDashes(stage, "x", 15.5, -80, -9);
      paintDashes(stage, "x", 15.5, 9, 80);
      paintDashes(stage, "z", 0, 30, 150);
      paintCrossing(stage, "z", [-5.6, 24.6, 5.6, 27.6]);
      paintCrossing(stage, "x", [-9.6, 8, -6.8, 23.4]);
      paintMark(stage, [0.2, 28.4, 5.8, 28.9]);
      const houses = [
        ...layHouses(random, { along: "x", from: -82, to: -10, front: 29, deep: 12, low: 10, high: corner.high }),
        ...layHouses(random, { along: "x", from: 10, to: 82, front: 29, deep: 12, low: 10, high: corner.high }),
        ...layHouses(random, { along: "z", from: 41, to: 150, front: -10, deep: -14, low: 11, high: corner.high }),
        ...layHouses(random, { along: "z", from: 41, to: 150, front: 10, deep: 14, low: 11, high: corner.high }),
        ...layHouses(random, { along: "x", from: -40, to: 40, front: 170, deep: 10, low: 20, high: 34 }),
      ];
      paintHouses(stage, houses, random);
      for (const z of [64, 46, 31]) drawLamp(stage, [6.8, z], -1.6);
      for (const x of [34, -26, -11, 13]) drawLamp(stage, [x, 24.8], x < 0 ? 1.6 : -1.6);
      for (const [x, colour] of [
        [-20, [120, 42, 40]],
        [-27.5, [70, 84, 100]],
        [17, [196, 196, 192]],
      ] as const) {
        drawCar(stage, { at: [x, 22.6], headingDeg: 270, colour, kind: "car", isParked: true });
      }
    },
    paintMoving: (stage, atS) => {
      for (const tree of trees) drawTree(stage, tree, atS);
      const rides = corner.rides.flatMap((ride) => actRide(ride, atS));
      const walks = corner.walks.flatMap((walk) => actWalk(walk, atS, yawDeg));
      drawActors(stage, [...rides, ...walks]);
      drawSignals(stage, atS);
      if (mood.isWet) drawRain(stage, createRandom(seed), atS, 240);
    },
  };
}

/** Signals stay green across: traffic from the side street waits for its arrow outside the picture. */
function drawSignals(stage: Parameters<Scene["paintMoving"]>[0], atS: number): void {
  for (const [x, z] of [
    [-6.6, 24.4],
    [6.6, 24.4],
  ] as const) {
    drawPole(stage, [x, 0, z], 3.6, 0.12, [50, 52, 56]);
    const box = stage.lens.projectPoint([x, 3.7, z]);
    if (box === undefined) continue;
    const size = box.pxPerM * 0.34;
    stage.ctx.fillStyle = "rgb(24,26,28)";
    stage.ctx.fillRect(box.x - size / 2, box.y - size * 3, size, size * 3);
    const isGreen = atS % 24 < 15;
    stage.ctx.fillStyle = isGreen ? "rgb(60,214,130)" : "rgb(236,66,54)";
    stage.ctx.beginPath();
    stage.ctx.arc(box.x, box.y - size * (isGreen ? 0.5 : 2.5), size * 0.36, 0, Math.PI * 2);
    stage.ctx.fill();
  }
}

const LANE_RIGHT = 11.8;
const LANE_LEFT = 19;

function across(
  lane: number,
  startS: number,
  lastsS: number,
  colour: Ride["colour"],
  kind: Ride["kind"] = "car",
): Ride {
  const isRight = lane === LANE_RIGHT;
  return { from: [isRight ? -70 : 75, lane], to: [isRight ? 75 : -70, lane], startS, lastsS, colour, kind };
}

function stroll(
  from: Walk["from"],
  to: Walk["to"],
  startS: number,
  coat: Walk["coat"],
  more: Partial<Walk> = {},
): Walk {
  const metres = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const lastsS = Math.min(24, metres / 1.35);
  return { from, to, startS, lastsS, coat, legs: [48, 52, 64], floorM: 0.14, ...more };
}

const TRAFFIC: readonly Ride[] = [
  across(LANE_RIGHT, 0.5, 11, [152, 48, 46]),
  across(LANE_RIGHT, 6, 12, [214, 214, 208], "van"),
  across(LANE_LEFT, 3, 12, [58, 92, 132]),
  across(LANE_LEFT, 9.5, 13, [70, 78, 72]),
  {
    from: [-2.8, 150],
    via: roundCorner([-2.8, 27], [-2.8, LANE_LEFT], [-12, LANE_LEFT]),
    to: [-75, LANE_LEFT],
    startS: 12,
    lastsS: 16,
    colour: [188, 152, 70],
  },
  {
    from: [-70, LANE_RIGHT],
    via: roundCorner([-6, LANE_RIGHT], [2.8, LANE_RIGHT], [2.8, 22]),
    to: [2.8, 160],
    startS: 16,
    lastsS: 17,
    colour: [96, 74, 110],
  },
];
const PEOPLE: readonly Walk[] = [
  stroll([-22, 27.4], [8.6, 27.4], 1, [160, 70, 60]),
  stroll([26, 26], [-8.4, 26], 8, [70, 96, 130], { hasBag: true }),
  stroll([8.4, 62], [8.4, 32], 3, [88, 110, 82]),
  stroll([-9, 6], [-9, 31], 20, [210, 180, 110]),
  stroll([22, 5.2], [-8, 5.2], 0, [60, 64, 72], { hasBag: true }),
  stroll([14, 28], [40, 28], 12, [126, 84, 120]),
];
const WITH_UMBRELLAS = PEOPLE.map((walk, index) => ({ ...walk, hasUmbrella: index % 3 !== 2 }));

export const CORNERS: readonly Scene[] = [
  makeCorner({
    name: "corner-day",
    place: "Mill St corner",
    mood: MOODS.day,
    seed: 21,
    at: [-13, 6.6, -3],
    yawDeg: 20,
    downDeg: 11,
    angleDeg: 72,
    high: 22,
    rides: TRAFFIC,
    walks: PEOPLE,
  }),
  makeCorner({
    name: "corner-dusk",
    place: "Fourth crossing",
    mood: MOODS.dusk,
    seed: 34,
    at: [13, 7.4, -4],
    yawDeg: -24,
    downDeg: 12,
    angleDeg: 74,
    high: 26,
    rides: TRAFFIC,
    walks: PEOPLE,
  }),
  makeCorner({
    name: "corner-rain",
    place: "Alder crossing",
    mood: MOODS.rain,
    seed: 58,
    at: [9, 5.8, -3],
    yawDeg: -15,
    downDeg: 12,
    angleDeg: 74,
    high: 20,
    rides: TRAFFIC,
    walks: WITH_UMBRELLAS,
  }),
];
