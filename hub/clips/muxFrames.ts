import { setImmediate as nextTurn } from "node:timers/promises";
import {
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
} from "mediabunny";
import type { ClipGap } from "../../contract/clips.ts";
import type { Span } from "../../contract/recorded.ts";
import { addStretch } from "./clipSpans.ts";
import type { ReadPiece } from "./readFrames.ts";

/** What a file holds once it is written. */
export interface Muxed {
  readonly covered: readonly Span[];
  /** What was recorded and is not in it. */
  readonly causes: readonly ClipGap[];
}

export interface MuxOptions {
  readonly pieces: AsyncIterable<ReadPiece>;
  /** `whole`: one header at the front, for any player. `stream`: in fragments, for a reader that cannot seek. */
  readonly layout: "whole" | "stream";
  /** No file has more; room for its header is kept by it. */
  readonly maxFrames: number;
  readonly sink: WritableStream<StreamTargetChunk>;
  /** Of a file whose second 0 was captured then. */
  tags(startMs: number): { readonly title: string; readonly comment: string; readonly date: Date };
  /** Aborts between two segments. */
  readonly signal: AbortSignal;
  /** Called after each segment with how many there were so far. */
  onPiece(count: number): void;
}

/** Times within a file are whole milliseconds, as those of recordings are. */
const TICKS_PER_S = 1_000;

/**
 * Puts frames into an MP4 file as they are. Time in the file is time of capture from the first frame on, and so a gap
 * in the recording is as long in the file. Without a frame nothing is written.
 */
export async function muxFrames(options: MuxOptions): Promise<Muxed> {
  const { pieces, signal, sink, onPiece } = options;
  const file = createFile(options);
  let covered: Span[] = [];
  const causes: ClipGap[] = [];
  let count = 0;
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted();
      if (piece.kind === "frames") {
        await file.add(piece);
        covered = addStretch(covered, piece.covered);
      } else if (piece.kind !== "empty") causes.push({ ...piece.span, why: piece.kind });
      onPiece(++count);
      // Pictures of others go on meanwhile.
      await nextTurn();
    }
    if (covered.length === 0) await sink.close();
    else await file.finish();
    return { covered, causes };
  } catch (cause) {
    await file.cancel();
    throw cause;
  }
}

type Frames = Extract<ReadPiece, { kind: "frames" }>;

function createFile({ layout, maxFrames, sink, tags }: MuxOptions) {
  let open: { output: Output; video: EncodedVideoPacketSource; startMs: number } | undefined;

  async function start({ codec, covered }: Frames) {
    const fastStart = layout === "whole" ? "reserve" : "fragmented";
    const output = new Output({ format: new Mp4OutputFormat({ fastStart }), target: new StreamTarget(sink) });
    const video = new EncodedVideoPacketSource(codec);
    output.addVideoTrack(video, { frameRate: TICKS_PER_S, maximumPacketCount: maxFrames });
    output.setMetadataTags(tags(covered.fromMs));
    await output.start();
    return { output, video, startMs: covered.fromMs };
  }

  return {
    async add(piece: Frames): Promise<void> {
      open ??= await start(piece);
      for (const { packet, atMs, durationMs } of piece.frames) {
        const [at, duration] = [(atMs - open.startMs) / TICKS_PER_S, durationMs / TICKS_PER_S];
        await open.video.add(new EncodedPacket(packet.data, packet.type, at, duration), {
          decoderConfig: piece.config,
        });
      }
    },
    async finish(): Promise<void> {
      await open?.output.finalize();
    },
    async cancel(): Promise<void> {
      if (open !== undefined && open.output.state === "started") await open.output.cancel().catch(() => undefined);
    },
  };
}
