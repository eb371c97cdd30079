import { expect, test } from "vitest";
import { chooseLayout, FreeLayout, findLayout, LAYOUT_IDS, LayoutChoice, listCells } from "./layouts.ts";

const COUNTS = {
  "1x1": 1,
  "2x2": 4,
  "3x3": 9,
  "4x4": 16,
  "5x5": 25,
  "6x6": 36,
  "7x7": 49,
  "8x8": 64,
  "9x9": 81,
  "10x10": 100,
  "1+5": 6,
  "1+7": 8,
  "1+12": 13,
  "2+8": 10,
};

test.each(LAYOUT_IDS)("%s covers its square exactly once", (id) => {
  const layout = findLayout(id);
  expect(layout.places.length).toBe(COUNTS[id]);
  const cells = layout.places.flatMap((place) => listCells(place, layout.columns));
  expect(new Set(cells).size).toBe(layout.columns * layout.rows);
  expect(cells.length).toBe(layout.columns * layout.rows);
});

test.each([
  [1, "1x1"],
  [4, "2x2"],
  [5, "1+5"],
  [13, "1+12"],
  [14, "4x4"],
  [37, "7x7"],
  [999, "10x10"],
] as const)("%i cameras get %s", (count, id) => {
  expect(chooseLayout(count)).toBe(id);
});

const TALL = { column: 0, row: 0, columns: 1, rows: 2 };
const TOP = { column: 1, row: 0, columns: 1, rows: 1 };
const FOOT = { column: 1, row: 1, columns: 1, rows: 1 };
const drawn = { columns: 2, rows: 2, places: [TALL, TOP, FOOT] };

test("a drawn layout travels as its geometry, a known one as its name", () => {
  expect(LayoutChoice.parse(drawn)).toEqual(drawn);
  expect(findLayout(LayoutChoice.parse(drawn)).places).toHaveLength(3);
  expect(LayoutChoice.parse("10x10")).toBe("10x10");
});

test.each([
  ["tiles that overlap", { ...drawn, places: [TALL, TOP, TOP, FOOT] }],
  ["a tile outside the grid", { ...drawn, places: [TALL, TOP, { ...FOOT, rows: 2 }] }],
  ["cells of no tile", { ...drawn, places: [TALL, TOP] }],
  ["no tile at all", { ...drawn, places: [] }],
  ["1 000 tiles", { ...drawn, places: Array.from({ length: 1_000 }, () => TOP) }],
  ["a grid of 11 columns", { ...drawn, columns: 11 }],
  ["half a cell", { ...drawn, places: [TALL, TOP, { ...FOOT, column: 0.5 }] }],
  ["a field nobody knows", { ...drawn, script: "x" }],
])("a drawn layout with %s is refused", (_what, layout) => {
  expect(FreeLayout.safeParse(layout).success).toBe(false);
});
