import { expect, test } from "vitest";
import type { Camera } from "../../contract/cameras.ts";
import { measureDistanceM } from "../consent/distance.ts";
import { seesPlace } from "./seesPlace.ts";

const CROSSING = { lat: 41.05, lng: -68.42, accuracyM: 5 };
/** About 50 m south of the crossing. */
const SOUTH = { lat: 41.04955, lng: -68.42, accuracyM: 3 };

function look(fieldOfView: Camera["fieldOfView"]) {
  const camera = { position: SOUTH, ...(fieldOfView === undefined ? {} : { fieldOfView }) };
  return seesPlace(camera, CROSSING, measureDistanceM(SOUTH, CROSSING));
}

test.each([
  ["straight at it", { bearingDeg: 0, angleDeg: 60, rangeM: 90 }, true],
  ["at it across north", { bearingDeg: 350, angleDeg: 60, rangeM: 90 }, true],
  ["past it", { bearingDeg: 45, angleDeg: 60, rangeM: 90 }, false],
  ["away from it", { bearingDeg: 180, angleDeg: 60, rangeM: 90 }, false],
  ["at it from too far", { bearingDeg: 0, angleDeg: 60, rangeM: 40 }, false],
  ["all round", { bearingDeg: 200, angleDeg: 360, rangeM: 90 }, true],
  ["nobody knows where", undefined, null],
] as const)("a camera that looks %s", (_name, fieldOfView, sees) => {
  expect(look(fieldOfView)).toBe(sees);
});
