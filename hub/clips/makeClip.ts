import { rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ClipGap, ClipMaking, ClipWhy } from "../../contract/clips.ts";
import type { Obligations } from "../../contract/consentRecord.ts";
import type { Span } from "../../contract/recorded.ts";
import type { RecordedSource } from "../ports.ts";
import { describeFilter, writeTimeLine } from "./burnFilter.ts";
import { type ClipFiles, createFileSink, RoomUsedUp } from "./clipFiles.ts";
import { addStretch, boundPieces, listMissing } from "./clipSpans.ts";
import { type ClipEncoder, EncoderTrouble } from "./encoder.ts";
import { drawMasks } from "./maskPicture.ts";
import { type Muxed, muxFrames } from "./muxFrames.ts";
import { type ClipPlan, planClip } from "./planClip.ts";
import { readFrames } from "./readFrames.ts";
import type { ClipBurn, StoredClip } from "./storedClip.ts";

/** Makes the file of one clip from what was recorded, under the terms it was permitted with. */

export interface MakeParts {
  readonly source: RecordedSource;
  readonly files: ClipFiles;
  readonly encoder: ClipEncoder;
}

export interface MakeWish {
  readonly clip: StoredClip;
  readonly obligations: Obligations;
  /** What the terms let be seen of the span and of what leads to it; ascending, never touching. */
  readonly permitted: readonly Span[];
  /** How large the file may become. */
  readonly maxBytes: number;
  readonly stationName: string;
  readonly signal: AbortSignal;
  onProgress(progress: number): void;
}

export type Made =
  | {
      readonly kind: "made";
      readonly making: ClipMaking;
      readonly burn: ClipBurn;
      readonly covered: Span[];
      readonly missing: ClipGap[];
      readonly bytes: number;
    }
  | { readonly kind: "failed"; readonly why: ClipWhy; readonly missing: ClipGap[] };

/** Words that say, in the file itself, what it is. */
const COMMENT = "Plain copy of a recording, not evidence. Second 0 is";
const GAP_WORDS = "NOT IN THIS CLIP";
/** Copying is a look through the recording; so is what an encoder is told beforehand. */
const SURVEY_SHARE = 0.1;

/** Throws what the signal was aborted with, and what nobody foresaw. Leaves no part behind. */
export async function makeClip(parts: MakeParts, wish: MakeWish): Promise<Made> {
  const { clip, permitted, obligations } = wish;
  const asked = { fromMs: clip.fromMs, toMs: clip.toMs };
  const causes = listOutside(clip, permitted);
  const wanted = {
    fromMs: Math.max(asked.fromMs, permitted[0]?.fromMs ?? asked.toMs),
    toMs: Math.min(clip.untilMs, permitted.at(-1)?.toMs ?? asked.fromMs),
  };
  const fail = (why: ClipWhy, more: readonly ClipGap[] = []): Made => ({
    kind: "failed",
    why,
    missing: boundPieces(listMissing(asked, [], [...more, ...causes])),
  });
  if (wanted.fromMs >= wanted.toMs) return fail("not-recorded");
  const found = { cameraId: clip.cameraId, wanted, permitted };
  const plan = await planClip(parts.source, { ...found, maxHeightPx: obligations.maxHeightPx });
  if (plan === null) return fail("not-recorded");
  const burn = describeBurn(plan, obligations);
  const isCopied = !burn.watermark && burn.masks.length === 0 && burn.heightPx === plan.rendition.heightPx;
  if (!isCopied && !(await parts.encoder.isThere())) return fail("no-encoder");
  try {
    const muxed = isCopied ? await copy(parts, wish, plan) : await encode(parts, wish, plan, burn);
    if (muxed.covered.length === 0) return fail("unreadable", muxed.causes);
    const missing = boundPieces(listMissing(asked, muxed.covered, [...muxed.causes, ...causes]));
    const bytes = await parts.files.keep(clip.id);
    return {
      kind: "made",
      making: isCopied ? "copied" : "re-encoded",
      burn,
      covered: [...muxed.covered],
      missing,
      bytes,
    };
  } catch (cause) {
    wish.signal.throwIfAborted();
    const why = explainTrouble(cause);
    if (why === undefined) throw cause;
    return fail(why);
  } finally {
    await parts.files.dropPart(clip.id);
  }
}

/** What of the span cannot be in any file. */
function listOutside({ fromMs, toMs, untilMs }: StoredClip, permitted: readonly Span[]): ClipGap[] {
  const future: ClipGap[] = untilMs < toMs ? [{ fromMs: untilMs, toMs, why: "not-yet" }] : [];
  const closed = listMissing({ fromMs, toMs: untilMs }, permitted, []);
  return [...closed.map((gap): ClipGap => ({ ...gap, why: "outside-terms" })), ...future];
}

/** Masks that the camera draws are in the picture as it comes. */
function describeBurn({ heightPx }: ClipPlan, { watermark, masks }: Obligations): ClipBurn {
  return { watermark, masks: masks.filter(({ enforcement }) => enforcement !== "camera"), heightPx };
}

async function copy({ source, files }: MakeParts, wish: MakeWish, plan: ClipPlan): Promise<Muxed> {
  const { clip, maxBytes, signal, onProgress } = wish;
  const sink = await createFileSink(files.partPathOf(clip.id), maxBytes);
  try {
    const muxed = await muxFrames({
      ...{ pieces: readFrames(source, plan), layout: "whole", maxFrames: countFrames(plan), sink: sink.stream, signal },
      tags: (startMs) => describeFile(clip, startMs),
      onPiece: (count) => onProgress(count / plan.segments.length),
    });
    return { ...muxed, covered: boundPieces(muxed.covered) };
  } finally {
    await sink.close();
  }
}

