import { CLOCK_TAG_NAME, type ClockTag } from "../../contract/hubEvents.ts";
import type { Clip } from "../site/readClip.ts";
import { encodeScript } from "./amf0.ts";

/**
 * Writes FLV (Adobe, "Video File Format Specification", version 10, annex E): H.264 only, no audio, no B-frames.
 *
 * How a window learns when the frame on the glass was captured. Timestamps of a response run in milliseconds from
 * wherever the shared stream is. mpegts.js takes the first one away from all, so a frame's `mediaTime` (seconds)
 * counts from the first frame of the response. That frame comes right behind the first clock tag and has its
 * `ptsMs`. Hence, with `first` the first and `clock` the latest clock tag of the response:
 *
 *     capturedAtMs = clock.capturedAtMs + mediaTime * 1000 + first.ptsMs - clock.ptsMs
 *
 * Presentation equals decoding time, since there are no B-frames. A new response starts anew.
 */

/** mpegts.js reads timestamps as signed 32 bits. */
export const MAX_TIMESTAMP_MS = 2 ** 31 - 1;

const TAG_HEADER_BYTES = 11;
const TAG_TRAILER_BYTES = 4;
const VIDEO_HEADER_BYTES = 5;
const VIDEO_TAG = 9;
const SCRIPT_TAG = 18;
const KEY_FRAME_AVC = 0x17;
const INTER_FRAME_AVC = 0x27;
const AVC_SEQUENCE_HEADER = 0;
const AVC_NALU = 1;
/** Signature, version 1, video only, header size 9, then the size of a tag before the first: 0. */
const FILE_HEADER = Buffer.from([0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0]);

/** What a response begins with: file header, metadata, decoder configuration. */
export function writeFlvOpening(clip: Clip, timestampMs: number): Buffer {
  const metadata = encodeScript("onMetaData", {
    hasVideo: true,
    hasAudio: false,
    width: clip.widthPx,
    height: clip.heightPx,
    framerate: clip.fps,
    videocodecid: 7,
    videodatarate: clip.bitrateBps / 1_000,
  });
  return Buffer.concat([
    FILE_HEADER,
    writeTag(SCRIPT_TAG, timestampMs, metadata),
    writeVideoTag(timestampMs, KEY_FRAME_AVC, AVC_SEQUENCE_HEADER, clip.avcDecoderConfig),
  ]);
}

/** One frame, its data as length-prefixed NAL units. */
export function writeFrameTag(timestampMs: number, isKey: boolean, data: Uint8Array): Buffer {
  return writeVideoTag(timestampMs, isKey ? KEY_FRAME_AVC : INTER_FRAME_AVC, AVC_NALU, data);
}

export function writeClockTag(clock: Omit<ClockTag, "cameraId"> & { cameraId: string }): Buffer {
  return writeTag(SCRIPT_TAG, clock.ptsMs, encodeScript(CLOCK_TAG_NAME, clock));
}

function writeVideoTag(timestampMs: number, frame: number, packet: number, data: Uint8Array): Buffer {
  const tag = allocateTag(VIDEO_TAG, timestampMs, VIDEO_HEADER_BYTES + data.length);
  tag[TAG_HEADER_BYTES] = frame;
  // The packet kind, and a composition time of zero in the three bytes behind it.
  tag.writeUInt32BE(packet * 0x1000000, TAG_HEADER_BYTES + 1);
  tag.set(data, TAG_HEADER_BYTES + VIDEO_HEADER_BYTES);
  return tag;
}

function writeTag(kind: number, timestampMs: number, body: Uint8Array): Buffer {
  const tag = allocateTag(kind, timestampMs, body.length);
  tag.set(body, TAG_HEADER_BYTES);
  return tag;
}

/** A tag with everything but its body. */
function allocateTag(kind: number, timestampMs: number, bodyBytes: number): Buffer {
  const tag = Buffer.allocUnsafe(TAG_HEADER_BYTES + bodyBytes + TAG_TRAILER_BYTES);
  tag[0] = kind;
  tag.writeUIntBE(bodyBytes, 1, 3);
  tag.writeUIntBE(timestampMs & 0xffffff, 4, 3);
  tag[7] = timestampMs >>> 24;
  tag.writeUIntBE(0, 8, 3);
  tag.writeUInt32BE(TAG_HEADER_BYTES + bodyBytes, TAG_HEADER_BYTES + bodyBytes);
  return tag;
}
