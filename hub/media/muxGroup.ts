import { BufferTarget, CmafOutputFormat, EncodedPacket, EncodedVideoPacketSource, Output } from "mediabunny";
import type { Clip } from "../site/readClip.ts";
import type { LoopFeed } from "./loopFeed.ts";

/** A group of pictures as fragmented MP4: the header all groups of a clip share, and the segment itself. */
export interface MuxedGroup {
  readonly init: Buffer;
  readonly segment: Buffer;
}

/** Makes mediabunny count in milliseconds, as everything else here does, so that no time is ever rounded. */
const TICKS_PER_SECOND = 1_000;

/** Media time is hub time, so segments muxed one by one, by whichever hub process, join without a seam. */
export async function muxGroup(feed: LoopFeed, group: number): Promise<MuxedGroup> {
  const init = new BufferTarget();
  const segment = new BufferTarget();
  const output = new Output({ format: new CmafOutputFormat(), target: segment, initTarget: init });
  const source = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(source, { frameRate: TICKS_PER_SECOND });
  await output.start();
  const end = feed.firstOf(group + 1);
  for (let frame = feed.firstOf(group); frame < end; frame++) {
    await source.add(readPacket(feed, frame), { decoderConfig: describeDecoder(feed.clip) });
  }
  await output.finalize();
  return { init: takeBytes(init), segment: takeBytes(segment) };
}

function readPacket(feed: LoopFeed, frame: number): EncodedPacket {
  const { data, isKey } = feed.sampleOf(frame);
  const atMs = feed.capturedAtMs(frame);
  const durationMs = feed.capturedAtMs(frame + 1) - atMs;
  return new EncodedPacket(data, isKey ? "key" : "delta", atMs / 1_000, durationMs / 1_000);
}

function describeDecoder(clip: Clip) {
  return {
    codec: clip.codec,
    codedWidth: clip.widthPx,
    codedHeight: clip.heightPx,
    description: clip.avcDecoderConfig,
  };
}

function takeBytes(target: BufferTarget): Buffer {
  if (target.buffer === null) throw new Error("the muxer wrote nothing");
  return Buffer.from(target.buffer);
}
