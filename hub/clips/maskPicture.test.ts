import { expect, test } from "vitest";
import type { Mask } from "../../contract/consentRecord.ts";
import { drawMasks, type MaskPicture } from "./maskPicture.ts";

const mask = (points: Mask["points"]): Mask => ({ id: "m", kind: "liftable", enforcement: "client", points });

function isCovered({ xPx, yPx, widthPx, heightPx, rgba }: MaskPicture, x: number, y: number): boolean {
  if (x < xPx || y < yPx || x >= xPx + widthPx || y >= yPx + heightPx) return false;
  return rgba[((y - yPx) * widthPx + x - xPx) * 4 + 3] === 255;
}

const WIDTH = 640;
const HEIGHT = 360;
const TRIANGLE: Mask["points"] = [
  [0.11, 0.13],
  [0.52, 0.31],
  [0.2, 0.94],
];

test("every pixel within a mask is covered, and none that is well outside", () => {
  const drawn = drawMasks([mask(TRIANGLE)], WIDTH, HEIGHT);
  if (drawn === null) throw new Error("nothing was drawn");
  const corners = TRIANGLE.map(([x, y]) => [x * WIDTH, y * HEIGHT] as const);
  const sideOf = (index: number, x: number, y: number) => {
    const [ax, ay] = corners[index] ?? [0, 0];
    const [bx, by] = corners[(index + 1) % 3] ?? [0, 0];
    return ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / Math.hypot(bx - ax, by - ay);
  };
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const depth = Math.min(...[0, 1, 2].map((index) => sideOf(index, x + 0.5, y + 0.5)));
      if (depth > 0) expect(isCovered(drawn, x, y), `${x},${y} inside`).toBe(true);
      if (depth < -8) expect(isCovered(drawn, x, y), `${x},${y} outside`).toBe(false);
    }
  }
});

test("a mask that reaches the edges of the picture stays in it, and its box is even", () => {
  const whole = drawMasks(
    [
      mask([
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ]),
    ],
    321,
    181,
  );
  expect(whole).toMatchObject({ xPx: 0, yPx: 0, widthPx: 321, heightPx: 181 });
  const some = drawMasks(
    [
      mask([
        [0.3, 0.3],
        [0.5, 0.3],
        [0.5, 0.5],
      ]),
      mask([
        [0.7, 0.7],
        [0.8, 0.7],
        [0.8, 0.8],
      ]),
    ],
    640,
    360,
  );
  expect(some === null ? 1 : (some.xPx | some.yPx | some.widthPx | some.heightPx) % 2).toBe(0);
});

test("without masks there is nothing to draw", () => {
  expect(drawMasks([], WIDTH, HEIGHT)).toBeNull();
});
