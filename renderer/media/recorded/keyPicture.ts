import type { Span } from "../../../contract/recorded.ts";
import { readIndex } from "./askIndex.ts";
import type { FetchPart } from "./fetchPart.ts";
import { IndexBook } from "./indexBook.ts";
import { PartLoader } from "./partLoader.ts";
import { findPictures } from "./segmentBox.ts";

/** What is asked of the index round a moment: hovering stays near where it was. */
const REACH_MS = 60_000;

interface KeyPictureParts {
  /** Address of a rendition's index. */
  readonly url: string;
  readonly fetchPart: FetchPart;
  readonly hubNowMs: () => number | null;
}

/** Reads single key frames of a recording, without a player. */
export class KeyPicture {
  readonly #parts: KeyPictureParts;
  readonly #loader: PartLoader;
  readonly #book = new IndexBook();

  constructor(parts: KeyPictureParts) {
    this.#parts = parts;
    this.#loader = new PartLoader(parts.url, parts.fetchPart);
  }

  /**
   * The key frame of the segment that stands at a moment, which the caller closes; null where nothing was recorded, or
   * nothing that can be decoded so. Rejects with a PartFault.
   */
  async read(atMs: number, signal: AbortSignal): Promise<VideoFrame | null> {
    await this.#learn(atMs, signal);
    const segment = this.#book.segmentAt(atMs);
    const facts = segment === null ? null : this.#book.initOf(segment);
    if (segment === null || facts === null) return null;
    const part = await this.#loader.load("ahead", segment, facts, signal);
    const data = part === null ? null : findPictures(part.bytes);
    if (part === null || data === null) return null;
    const { avcConfig, codec } = part.init;
    const config = { codec, optimizeForLatency: true };
    return await decodeKey(avcConfig === null ? config : { ...config, description: avcConfig }, data);
  }

  async #learn(atMs: number, signal: AbortSignal): Promise<void> {
    if (this.#book.isKnown(atMs)) return;
    const { url, fetchPart, hubNowMs } = this.#parts;
    const nowMs = hubNowMs() ?? Number.POSITIVE_INFINITY;
    const span: Span = {
      fromMs: Math.max(0, Math.floor(atMs - REACH_MS)),
      toMs: Math.floor(Math.min(nowMs, atMs + REACH_MS)),
    };
    if (span.fromMs < span.toMs) this.#book.note(await readIndex({ url, fetchPart, span, signal }), span, hubNowMs());
  }
}

/** Decodes one key frame; null where the browser cannot. */
function decodeKey(config: VideoDecoderConfig, data: Uint8Array<ArrayBuffer>): Promise<VideoFrame | null> {
  return new Promise((resolve) => {
    let frame: VideoFrame | null = null;
    const decoder = new VideoDecoder({
      output(decoded) {
        frame?.close();
        frame = decoded;
      },
      error: () => resolve(frame),
    });
    const end = () => {
      if (decoder.state !== "closed") decoder.close();
      resolve(frame);
    };
    try {
      decoder.configure(config);
      decoder.decode(new EncodedVideoChunk({ type: "key", timestamp: 0, data }));
      decoder.flush().then(end, end);
    } catch {
      // A configuration or a frame that is none: as if it could not be decoded, which it cannot.
      end();
    }
  });
}
