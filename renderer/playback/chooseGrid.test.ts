import { expect, it } from "vitest";
import { chooseGrid } from "./chooseGrid.ts";

it.each([
  [0, 1.6, 1, 1],
  [1, 1.6, 1, 1],
  [2, 1.6, 1, 2],
  [2, 2.6, 2, 1],
  [5, 1.6, 2, 3],
  [6, 1.6, 2, 3],
  [6, 2.2, 3, 2],
  [9, 1.6, 3, 3],
  [12, 1.9, 4, 3],
  [13, 1.6, 4, 4],
  [16, 1.6, 4, 4],
])("%d pictures in a place of aspect %d stand in %d columns and %d rows", (count, aspect, columns, rows) => {
  expect(chooseGrid(count, aspect)).toEqual({ columns, rows });
});
