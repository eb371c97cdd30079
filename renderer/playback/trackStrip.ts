import type { Palette } from "../ui/palette.ts";
import type { Bar, TrackPlan } from "./planTrack.ts";

/**
 * The tracks as one small picture, a pixel high each: a row with two thousand gaps costs as much as an empty one. It is
 * sent to the canvas once for each frame and stretched to the rows.
 */
export interface TrackStrip {
  /** Empties it, for so many rows of so many pixels. */
  begin(widthPx: number, rowCount: number): void;
  /** Wide gaps are left open, for the hatch that lies below; whether there are any. */
  setRow(row: number, plan: TrackPlan, bar: StripColour): boolean;
  /** After the last row. */
  finish(): void;
  drawRow(context: CanvasRenderingContext2D, row: number, box: StripBox): void;
}

type StripColour = "track" | "track-selected" | "track-sum";

interface StripBox {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Narrower gaps than this have no room for a hatch: they are drawn plain. */
const LEAST_HATCH_PX = 4;
/** A pixel that lets through what lies below. */
const OPEN = 0;

export function createTrackStrip(palette: Palette): TrackStrip {
  const canvas = document.createElement("canvas");
  // Read by the processor alone: it is written with every frame.
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const colours = {
    track: readColour(palette.track),
    "track-selected": readColour(palette["track-selected"]),
    "track-sum": readColour(palette["track-sum"]),
    gap: readColour(palette.ground),
  };
  let picture = new ImageData(1, 1);
  let pixels = new Uint32Array(picture.data.buffer);

  function fill(row: number, { fromPx, toPx }: Bar, colour: number): void {
    pixels.fill(colour, row * picture.width + fromPx, row * picture.width + toPx);
  }

  return {
    begin(widthPx, rowCount) {
      if (picture.width === widthPx && picture.height === rowCount) {
        pixels.fill(colours.gap);
        return;
      }
      picture = new ImageData(widthPx, rowCount);
      pixels = new Uint32Array(picture.data.buffer);
      pixels.fill(colours.gap);
      canvas.width = widthPx;
      canvas.height = rowCount;
    },
    setRow(row, { bars, gaps }, bar) {
      for (const each of bars) fill(row, each, colours[bar]);
      const isWide = ({ fromPx, toPx }: Bar) => toPx - fromPx >= LEAST_HATCH_PX;
      for (const each of gaps) fill(row, each, isWide(each) ? OPEN : colours.gap);
      return gaps.some(isWide);
    },
    finish: () => pen?.putImageData(picture, 0, 0),
    drawRow(context, row, { leftPx, topPx, widthPx, heightPx }) {
      context.imageSmoothingEnabled = false;
      context.drawImage(canvas, 0, row, widthPx, 1, leftPx, topPx, widthPx, heightPx);
    },
  };
}

/** A colour of the page as one pixel of a picture, in this machine's order of bytes. */
function readColour(css: string): number {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (pen === null) return 0;
  pen.fillStyle = css;
  pen.fillRect(0, 0, 1, 1);
  return new Uint32Array(pen.getImageData(0, 0, 1, 1).data.buffer)[0] ?? 0;
}
