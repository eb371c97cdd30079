import type { AdmittedViewing, HubLog, LogFacts, MediaGate } from "../ports.ts";
import type { Clip } from "../site/readClip.ts";

/** What the tests of this folder share: a drawn-up clip, a gate, an FLV reader. */

/** Four seconds at 15 frames a second, a key frame each second; the data of frame N is N as 32 bits. */
export function makeClip(): Clip {
  const samples = Array.from({ length: 60 }, (_, index) => {
    const data = Buffer.alloc(64);
    data.writeUInt32BE(index);
    return { atMs: Math.round((index * 1_000) / 15), isKey: index % 15 === 0, data };
  });
  const avcDecoderConfig = Buffer.from([1, 66, 0, 30, 255, 225, 0, 0]);
  const size = { widthPx: 640, heightPx: 360, fps: 15 };
  return { ...size, codec: "avc1.42001e", avcDecoderConfig, loopMs: 4_000, samples, bitrateBps: 7_680 };
}

export function createSilentLog(): HubLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (event: string, facts: LogFacts = {}) => void lines.push(`${event} ${JSON.stringify(facts)}`);
  return { lines, info: write, warn: write, error: write };
}

export interface TestViewing extends AdmittedViewing {
  end(): void;
  /** Lets the viewing run out without a signal, as if the abort had been lost. */
  expire(): void;
}

export function createTestViewing(cameraId: string, maxHeightPx = 2_160): TestViewing {
  const controller = new AbortController();
  let isExpired = false;
  return {
    viewingId: `v-${cameraId}`,
    cameraId,
    maxHeightPx,
    captureFromMs: 0,
    range: () => null,
    permitted: () => [],
    ended: controller.signal,
    isLive: () => !isExpired && !controller.signal.aborted,
    end: () => controller.abort(),
    expire: () => {
      isExpired = true;
    },
  };
}

/** Counts bytes; admits nobody. */
export function createCountingGate(): MediaGate & { bytes: number } {
  const gate = {
    bytes: 0,
    admit: () => Promise.reject(new Error("not asked here")),
    countBytes(_viewingId: string, bytes: number) {
      gate.bytes += bytes;
    },
  };
  return gate;
}

export interface ReadTag {
  readonly kind: "video" | "script";
  readonly timestampMs: number;
  readonly isKey: boolean;
  readonly isHeader: boolean;
  /** Behind the tag's own header. */
  readonly body: Buffer;
}

const FILE_HEADER_BYTES = 13;

/** Reads the whole tags of an FLV byte stream and fails on anything out of order. */
export function readFlv(bytes: Buffer): ReadTag[] {
  if (bytes.toString("latin1", 0, 3) !== "FLV") throw new Error("no FLV signature");
  return readTags(bytes.subarray(FILE_HEADER_BYTES));
}

export function readTags(bytes: Buffer): ReadTag[] {
  const tags: ReadTag[] = [];
  let at = 0;
  while (at + 15 <= bytes.length) {
    const size = bytes.readUIntBE(at + 1, 3);
    if (at + 15 + size > bytes.length) break;
    if (bytes.readUInt32BE(at + 11 + size) !== 11 + size) throw new Error(`wrong tag size at ${at}`);
    const body = bytes.subarray(at + 11, at + 11 + size);
    const timestampMs = bytes.readUIntBE(at + 4, 3) + (bytes[at + 7] ?? 0) * 0x1000000;
    const kind = bytes[at] === 9 ? "video" : "script";
    const isVideo = kind === "video";
    tags.push({ kind, timestampMs, isKey: isVideo && body[0] === 0x17, isHeader: isVideo && body[1] === 0, body });
    at += 15 + size;
  }
  return tags;
}

/** Number written into the frame by {@link makeClip}. */
export function readFrameNumber(tag: ReadTag): number {
  return tag.body.readUInt32BE(5);
}

/** Name and fields of a script tag. */
export function readScript(tag: ReadTag): { name: string; values: Record<string, number | boolean | string> } {
  const { body } = tag;
  const nameEnd = 3 + body.readUInt16BE(1);
  const values: Record<string, number | boolean | string> = {};
  let at = nameEnd + 1;
  for (let length = body.readUInt16BE(at); length > 0; length = body.readUInt16BE(at)) {
    const key = body.toString("ascii", at + 2, at + 2 + length);
    at += 2 + length;
    if (body[at] === 2) {
      const end = at + 3 + body.readUInt16BE(at + 1);
      values[key] = body.toString("ascii", at + 3, end);
      at = end;
      continue;
    }
    const isNumber = body[at] === 0;
    values[key] = isNumber ? body.readDoubleBE(at + 1) : body[at + 1] === 1;
    at += isNumber ? 9 : 2;
  }
  return { name: body.toString("ascii", 3, nameEnd), values };
}
