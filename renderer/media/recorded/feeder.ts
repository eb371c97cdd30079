import { releaseVideo } from "../releaseVideo.ts";
import { MEDIA_END_S } from "./lanes.ts";

/** One thing appended: the header it needs, where it lies, and its bytes. */
export interface Append {
  readonly init: { readonly id: number; readonly codec: string; readonly bytes: ArrayBuffer };
  readonly offsetS: number;
  readonly bytes: ArrayBuffer;
}

/**
 * What became of an append. `full`: the browser holds as much as it will; something has to go first. `broken`: it
 * cannot be decoded, and the element with it: a new one has to be fed.
 */
export type AppendOutcome = "done" | "full" | "broken" | "closed";

const describeType = (codec: string) => `video/mp4; codecs="${codec}"`;

/**
 * Feeds one video element through Media Source Extensions, one act after the other. hls.js knows no exact frames, no
 * key frames alone and no way back, which is why recorded pictures are fed by hand.
 */
export class Feeder {
  readonly #video: HTMLVideoElement;
  readonly #source = new MediaSource();
  readonly #url: string;
  #buffer: SourceBuffer | null = null;
  #codec = "";
  #initId: number | null = null;
  #tail: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  readonly #opened: Promise<void>;
  #endOpening = () => {};

  /** `onBroken`: what was appended before cannot be decoded after all. */
  constructor(video: HTMLVideoElement, onBroken: () => void) {
    this.#video = video;
    this.#opened = new Promise((resolve) => {
      this.#endOpening = resolve;
    });
    this.#source.addEventListener("sourceopen", this.#endOpening, { once: true });
    this.#url = URL.createObjectURL(this.#source);
    video.src = this.#url;
    video.addEventListener("error", onBroken);
    this.#forgetListener = () => video.removeEventListener("error", onBroken);
  }

  readonly #forgetListener: () => void;

  append(part: Append): Promise<AppendOutcome> {
    return this.#queue(async () => {
      try {
        const buffer = this.#prepare(part.init.codec);
        if (this.#initId !== part.init.id) {
          if (!(await this.#act(buffer, () => buffer.appendBuffer(part.init.bytes)))) return "broken";
          this.#initId = part.init.id;
        }
        buffer.timestampOffset = part.offsetS;
        return (await this.#act(buffer, () => buffer.appendBuffer(part.bytes))) ? "done" : "broken";
      } catch (cause) {
        if (cause instanceof DOMException && cause.name === "QuotaExceededError") return "full";
        // Every other exception of these calls says that the source no longer takes anything.
        if (cause instanceof DOMException || cause instanceof TypeError) return "broken";
        throw cause;
      }
    });
  }

  /** Takes away what lies from one media time to another. */
  remove(fromS: number, toS: number): Promise<AppendOutcome> {
    return this.#queue(async () => {
      const buffer = this.#buffer;
      if (buffer === null || this.#source.readyState !== "open") return "broken";
      return (await this.#act(buffer, () => buffer.remove(fromS, toS))) ? "done" : "broken";
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#endOpening();
    this.#forgetListener();
    this.#source.removeEventListener("sourceopen", this.#endOpening);
    if (this.#buffer !== null && this.#source.readyState === "open") {
      this.#buffer.abort();
      this.#source.removeSourceBuffer(this.#buffer);
    }
    this.#buffer = null;
    releaseVideo(this.#video);
    URL.revokeObjectURL(this.#url);
  }

  #queue(act: () => Promise<AppendOutcome>): Promise<AppendOutcome> {
    const done = this.#tail.then(async (): Promise<AppendOutcome> => {
      await this.#opened;
      if (this.#isClosed) return "closed";
      const outcome = await act();
      return this.#isClosed ? "closed" : outcome;
    });
    this.#tail = done.catch(() => undefined);
    return done;
  }

  #prepare(codec: string): SourceBuffer {
    if (this.#buffer === null) {
      this.#source.duration = MEDIA_END_S;
      this.#buffer = this.#source.addSourceBuffer(describeType(codec));
    } else if (this.#codec !== codec) this.#buffer.changeType(describeType(codec));
    if (this.#codec !== codec) this.#initId = null;
    this.#codec = codec;
    return this.#buffer;
  }

  /** Resolves whether it went well. A removal of the buffer ends it with an event as well. */
  #act(buffer: SourceBuffer, act: () => void): Promise<boolean> {
    return new Promise((resolve, reject) => {
      let isGood = true;
      const fail = () => {
        isGood = false;
      };
      const end = () => {
        buffer.removeEventListener("error", fail);
        buffer.removeEventListener("abort", fail);
        buffer.removeEventListener("updateend", end);
        resolve(isGood);
      };
      buffer.addEventListener("error", fail);
      buffer.addEventListener("abort", fail);
      buffer.addEventListener("updateend", end);
      try {
        act();
      } catch (cause) {
        isGood = false;
        end();
        reject(cause);
      }
    });
  }
}
