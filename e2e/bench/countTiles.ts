import type { Page } from "@playwright/test";
import { BENCH_RENDITIONS } from "./encodeBenchClip.ts";

/** One tile over a span in which its state and stream stayed the same, or the last such part of it. */
export interface CountedTile {
  readonly tile: number;
  readonly state: string;
  readonly frames: string;
  /** Frames its stream carried, and those that were presented, by the benchmark's own count. */
  readonly due: number;
  readonly shown: number;
  /** Whether what it said all along agrees with the frames seen. */
  readonly isTrue: boolean;
}

const FPS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(BENCH_RENDITIONS).map(([name, { fps }]) => [name, fps]),
);

/** Counts the frames of every tile of a page by callbacks of its own, and compares them with what the tiles say. */
export function countTiles(page: Page, forMs: number): Promise<CountedTile[]> {
  return page.evaluate(countInPage, { forMs, fpsOf: FPS });
}

/** Runs inside the page; must not use anything from outside itself. */
async function countInPage({ forMs, fpsOf }: { forMs: number; fpsOf: Readonly<Record<string, number>> }) {
  /** No frame for this long and not called frozen, or a frame while called paused: the tile does not tell the truth. */
  const quietMs = 2_500;
  const graceMs = 500;
  const lookEveryMs = 100;
  const frontOf = (tile: HTMLElement) => tile.querySelector<HTMLVideoElement>("video.picture-front");
  const tiles = [...document.querySelectorAll<HTMLElement>("[data-tile][data-camera]")]
    .filter((tile) => tile.dataset.camera !== "")
    .map((tile) => ({
      tile,
      stream: "",
      sinceMs: performance.now(),
      startFrames: 0,
      startS: 0,
      lastS: 0,
      lastFrames: 0,
      lastAtMs: performance.now(),
      video: null as HTMLVideoElement | null,
      isTrue: true,
    }));
  const watch = (counted: (typeof tiles)[number]) => {
    const { video } = counted;
    video?.requestVideoFrameCallback((_now, frame) => {
      if (counted.video !== video) return;
      if (counted.startS === 0) {
        counted.startS = frame.mediaTime;
        counted.startFrames = frame.presentedFrames;
      }
      counted.lastS = frame.mediaTime;
      counted.lastFrames = frame.presentedFrames;
      counted.lastAtMs = performance.now();
      watch(counted);
    });
  };
  const look = () => {
    const nowMs = performance.now();
    for (const counted of tiles) {
      const { state, frames, rendition } = counted.tile.dataset;
      const stream = `${state} ${frames} ${rendition}`;
      const video = frontOf(counted.tile);
      if (stream !== counted.stream || video !== counted.video) {
        Object.assign(counted, { stream, video, sinceMs: nowMs, startS: 0, lastS: 0, lastAtMs: nowMs });
        watch(counted);
        continue;
      }
      const isOld = nowMs - counted.sinceMs > graceMs;
      const quietForMs = nowMs - counted.lastAtMs;
      const isMoving = state === "live" || state === "delayed";
      if (isOld && isMoving && quietForMs > quietMs) counted.isTrue = false;
      if (isOld && !isMoving && counted.startS > 0 && quietForMs < lookEveryMs) counted.isTrue = false;
    }
  };
  const timer = setInterval(look, lookEveryMs);
  look();
  await new Promise((resolve) => setTimeout(resolve, forMs));
  clearInterval(timer);
  return tiles.map(({ tile, startS, lastS, startFrames, lastFrames, isTrue }) => {
    const { state = "", frames = "", rendition = "" } = tile.dataset;
    const fps = frames === "key" ? 1 : (fpsOf[rendition] ?? 0);
    const due = Math.round((lastS - startS) * fps);
    return { tile: Number(tile.dataset.tile), state, frames, due, shown: lastFrames - startFrames, isTrue };
  });
}
