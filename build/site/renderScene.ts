import { fileURLToPath } from "node:url";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { createRandom } from "./random.ts";
import { PICTURE } from "./scenes/lens.ts";
import { plate, vignette } from "./scenes/paint.ts";
import type { Scene } from "./scenes/scene.ts";

/** Turns a scene into frames: still parts once, moving parts each time, lens faults and the plate on top. */

const VIGNETTE = 0.34;
const FONT = fileURLToPath(import.meta.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"));

export interface Renderer {
  /** RGBA, row by row. Valid until the next call. */
  renderFrame(atS: number): Buffer;
  renderPng(atS: number): Buffer;
}

export function createRenderer(scene: Scene): Renderer {
  GlobalFonts.registerFromPath(FONT, "Inter");
  const { widthPx, heightPx } = PICTURE;
  const back = createCanvas(widthPx, heightPx);
  const front = createCanvas(widthPx, heightPx);
  const canvas = createCanvas(widthPx, heightPx);
  const ctx = canvas.getContext("2d");
  const { lens, mood } = scene;
  scene.paintBack({ ctx: back.getContext("2d"), lens, mood }, createRandom(scene.seed));
  scene.paintFront?.({ ctx: front.getContext("2d"), lens, mood }, createRandom(scene.seed));
  vignette(front.getContext("2d"), VIGNETTE);
  plate(front.getContext("2d"), scene.place);

  function draw(atS: number): void {
    ctx.drawImage(back, 0, 0);
    scene.paintMoving({ ctx, lens, mood }, atS);
    ctx.drawImage(front, 0, 0);
  }
  return {
    renderFrame: (atS) => {
      draw(atS);
      return canvas.data();
    },
    renderPng: (atS) => {
      draw(atS);
      return canvas.toBuffer("image/png");
    },
  };
}
