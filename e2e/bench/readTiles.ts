import type { Page } from "@playwright/test";
import { BAR_CODE } from "./barCode.ts";
import { BENCH_LOOP_S, BENCH_RENDITIONS } from "./encodeBenchClip.ts";
import { readBarCode } from "./readBarCode.ts";

const LOOP_MS = BENCH_LOOP_S * 1_000;
const FPS_OF = new Map<number, number>(Object.values(BENCH_RENDITIONS).map(({ heightPx, fps }) => [heightPx, fps]));

/** What one tile shows, read from the picture itself. */
export interface SeenTile {
  /** The number operators type. */
  readonly camera: string;
  /** Number of the frame within the loop. */
  readonly frame: number;
  /** Frames of the loop. */
  readonly frames: number;
  readonly frameMs: number;
  /** Capture of the frame, within the loop. */
  readonly loopMs: number;
  /** When it was read, UTC epoch milliseconds. */
  readonly atMs: number;
}

/** Reads the pictures of all tiles on a page that show one, uncovered ones alone. `offsetOf`: of a camera's loop. */
export async function readTiles(page: Page, offsetOf: (camera: string) => number): Promise<SeenTile[]> {
  const seen = await page.evaluate(readPictures, { reader: readBarCode.toString(), layout: BAR_CODE });
  return seen.map(({ camera, frame, heightPx, atMs }) => {
    const fps = FPS_OF.get(heightPx) ?? Number.NaN;
    const loopMs = modulo(Math.round((frame * 1_000) / fps) - offsetOf(camera), LOOP_MS);
    return { camera, frame, frames: fps * BENCH_LOOP_S, frameMs: 1_000 / fps, loopMs, atMs };
  });
}

/** The shorter way round the loop from one time to another, with its sign. */
export function measureBetween(fromMs: number, toMs: number): number {
  return modulo(toMs - fromMs + LOOP_MS / 2, LOOP_MS) - LOOP_MS / 2;
}

/** How many frames a tile is away from the one that stands at a moment; 0 where it is that one. */
export function countFramesBeside(tile: SeenTile, atMs: number): number {
  const sinceMs = measureBetween(tile.loopMs, atMs);
  // Times of frames are whole milliseconds.
  return Math.floor((sinceMs + 1) / tile.frameMs);
}

export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** Runs inside the page. What lies on top of a tile is what counts: a replay before the picture of now. */
function readPictures({ reader, layout }: { reader: string; layout: typeof BAR_CODE }) {
  const read: typeof readBarCode = new Function(`return ${reader}`)();
  const [width, height] = [320, 180];
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  const pictures: { camera: string; frame: number; heightPx: number; atMs: number }[] = [];
  for (const tile of document.querySelectorAll<HTMLElement>("[data-tile][data-camera]")) {
    const stage = [...tile.querySelectorAll(".picture-stage")].at(-1);
    const video = stage?.querySelector<HTMLVideoElement>("video.picture-front");
    const isCovered = stage?.querySelector<HTMLElement>(".picture-cover")?.hidden === false;
    if (video == null || context === null || isCovered || video.readyState < 2) continue;
    const atMs = performance.timeOrigin + performance.now();
    context.drawImage(video, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    const frame = read({ widthPx: width, heightPx: height, data }, layout);
    if (frame !== null) pictures.push({ camera: tile.dataset.camera ?? "", frame, heightPx: video.videoHeight, atMs });
  }
  return pictures;
}
