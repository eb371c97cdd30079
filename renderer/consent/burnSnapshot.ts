import type { Obligations } from "../../contract/consentRecord.ts";
import { wrapLines } from "./describeSnapshot.ts";

interface Burnt {
  readonly obligations: Obligations;
  /** Over the picture, where the owner asks for a watermark. */
  readonly watermark: readonly string[];
  /** Below the picture. */
  readonly caption: readonly string[];
}

/** A glyph of the mono is 0.6 em wide. */
const GLYPH_EM = 0.6;
const LINE_EM = 1.35;
const FONT = '"JetBrains Mono Variable", monospace';
/** Shares of the picture's height and width; the least is what can still be read. */
const CAPTION_SHARE = 0.026;
const WATERMARK_SHARE = 0.034;
const LEAST_FONT_PX = 11;
const WIDTH_SHARE = 0.94;

/**
 * A picture with everything in it that has to be: masks first, the watermark over it, and below it the words that say
 * what it is. Null when the browser could not make one. The frame is drawn before this returns its promise.
 */
export function burnSnapshot(frame: HTMLVideoElement, burnt: Burnt): Promise<Blob | null> {
  const { videoWidth: widthPx, videoHeight: heightPx } = frame;
  const fontPx = Math.max(LEAST_FONT_PX, heightPx * CAPTION_SHARE);
  const lines = wrapLines(burnt.caption, Math.floor((widthPx * WIDTH_SHARE) / (fontPx * GLYPH_EM)));
  const canvas = document.createElement("canvas");
  canvas.width = widthPx;
  canvas.height = heightPx + Math.ceil((lines.length + 1) * fontPx * LINE_EM);
  const context = canvas.getContext("2d");
  if (context === null) return Promise.resolve(null);
  context.fillStyle = "#000";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(frame, 0, 0, widthPx, heightPx);
  drawMasks(context, burnt.obligations, widthPx, heightPx);
  if (burnt.obligations.watermark) drawWatermark(context, burnt.watermark, widthPx, heightPx);
  context.fillStyle = "#fff";
  context.font = `500 ${fontPx}px ${FONT}`;
  lines.forEach((line, index) => {
    context.fillText(line, widthPx * ((1 - WIDTH_SHARE) / 2), heightPx + (index + 1.2) * fontPx * LINE_EM);
  });
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Those left to the client; the others are in the picture as it comes. */
export function drawMasks(
  context: CanvasRenderingContext2D,
  { masks }: Obligations,
  widthPx: number,
  heightPx: number,
): void {
  context.fillStyle = "#000";
  for (const { enforcement, points } of masks) {
    if (enforcement !== "client") continue;
    context.beginPath();
    for (const [x, y] of points) context.lineTo(x * widthPx, y * heightPx);
    context.fill();
  }
}

/** Across the middle: what is cut out of a picture that is passed on takes it along. */
function drawWatermark(
  context: CanvasRenderingContext2D,
  lines: readonly string[],
  widthPx: number,
  heightPx: number,
): void {
  const longest = Math.max(1, ...lines.map((line) => line.length));
  const fontPx = Math.min(heightPx * WATERMARK_SHARE, (widthPx * WIDTH_SHARE) / (longest * GLYPH_EM));
  context.save();
  context.font = `500 ${fontPx}px ${FONT}`;
  context.textAlign = "center";
  context.fillStyle = "rgb(255 255 255 / 50%)";
  context.shadowColor = "rgb(0 0 0 / 70%)";
  context.shadowBlur = fontPx / 8;
  lines.forEach((line, index) => {
    context.fillText(line, widthPx / 2, heightPx / 2 + (index - lines.length / 2 + 0.8) * fontPx * LINE_EM);
  });
  context.restore();
}
