import { expect, test } from "@playwright/test";
import { BAR_CODE, writeBarCode } from "./barCode.ts";
import { type Pixels, readBarCode } from "./readBarCode.ts";

/** A grey picture with the band of `cells` across it. */
function draw(cells: Uint8Array, widthPx: number, heightPx: number): Pixels {
  const data = new Uint8Array(widthPx * heightPx * 4).fill(128);
  for (let y = Math.round(heightPx * BAR_CODE.top); y < Math.round(heightPx * BAR_CODE.bottom); y++) {
    for (let x = 0; x < widthPx; x++) {
      data.fill(cells[Math.floor((x * cells.length) / widthPx)] ?? 0, (y * widthPx + x) * 4, (y * widthPx + x) * 4 + 4);
    }
  }
  return { widthPx, heightPx, data };
}

test("every frame number reads back at the size of a small and of a large tile", () => {
  for (let frame = 0; frame < 2 ** BAR_CODE.numberBits; frame += 7) {
    expect(readBarCode(draw(writeBarCode(frame), 213, 120), BAR_CODE)).toBe(frame);
  }
  expect(readBarCode(draw(writeBarCode(899), 1_280, 720), BAR_CODE)).toBe(899);
});

test("a wrong cell or a picture without a band reads as nothing", () => {
  const cells = writeBarCode(1_234);
  cells[5] = 255 - (cells[5] ?? 0);
  expect(readBarCode(draw(cells, 320, 180), BAR_CODE)).toBeNull();
  expect(readBarCode(draw(new Uint8Array(BAR_CODE.cells).fill(128), 320, 180), BAR_CODE)).toBeNull();
});
