import { expect, test } from "vitest";
import { chooseLayout, findLayout, LAYOUT_IDS } from "./layouts.ts";

const COUNTS = {
  "1x1": 1,
  "2x2": 4,
  "3x3": 9,
  "4x4": 16,
  "5x5": 25,
  "6x6": 36,
  "1+5": 6,
  "1+7": 8,
  "1+12": 13,
  "2+8": 10,
};

test.each(LAYOUT_IDS)("%s covers its square exactly once", (id) => {
  const layout = findLayout(id);
  expect(layout.places.length).toBe(COUNTS[id]);
  const cells = layout.places.flatMap((place) =>
    Array.from({ length: place.columns * place.rows }, (_, n) => {
      const column = place.column + (n % place.columns);
      return `${column},${place.row + Math.floor(n / place.columns)}`;
    }),
  );
  expect(new Set(cells).size).toBe(layout.columns * layout.rows);
  expect(cells.length).toBe(layout.columns * layout.rows);
});

test.each([
  [1, "1x1"],
  [4, "2x2"],
  [5, "1+5"],
  [13, "1+12"],
  [14, "4x4"],
  [99, "6x6"],
] as const)("%i cameras get %s", (count, id) => {
  expect(chooseLayout(count)).toBe(id);
});
