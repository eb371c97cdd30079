import { readFileSync } from "node:fs";
import { Fault } from "../../contract/faults.ts";
import { damagedClip } from "./damagedClip.ts";
import { type FlvTag, readFlvTags } from "./flvTags.ts";
import { readPictureSize } from "./sequenceParameters.ts";

/**
 * Reads a stored clip: an FLV file (Adobe FLV 10.1) with one H.264 track, no sound and no B-frames. Everything the
 * media plane needs to restamp it as a live stream or to put it into another box, without decoding a picture.
 */

export interface ClipSample {
  /** Within the loop; the first is at 0. */
  readonly atMs: number;
  readonly isKey: boolean;
  /** NAL units, each after its length in four bytes (AVCC). */
  readonly data: Uint8Array;
}

export interface Clip {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
  /** RFC 6381, for example `avc1.64001f`. */
  readonly codec: string;
  /** AVCDecoderConfigurationRecord (ISO/IEC 14496-15). */
  readonly avcDecoderConfig: Uint8Array;
  /** Length of the loop: the samples and one frame time after the last. */
  readonly loopMs: number;
  /** Average over the loop. */
  readonly bitrateBps: number;
  readonly samples: readonly ClipSample[];
}

/** Largest clip read. Our choice: clips are under 5 MB, and one is held in memory for each scene and rendition. */
const MAX_CLIP_BYTES = 64 * 1024 * 1024;
const VIDEO_TAG = 9;
const CODEC_AVC = 7;
const FRAME_KEY = 1;
const PACKET_CONFIG = 0;
const PACKET_PICTURE = 1;
/** Frame type and codec, packet type, composition time. */
const VIDEO_HEADER_BYTES = 5;

/** The clip in `path`. Throws a `SITE_UNUSABLE` fault that names the file and what is wrong with it. */
export function readClip(path: string): Clip {
  try {
    return parseClip(readFileSync(path));
  } catch (cause) {
    if (cause instanceof Fault) throw new Fault("SITE_UNUSABLE", `${path}: ${cause.detail}`, { cause });
    throw new Fault("SITE_UNUSABLE", `${path}: the clip cannot be read.`, { cause });
  }
}

/** The clip in the bytes of an FLV file. Throws a `SITE_UNUSABLE` fault that says what is wrong with it. */
export function parseClip(bytes: Uint8Array): Clip {
  if (bytes.length > MAX_CLIP_BYTES) throw damagedClip(`it is larger than ${MAX_CLIP_BYTES} bytes`);
  const tags = readFlvTags(bytes).filter((tag) => tag.type === VIDEO_TAG);
  const avcDecoderConfig = takeConfig(tags);
  const samples = takeSamples(tags);
  const frameMs = measureFrameMs(samples);
  // Times in FLV are whole milliseconds, so that 15 frames a second drift; a loop is whole seconds by construction.
  const lastAtMs = samples.at(-1)?.atMs ?? 0;
  const loopMs = Math.round((lastAtMs + frameMs) / 1_000) * 1_000 || Math.round(lastAtMs + frameMs);
  const sizeBytes = samples.reduce((sum, sample) => sum + sample.data.length, 0);
  return {
    ...readPictureSize(takeFirstSps(avcDecoderConfig)),
    fps: Math.round((samples.length * 1_000 * 100) / loopMs) / 100,
    codec: `avc1.${Buffer.from(avcDecoderConfig.subarray(1, 4)).toString("hex")}`,
    avcDecoderConfig,
    loopMs,
    bitrateBps: Math.round((sizeBytes * 8 * 1_000) / loopMs),
    samples,
  };
}

function takeConfig(tags: readonly FlvTag[]): Uint8Array {
  const config = tags.find((tag) => tag.body[1] === PACKET_CONFIG)?.body.slice(VIDEO_HEADER_BYTES);
  // Version, profile, compatibility, level, length size, number of SPS: the least a record can hold.
  if (config === undefined || config.length < 8 || config[0] !== 1)
    throw damagedClip("it has no decoder configuration");
  if (((config[4] ?? 0) & 3) !== 3) throw damagedClip("its NAL lengths are not four bytes");
  return config;
}

function takeFirstSps(config: Uint8Array): Uint8Array {
  const length = ((config[6] ?? 0) << 8) | (config[7] ?? 0);
  const sps = config.subarray(8, 8 + length);
  if (((config[5] ?? 0) & 31) === 0 || length === 0 || sps.length < length)
    throw damagedClip("it has no picture parameters");
  return sps;
}

function takeSamples(tags: readonly FlvTag[]): ClipSample[] {
  const pictures = tags.filter((tag) => tag.body[1] === PACKET_PICTURE);
  const startMs = pictures[0]?.atMs ?? 0;
  const samples = pictures.map((tag) => takeSample(tag, startMs));
  if (samples.length < 2) throw damagedClip("it has fewer than two pictures");
  if (samples[0]?.isKey !== true) throw damagedClip("it does not begin with a key frame");
  for (const [index, sample] of samples.entries()) {
    const before = samples[index - 1];
    if (before !== undefined && sample.atMs <= before.atMs)
      throw damagedClip(`picture ${index} is not after the one before`);
  }
  return samples;
}

function takeSample({ atMs, body }: FlvTag, startMs: number): ClipSample {
  if (((body[0] ?? 0) & 15) !== CODEC_AVC) throw damagedClip("it is not H.264");
  if (body[2] !== 0 || body[3] !== 0 || body[4] !== 0) throw damagedClip("it has B-frames");
  const data = body.slice(VIDEO_HEADER_BYTES);
  checkNalLengths(data);
  return { atMs: atMs - startMs, isKey: (body[0] ?? 0) >> 4 === FRAME_KEY, data };
}

function checkNalLengths(data: Uint8Array): void {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  while (at + 4 <= data.length) at += 4 + view.getUint32(at);
  if (at !== data.length || data.length === 0) throw damagedClip("a picture ends in the middle");
}

function measureFrameMs(samples: readonly ClipSample[]): number {
  const first = samples[0]?.atMs ?? 0;
  const last = samples.at(-1)?.atMs ?? 0;
  return (last - first) / (samples.length - 1);
}
