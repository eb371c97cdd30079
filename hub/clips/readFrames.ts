import { BufferSource, type EncodedPacket, EncodedPacketSink, Input, MP4, type VideoCodec } from "mediabunny";
import type { RecordedSegment, Span } from "../../contract/recorded.ts";
import type { RecordedSource } from "../ports.ts";
import type { ClipPlan } from "./planClip.ts";

/** One frame in the order of decoding, with the time it was captured. */
export interface Frame {
  readonly packet: EncodedPacket;
  readonly atMs: number;
  readonly durationMs: number;
}

/** What becomes of a segment: its frames within the clip, or why there are none. */
export type ReadPiece =
  | {
      readonly kind: "frames";
      readonly frames: readonly Frame[];
      readonly covered: Span;
      readonly codec: VideoCodec;
      readonly config: VideoDecoderConfig;
    }
  | { readonly kind: "damaged" | "other-format"; readonly span: Span }
  /** Nothing of it lies in the clip. */
  | { readonly kind: "empty" };

/** How far a frame may lie from where the index says its segment is. Our choice: more is a wrong clock. */
const CLOCK_SLACK_MS = 2_000;
const MS_PER_S = 1_000;

/**
 * The frames of a clip, segment by segment, so that no more than one segment is in memory. A segment that is gone, cut
 * short or out of its time is passed over and said, and so is one with another picture than the first.
 */
export async function* readFrames(source: RecordedSource, plan: ClipPlan): AsyncGenerator<ReadPiece> {
  let first: { readonly codec: VideoCodec; readonly config: VideoDecoderConfig } | undefined;
  let lastAtMs = Number.NEGATIVE_INFINITY;
  for (const segment of plan.segments) {
    const span = { fromMs: segment.atMs, toMs: segment.atMs + segment.durationMs };
    const read = await readSegment(source, plan, segment).catch(() => undefined);
    const isInTime = read?.frames.every((frame) => isWithin(frame, segment)) === true;
    if (read === undefined || !isInTime || (read.frames[0]?.atMs ?? 0) <= lastAtMs) {
      yield { kind: "damaged", span };
      continue;
    }
    if (first !== undefined && !isSameFormat(first, read)) {
      yield { kind: "other-format", span };
      continue;
    }
    const frames = cutFrames(read.frames, plan);
    const [earliest, last] = [frames[0], frames.at(-1)];
    if (earliest === undefined || last === undefined) {
      yield { kind: "empty" };
      continue;
    }
    first ??= read;
    lastAtMs = Math.max(...frames.map(({ atMs }) => atMs));
    const toMs = Math.max(...frames.map(({ atMs, durationMs }) => atMs + durationMs));
    const { codec, config } = read;
    yield { kind: "frames", frames, covered: { fromMs: earliest.atMs, toMs }, codec, config };
  }
}

async function readSegment(source: RecordedSource, { track }: ClipPlan, segment: RecordedSegment) {
  const about = await source.findInit(track, segment.init);
  const header = await source.readInit(track, segment.init);
  const body = await source.readSegment(track, segment.seq);
  if (about === undefined || header === undefined || body === undefined) return undefined;
  const input = new Input({ formats: [MP4], source: new BufferSource(Buffer.concat([header, body])) });
  try {
    const video = await input.getPrimaryVideoTrack();
    const config = await video?.getDecoderConfig();
    const codec = video?.codec;
    if (video === null || config == null || codec == null) return undefined;
    const frames: Frame[] = [];
    for await (const packet of new EncodedPacketSink(video).packets()) {
      const atMs = Math.round(packet.timestamp * MS_PER_S) + about.baseMs;
      frames.push({ packet, atMs, durationMs: Math.round(packet.duration * MS_PER_S) });
    }
    return frames[0]?.packet.type === "key" ? { frames, codec, config } : undefined;
  } finally {
    input.dispose();
  }
}

function isWithin({ atMs }: Frame, segment: RecordedSegment): boolean {
  return atMs >= segment.atMs - CLOCK_SLACK_MS && atMs <= segment.atMs + segment.durationMs + CLOCK_SLACK_MS;
}

type Format = { readonly codec: VideoCodec; readonly config: VideoDecoderConfig };

function isSameFormat(a: Format, b: Format): boolean {
  const isSameSize = a.config.codedWidth === b.config.codedWidth && a.config.codedHeight === b.config.codedHeight;
  return a.codec === b.codec && isSameSize && bytesOf(a).equals(bytesOf(b));
}

function bytesOf({ config: { description } }: Format): Buffer {
  if (description === undefined) return Buffer.alloc(0);
  if (!ArrayBuffer.isView(description)) return Buffer.from(description);
  return Buffer.from(description.buffer, description.byteOffset, description.byteLength);
}

/**
 * Frames from the last key frame at or before the start on (the first one permitted, where that comes later), and
 * before the end. What a last frame leans on comes along, for it cannot be shown without, if it is permitted.
 */
function cutFrames(frames: readonly Frame[], { wanted, permitted }: ClipPlan): readonly Frame[] {
  const [first, last] = [frames[0]?.atMs ?? 0, frames.at(-1)?.atMs ?? 0];
  // Of two stretches within one segment, a second or so long, the first will do.
  const open = permitted.find(({ fromMs, toMs }) => fromMs <= last && toMs > first);
  if (open === undefined) return [];
  const keys = frames.flatMap(({ packet, atMs }, index) =>
    packet.type === "key" && atMs >= open.fromMs ? [{ index, atMs }] : [],
  );
  const start = keys.findLast(({ atMs }) => atMs <= wanted.fromMs) ?? keys[0];
  if (start === undefined) return [];
  const kept = frames.slice(start.index);
  const closed = kept.findIndex(({ atMs }) => atMs >= open.toMs);
  const allowed = closed === -1 ? kept : kept.slice(0, closed);
  return allowed.slice(0, allowed.findLastIndex(({ atMs }) => atMs < wanted.toMs) + 1);
}
