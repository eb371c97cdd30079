import { z } from "zod";

/** Most columns and rows of a layout. Our choice, the design's 10×10. */
export const MAX_GRID_SIDE = 10;
const MAX_PLACES = MAX_GRID_SIDE * MAX_GRID_SIDE;

const GridSide = z.int().min(1).max(MAX_GRID_SIDE);
const GridStep = z
  .int()
  .min(0)
  .max(MAX_GRID_SIDE - 1);

/** A place in a layout, in whole columns and rows from the top left. */
export const TilePlace = z.strictObject({ column: GridStep, row: GridStep, columns: GridSide, rows: GridSide });
export type TilePlace = z.infer<typeof TilePlace>;

/** Geometry of tiles, empty. Tile N is `places[N - 1]`. */
export interface Layout {
  readonly columns: number;
  readonly rows: number;
  readonly places: readonly TilePlace[];
}

/** Grids and the layouts with large tiles, in the order they are offered. */
export const LAYOUT_IDS = [
  ...(["1x1", "2x2", "3x3", "4x4", "5x5", "6x6", "7x7", "8x8", "9x9", "10x10"] as const),
  ...(["1+5", "1+7", "1+12", "2+8"] as const),
] as const;
export const LayoutId = z.enum(LAYOUT_IDS);
export type LayoutId = z.infer<typeof LayoutId>;

/** A layout somebody drew by merging cells. Its places cover every cell exactly once: a gap would be a void on the wall. */
export const FreeLayout = z
  .strictObject({ columns: GridSide, rows: GridSide, places: z.array(TilePlace).min(1).max(MAX_PLACES) })
  .superRefine((layout, context) => {
    const problem = findGridProblem(layout);
    if (problem !== null) context.addIssue({ code: "custom", path: ["places"], message: problem });
  });
export type FreeLayout = z.infer<typeof FreeLayout>;

/** Any layout as it is stored and sent: the name of a known one, or the drawing of a free one. */
export const LayoutChoice = z.union([LayoutId, FreeLayout]);
export type LayoutChoice = z.infer<typeof LayoutChoice>;

/** What is wrong with places in a grid, in words; null when each cell is covered exactly once. */
function findGridProblem({ columns, rows, places }: Layout): string | null {
  const covered = new Set<number>();
  for (const [index, place] of places.entries()) {
    if (place.column + place.columns > columns || place.row + place.rows > rows)
      return `tile ${index + 1} lies outside the grid`;
    for (const cell of listCells(place, columns)) {
      if (covered.has(cell)) return `tile ${index + 1} overlaps another`;
      covered.add(cell);
    }
  }
  return covered.size === columns * rows ? null : "some cells belong to no tile";
}

/** Numbers of the cells a place covers in a grid of so many columns, counted row by row from 0. */
export function listCells(place: TilePlace, gridColumns: number): number[] {
  return Array.from({ length: place.columns * place.rows }, (_, n) => {
    const row = place.row + Math.floor(n / place.columns);
    return row * gridColumns + place.column + (n % place.columns);
  });
}

/** Large tiles are `span` by `span`, from the top left; the rest are single and fill row by row. */
const LARGE_TILES: Partial<Record<LayoutId, { side: number; large: number; span: number }>> = {
  "1+5": { side: 3, large: 1, span: 2 },
  "1+7": { side: 4, large: 1, span: 3 },
  "1+12": { side: 4, large: 1, span: 2 },
  "2+8": { side: 4, large: 2, span: 2 },
};

function planLayout(id: LayoutId): Layout {
  const { side, large, span } = LARGE_TILES[id] ?? { side: Number.parseInt(id, 10), large: 0, span: 1 };
  const places: TilePlace[] = [];
  for (let n = 0; n < large; n++) places.push({ column: n * span, row: 0, columns: span, rows: span });
  for (let cell = 0; cell < side * side; cell++) {
    const column = cell % side;
    const row = Math.floor(cell / side);
    if (row >= span || column >= large * span) places.push({ column, row, columns: 1, rows: 1 });
  }
  return { columns: side, rows: side, places };
}

const LAYOUTS = new Map(LAYOUT_IDS.map((id) => [id, planLayout(id)]));

/** The geometry of a layout. */
export function findLayout(layout: LayoutChoice): Layout {
  if (typeof layout !== "string") return layout;
  return LAYOUTS.get(layout) ?? planLayout(layout);
}

const BY_SIZE = [...LAYOUTS].sort(([, a], [, b]) => a.places.length - b.places.length);

/** The first layout, in order of tile count, that holds so many cameras; the largest when none does. */
export function chooseLayout(cameraCount: number): LayoutId {
  return BY_SIZE.find(([, { places }]) => places.length >= cameraCount)?.[0] ?? "10x10";
}
