import type { Span } from "../../contract/recorded.ts";
import type { MaskPicture } from "./maskPicture.ts";

/** What ffmpeg is told to do to the pictures of a clip. Nothing in it comes from outside: words are in files. */
export interface BurnPlan {
  /** Capture of the first frame that is decoded: second 0 of the filter. */
  readonly startMs: number;
  /** What is kept, from `startMs` on. */
  readonly kept: Span;
  /** Where there are no pictures: black, and words that say so. */
  readonly gaps: readonly Span[];
  readonly fps: number;
  readonly widthPx: number;
  /** Lines of the file, and of the picture that comes in. */
  readonly heightPx: number;
  readonly sourceHeightPx: number;
  readonly masks: Omit<MaskPicture, "rgba"> | null;
  readonly watermark: WatermarkFiles | null;
  /** File with the words of a gap. */
  readonly gapFile: string;
}

export interface WatermarkFiles {
  /** Files with a line each, below one another; `%{...}` in the second is the time of the picture. */
  readonly files: readonly [string, string];
  /** Characters of the longer line. */
  readonly longestChars: number;
}

/** A glyph of a fixed-width font is 0.6 em wide. Shares of the picture, as on snapshots. */
const GLYPH_EM = 0.6;
const LINE_EM = 1.35;
const WIDTH_SHARE = 0.94;
const WATERMARK_SHARE = 0.034;
const GAP_SHARE = 0.06;
const LEAST_FONT_PX = 11;
const MS_PER_S = 1_000;
const STYLE = "expansion=normal:font=monospace:x=(w-text_w)/2";

/** A filter graph from inputs 0 (the pictures) and 1 (the masks, if any) to `[out]`. */
export function describeFilter(plan: BurnPlan): string {
  const { startMs, kept, fps, masks, watermark } = plan;
  const seconds = (ms: number) => ((ms - startMs) / MS_PER_S).toFixed(3);
  // A constant rate, so that a gap has frames to be black in. Masks are drawn before anything is scaled.
  const first = ["setpts=PTS-STARTPTS", `fps=${fps}:start_time=0`];
  first.push(`trim=start=${seconds(kept.fromMs)}:end=${seconds(kept.toMs)}`);
  const scale = plan.heightPx < plan.sourceHeightPx ? [`scale=-2:${plan.heightPx}`] : [];
  const last = [...scale, ...describeGaps(plan, seconds), ...(watermark === null ? [] : describeMark(plan, watermark))];
  last.push("setpts=PTS-STARTPTS");
  if (masks === null) return `[0:v]${[...first, ...last].join(",")}[out]`;
  const { xPx, yPx } = masks;
  return `[0:v]${first.join(",")}[bare];[bare][1:v]overlay=x=${xPx}:y=${yPx}:eof_action=repeat,${last.join(",")}[out]`;
}

function describeGaps({ gaps, heightPx, gapFile }: BurnPlan, seconds: (ms: number) => string): string[] {
  if (gaps.length === 0) return [];
  const within = gaps.map(({ fromMs, toMs }) => `gte(t,${seconds(fromMs)})*lt(t,${seconds(toMs)})`).join("+");
  const fontPx = Math.max(LEAST_FONT_PX, Math.round(heightPx * GAP_SHARE));
  return [
    `drawbox=x=0:y=0:w=iw:h=ih:color=black:t=fill:enable='${within}'`,
    `drawtext=${STYLE}:textfile=${gapFile}:fontsize=${fontPx}:fontcolor=white:y=h/4:enable='${within}'`,
  ];
}

/** Across the middle: what is cut out of a picture that is passed on takes it along. */
function describeMark(
  { heightPx, sourceHeightPx, widthPx: sourceWidthPx }: BurnPlan,
  { files, longestChars }: WatermarkFiles,
): string[] {
  const widthPx = (sourceWidthPx * heightPx) / sourceHeightPx;
  const fittingPx = (widthPx * WIDTH_SHARE) / (longestChars * GLYPH_EM);
  const fontPx = Math.max(LEAST_FONT_PX, Math.floor(Math.min(heightPx * WATERMARK_SHARE, fittingPx)));
  const look = `fontsize=${fontPx}:fontcolor=white@0.5:shadowcolor=black@0.7:shadowx=1:shadowy=1`;
  return files.map((file, index) => {
    const down = ((index - 1) * fontPx * LINE_EM).toFixed(1);
    // What an operator is called is shown as it is, whatever it holds.
    const style = index === 0 ? STYLE.replace("normal", "none") : STYLE;
    return `drawtext=${style}:textfile=${file}:${look}:y=h/2+(${down})`;
  });
}

/** The second line of a watermark: the time of the picture, UTC, and enough of the clip's id to find it in the audit. */
export function writeTimeLine(startMs: number, clipId: string): { readonly text: string; readonly chars: number } {
  const id = clipId.slice(-SHORT_ID_LENGTH);
  const time = `%{pts:gmtime:${(startMs / MS_PER_S).toFixed(3)}:%Y-%m-%d %H\\:%M\\:%S}Z`;
  return { text: `${time} · ${id}`, chars: "2026-11-25 14:03:12Z · ".length + id.length };
}

const SHORT_ID_LENGTH = 8;
