import type { Mask } from "../../contract/consentRecord.ts";

/** Masks as a picture to lay over each frame: black where something must not be seen, clear elsewhere. */
export interface MaskPicture {
  /** Of its upper left corner in the frame; even, as are its sizes, because colour is coded for pixels by fours. */
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Red, green, blue, opacity of each pixel, row by row. */
  readonly rgba: Buffer;
}

/** Round every mask, pixels: scaling and the coding of colour spread what lies at an edge. Our choice. */
const MARGIN_PX = 3;
const BYTES_PER_PIXEL = 4;
const OPAQUE = 255;
/** Places within a row of pixels at which a polygon is looked at. */
const ROW_STEPS = [0, 0.25, 0.5, 0.75, 1];

/** Null where there is nothing to hide. Every pixel that a polygon touches is covered. */
export function drawMasks(masks: readonly Mask[], widthPx: number, heightPx: number): MaskPicture | null {
  const rows = Array.from({ length: heightPx }, (): Cover[] => []);
  for (const { points } of masks) {
    const corners = points.map(([x, y]): Corner => ({ x: x * widthPx, y: y * heightPx }));
    for (const [row, cover] of coverRows(corners, heightPx)) {
      for (let y = Math.max(0, row - MARGIN_PX); y <= Math.min(heightPx - 1, row + MARGIN_PX); y++)
        rows[y]?.push({
          fromPx: Math.max(0, cover.fromPx - MARGIN_PX),
          toPx: Math.min(widthPx, cover.toPx + MARGIN_PX),
        });
    }
  }
  return paint(rows, widthPx, heightPx);
}

interface Corner {
  readonly x: number;
  readonly y: number;
}
/** Pixels of one row, the end not included. */
interface Cover {
  readonly fromPx: number;
  readonly toPx: number;
}

function* coverRows(corners: readonly Corner[], heightPx: number): Generator<[number, Cover]> {
  const ys = corners.map(({ y }) => y);
  const last = Math.min(heightPx - 1, Math.floor(Math.max(...ys)));
  for (let row = Math.max(0, Math.floor(Math.min(...ys))); row <= last; row++) {
    for (const step of ROW_STEPS)
      for (const [fromX, toX] of crossRow(corners, row + step))
        yield [row, { fromPx: Math.floor(fromX), toPx: Math.ceil(toX) }];
  }
}

/** Where a horizontal line is inside the polygon, edges included: pairs of its crossings, left to right. */
function crossRow(corners: readonly Corner[], y: number): [number, number][] {
  const crossings = corners
    .flatMap((a, index) => {
      const b = corners[(index + 1) % corners.length] ?? a;
      const isCrossed = a.y <= y !== b.y <= y;
      return isCrossed ? [a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)] : [];
    })
    .sort((a, b) => a - b);
  const pairs: [number, number][] = [];
  for (let index = 0; index + 1 < crossings.length; index += 2)
    pairs.push([crossings[index] ?? 0, crossings[index + 1] ?? 0]);
  return pairs;
}

function paint(rows: readonly Cover[][], frameWidthPx: number, frameHeightPx: number): MaskPicture | null {
  const used = rows.flatMap((covers, y) => (covers.length > 0 ? [y] : []));
  const [top, bottom] = [used[0], used.at(-1)];
  if (top === undefined || bottom === undefined) return null;
  const covers = rows.flat();
  const left = covers.reduce((least, { fromPx }) => Math.min(least, fromPx), frameWidthPx);
  const right = covers.reduce((most, { toPx }) => Math.max(most, toPx), 0);
  const [xPx, yPx] = [left - (left % 2), top - (top % 2)];
  const widthPx = Math.min(roundUpToEven(right - xPx), frameWidthPx - xPx);
  const heightPx = Math.min(roundUpToEven(bottom + 1 - yPx), frameHeightPx - yPx);
  const rgba = Buffer.alloc(widthPx * heightPx * BYTES_PER_PIXEL);
  for (const [y, row] of rows.entries())
    for (const { fromPx, toPx } of row)
      for (let x = fromPx; x < toPx; x++)
        rgba[((y - yPx) * widthPx + x - xPx) * BYTES_PER_PIXEL + BYTES_PER_PIXEL - 1] = OPAQUE;
  return { xPx, yPx, widthPx, heightPx, rgba };
}

function roundUpToEven(count: number): number {
  return count + (count % 2);
}
