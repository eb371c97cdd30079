/**
 * A frame number drawn into the picture as black and white cells, in a band across the middle, where captions and
 * badges of a tile do not reach. Positions are shares of the picture's width and height, so any scaling will do.
 */
export const BAR_CODE = {
  /** Where the band begins and ends, share of the height. */
  top: 4 / 9,
  bottom: 5 / 9,
  /** Two cells to measure white and black by, the number, a check, and the same two mirrored. */
  cells: 20,
  numberBits: 12,
  checkBits: 4,
} as const;

const WHITE = 255;
const BLACK = 0;

/** The band as one byte of luma per cell, left to right. `frame`: 0 to 4095. */
export function writeBarCode(frame: number): Uint8Array {
  const check = (frame ^ (frame >> 4) ^ (frame >> 8)) & 15;
  const code = (frame << BAR_CODE.checkBits) | check;
  const bits = BAR_CODE.numberBits + BAR_CODE.checkBits;
  const cells = Array.from({ length: bits }, (_, index) => ((code >> (bits - 1 - index)) & 1 ? WHITE : BLACK));
  return Uint8Array.from([WHITE, BLACK, ...cells, BLACK, WHITE]);
}
