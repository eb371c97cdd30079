import type { BAR_CODE } from "./barCode.ts";

/** Pixels as a canvas gives them: four bytes each, red first, row by row. */
export interface Pixels {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: ArrayLike<number>;
}

/**
 * The frame number in a picture that fills `pixels`, or null where none can be read: too little contrast, or a wrong
 * check. Uses nothing from outside itself, so that it may be handed to a page as text together with its layout.
 */
export function readBarCode({ widthPx, heightPx, data }: Pixels, layout: typeof BAR_CODE): number | null {
  const { top, bottom, cells, numberBits, checkBits } = layout;
  const leastContrast = 60;
  function averageLuma(cell: number): number {
    // The inner half of a cell each way: its edges are smeared by scaling and by the codec.
    const [left, right] = [(cell + 0.25) / cells, (cell + 0.75) / cells].map((x) => Math.floor(x * widthPx));
    const [from, to] = [top * 0.75 + bottom * 0.25, top * 0.25 + bottom * 0.75].map((y) => Math.floor(y * heightPx));
    let sum = 0;
    let count = 0;
    for (let y = from ?? 0; y <= (to ?? 0); y++) {
      for (let x = left ?? 0; x <= (right ?? 0); x++, count++) sum += data[(y * widthPx + x) * 4 + 1] ?? 0;
    }
    return sum / count;
  }
  const lumas = Array.from({ length: cells }, (_, cell) => averageLuma(cell));
  const white = Math.min(lumas[0] ?? 0, lumas[cells - 1] ?? 0);
  const black = Math.max(lumas[1] ?? 0, lumas[cells - 2] ?? 0);
  if (white - black < leastContrast) return null;
  const bits = lumas.slice(2, 2 + numberBits + checkBits).map((luma) => (luma > (white + black) / 2 ? 1 : 0));
  const code = bits.reduce<number>((value, bit) => value * 2 + bit, 0);
  const frame = code >> checkBits;
  const check = (frame ^ (frame >> 4) ^ (frame >> 8)) & 15;
  return check === (code & 15) ? frame : null;
}