function countFrames({ segments }: ClipPlan): number {
  return segments.reduce((sum, { frames }) => sum + frames, 0);
}

function describeFile({ name, cameraId }: StoredClip, startMs: number) {
  const date = new Date(startMs);
  return { title: name, comment: `${COMMENT} ${date.toISOString()}, camera ${cameraId}.`, date };
}

/** Looks through the recording first: what cannot be read must be black, and not the picture before it. */
async function survey(source: RecordedSource, plan: ClipPlan, wish: MakeWish): Promise<Muxed> {
  let covered: Span[] = [];
  const causes: ClipGap[] = [];
  let count = 0;
  for await (const piece of readFrames(source, plan)) {
    wish.signal.throwIfAborted();
    if (piece.kind === "frames") covered = addStretch(covered, piece.covered);
    else if (piece.kind !== "empty") causes.push({ ...piece.span, why: piece.kind });
    wish.onProgress((++count / plan.segments.length) * SURVEY_SHARE);
  }
  return { covered, causes };
}

async function encode(parts: MakeParts, wish: MakeWish, plan: ClipPlan, burn: ClipBurn): Promise<Muxed> {
  const { source, files, encoder } = parts;
  const { clip, maxBytes, signal, onProgress } = wish;
  const { covered, causes } = await survey(source, plan, wish);
  const [first, last] = [covered[0], covered.at(-1)];
  if (first === undefined || last === undefined) return { covered, causes };
  const kept = { fromMs: Math.max(first.fromMs, plan.wanted.fromMs), toMs: Math.min(last.toMs, plan.wanted.toMs) };
  const dir = dirname(files.partPathOf(clip.id));
  const helpers = await writeHelpers(parts, wish, plan, burn, first.fromMs);
  try {
    await encoder.encode({
      ...{ dir, outFile: files.partNameOf(clip.id), maxBytes, signal, fps: plan.rendition.fps },
      filter: describeFilter({
        ...{ startMs: first.fromMs, kept, gaps: listGaps(covered), fps: plan.rendition.fps },
        ...{ widthPx: plan.rendition.widthPx, sourceHeightPx: plan.rendition.heightPx, heightPx: burn.heightPx },
        ...{ masks: helpers.masks, watermark: helpers.watermark, gapFile: helpers.gapFile },
      }),
      overlay: helpers.masks === null ? null : { file: helpers.maskFile, ...helpers.masks },
      tags: describeFile(clip, kept.fromMs),
      feed: (sink) =>
        muxFrames({
          ...{ pieces: readFrames(source, plan), layout: "stream", maxFrames: countFrames(plan), sink, signal },
          tags: (startMs) => describeFile(clip, startMs),
          onPiece: () => undefined,
        }),
      onProgress: (doneMs) =>
        onProgress(SURVEY_SHARE + (1 - SURVEY_SHARE) * Math.min(1, doneMs / (kept.toMs - kept.fromMs))),
    });
  } finally {
    await helpers.remove();
  }
  // ffmpeg stops at its bound as if that were the end.
  const { size } = await stat(files.partPathOf(clip.id));
  if (size >= maxBytes * NEARLY_FULL) throw new RoomUsedUp();
  return { covered: boundPieces(cutSpans(covered, kept)), causes };
}

const NEARLY_FULL = 0.98;

function listGaps(covered: readonly Span[]): Span[] {
  return covered.slice(1).map(({ fromMs }, index) => ({ fromMs: covered[index]?.toMs ?? fromMs, toMs: fromMs }));
}

function cutSpans(spans: readonly Span[], within: Span): Span[] {
  return spans.flatMap(({ fromMs, toMs }) => {
    const cut = { fromMs: Math.max(fromMs, within.fromMs), toMs: Math.min(toMs, within.toMs) };
    return cut.fromMs < cut.toMs ? [cut] : [];
  });
}

/** Small files beside the part: words, because they may hold anything, and the picture of the masks. */
async function writeHelpers(
  { files }: MakeParts,
  { clip, stationName }: MakeWish,
  { rendition }: ClipPlan,
  burn: ClipBurn,
  startMs: number,
) {
  const part = files.partPathOf(clip.id);
  const nameOf = (what: string) => `${files.partNameOf(clip.id)}.${what}`;
  const drawn = drawMasks(burn.masks, rendition.widthPx, rendition.heightPx);
  const written: string[] = [];
  const write = async (what: string, data: string | Buffer) => {
    const path = join(dirname(part), nameOf(what));
    written.push(path);
    await writeFile(path, data, { mode: 0o600 });
  };
  const remove = async () => {
    for (const path of written) await rm(path, { force: true });
  };
  const who = `${clip.operatorLabel} · ${stationName}`;
  const time = writeTimeLine(startMs, clip.id);
  try {
    await write("gap", GAP_WORDS);
    if (drawn !== null) await write("mask", drawn.rgba);
    if (burn.watermark) await write("who", who);
    if (burn.watermark) await write("time", time.text);
  } catch (cause) {
    await remove();
    throw cause;
  }
  const lines = [nameOf("who"), nameOf("time")] as const;
  const watermark = burn.watermark ? { files: lines, longestChars: Math.max(who.length, time.chars) } : null;
  return { masks: drawn, watermark, gapFile: nameOf("gap"), maskFile: nameOf("mask"), remove };
}

function explainTrouble(cause: unknown): ClipWhy | undefined {
  if (cause instanceof RoomUsedUp) return "room-used-up";
  if (cause instanceof EncoderTrouble) return cause.isDiskFull ? "disk-full" : "encoder-failed";
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT") return "disk-full";
  return typeof code === "string" ? "not-written" : undefined;
}
