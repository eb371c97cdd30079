import { describe, expect, it } from "vitest";
import {
  crossesItself,
  type DrawnShape,
  isInShape,
  LEAST_RADIUS_M,
  listInShape,
  MOST_RADIUS_M,
  stepRadius,
} from "./drawnShape.ts";
import { makeCity, placeAll } from "./testCity.ts";

const corner = (lat: number, lng: number) => ({ lat, lng });
const SQUARE = [corner(0, 0), corner(0, 2), corner(2, 2), corner(2, 0)];
const BOW = [corner(0, 0), corner(2, 2), corner(2, 0), corner(0, 2)];
/** A star drawn in one stroke: its middle is enclosed twice. */
const STAR = [90, 234, 18, 162, 306].map((deg) =>
  corner(Math.sin((deg * Math.PI) / 180), Math.cos((deg * Math.PI) / 180)),
);

describe("a drawn polygon", () => {
  it.each([
    ["inside", SQUARE, corner(1, 1), true],
    ["outside", SQUARE, corner(3, 1), false],
    ["in the gap of a bow", BOW, corner(1, 1.6), false],
    ["in a wing of a bow", BOW, corner(0.2, 1), true],
    ["in the tip of a star", STAR, corner(0.8, 0), true],
    ["in the middle of a star, as it is filled", STAR, corner(0, 0), false],
  ])("holds a place %s or not", (_what, points, place, isIn) => {
    expect(isInShape(place, { kind: "polygon", points })).toBe(isIn);
  });

  it.each([
    ["a square", SQUARE, false],
    ["a bow", BOW, true],
    ["a star", STAR, true],
    ["a triangle", SQUARE.slice(0, 3), false],
    ["nothing", [], false],
  ])("that is %s says whether it crosses itself", (_what, points, isCrossed) => {
    expect(crossesItself(points)).toBe(isCrossed);
  });
});

describe("a drawn circle", () => {
  const circle = (radiusM: number): DrawnShape => ({ kind: "circle", centre: corner(41, -68.5), radiusM });
  it("holds more cameras the wider it is", () => {
    const cameras = placeAll(makeCity(900));
    const counts = [25, 100, 300].map((radiusM) => listInShape(cameras, circle(radiusM)).length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBeGreaterThan(0);
  });

  it("is sized by keys, within bounds", () => {
    expect(stepRadius(stepRadius(200, true), false)).toBe(200);
    expect(stepRadius(LEAST_RADIUS_M, false)).toBe(LEAST_RADIUS_M);
    expect(stepRadius(MOST_RADIUS_M, true)).toBe(MOST_RADIUS_M);
  });
});
