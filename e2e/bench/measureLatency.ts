import type { Page } from "@playwright/test";
import { BAR_CODE } from "./barCode.ts";
import { BENCH_LOOP_S, BENCH_RENDITIONS } from "./encodeBenchClip.ts";
import { readBarCode } from "./readBarCode.ts";

const LOOP_MS = BENCH_LOOP_S * 1_000;

/**
 * Ages of pictures on the glass, milliseconds, for each camera by its number: the frame number is read from the picture
 * itself at the moment it is presented, and the source's schedule says when that frame was sent. Nothing the program
 * believes about its own age is used.
 */
export async function measureLatency(
  page: Page,
  offsetOf: (cameraNumber: string) => number,
  rounds: number,
): Promise<number[]> {
  const ages: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const seen = await page.evaluate(readPictures, { reader: readBarCode.toString(), layout: BAR_CODE });
    for (const { camera, frame, atMs } of seen) {
      const sentMs = (frame / BENCH_RENDITIONS.sub.fps) * 1_000 - offsetOf(camera);
      ages.push((((atMs - sentMs) % LOOP_MS) + LOOP_MS) % LOOP_MS);
    }
  }
  return ages;
}

/** Runs inside the page. */
async function readPictures({ reader, layout }: { reader: string; layout: typeof BAR_CODE }) {
  const read: typeof readBarCode = new Function(`return ${reader}`)();
  const width = 320;
  const height = 180;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const pictures: { camera: string; frame: number; atMs: number }[] = [];
  for (const video of document.querySelectorAll("video")) {
    const camera = video.closest<HTMLElement>("[data-camera]")?.dataset.camera;
    if (camera === undefined || context === null || video.readyState < 2) continue;
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    const atMs = performance.timeOrigin + performance.now();
    context.drawImage(video, 0, 0, width, height);
    const frame = read(
      { widthPx: width, heightPx: height, data: context.getImageData(0, 0, width, height).data },
      layout,
    );
    if (frame !== null) pictures.push({ camera, frame, atMs });
  }
  return pictures;
}
