import { z } from "zod";

/** A place in a layout, in whole columns and rows from the top left. */
export interface TilePlace {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** Geometry of tiles, empty. Tile N is `places[N - 1]`. */
export interface Layout {
  readonly id: LayoutId;
  readonly columns: number;
  readonly rows: number;
  readonly places: readonly TilePlace[];
}

/** Grids and the layouts with large tiles, in the order they are offered. */
export const LAYOUT_IDS = ["1x1", "2x2", "3x3", "4x4", "5x5", "6x6", "1+5", "1+7", "1+12", "2+8"] as const;
export const LayoutId = z.enum(LAYOUT_IDS);
export type LayoutId = z.infer<typeof LayoutId>;

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
  return { id, columns: side, rows: side, places };
}

const LAYOUTS = new Map(LAYOUT_IDS.map((id) => [id, planLayout(id)]));

/** The geometry of a layout. */
export function findLayout(id: LayoutId): Layout {
  return LAYOUTS.get(id) ?? planLayout(id);
}

/** The first layout, in order of tile count, that holds so many cameras; the largest when none does. */
export function chooseLayout(cameraCount: number): LayoutId {
  const bySize = [...LAYOUTS.values()].sort((a, b) => a.places.length - b.places.length);
  return (bySize.find((layout) => layout.places.length >= cameraCount) ?? bySize.at(-1))?.id ?? "6x6";
}
