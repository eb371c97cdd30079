import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";

/** Draws `assets/icons/icon.png` from its SVG; run by hand when the SVG changes. electron-builder derives the rest. */

const SIZE_PX = 1_024;
const folder = join(import.meta.dirname, "..", "assets", "icons");

const image = await loadImage(readFileSync(join(folder, "icon.svg")));
const canvas = createCanvas(SIZE_PX, SIZE_PX);
canvas.getContext("2d").drawImage(image, 0, 0, SIZE_PX, SIZE_PX);
writeFileSync(join(folder, "icon.png"), canvas.toBuffer("image/png"));
