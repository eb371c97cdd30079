import type { RecordedInit, RecordedSegment } from "../../../contract/recorded.ts";
import type { FetchPart } from "./fetchPart.ts";
import type { Lane } from "./lanes.ts";
import { type FrameTime, type InitFacts, readFrames, readInit } from "./segmentBox.ts";

/** A header, read and ready to be appended. */
export interface LoadedInit extends InitFacts {
  readonly id: number;
  readonly codec: string;
  readonly baseMs: number;
  readonly bytes: ArrayBuffer;
}

export interface LoadedPart {
  readonly init: LoadedInit;
  readonly bytes: ArrayBuffer;
  readonly frames: readonly FrameTime[];
}

/** Fetches headers and segments below one address. Rejects with a PartFault; null where what came is damaged. */
export class PartLoader {
  readonly #url: string;
  readonly #fetchPart: FetchPart;
  readonly #inits = new Map<number, Promise<LoadedInit | null>>();
  readonly #closing = new AbortController();
  readonly #playable = new Map<string, boolean>();

  constructor(url: string, fetchPart: FetchPart) {
    this.#url = url;
    this.#fetchPart = fetchPart;
  }

  isPlayable(codec: string): boolean {
    const known = this.#playable.get(codec) ?? MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`);
    this.#playable.set(codec, known);
    return known;
  }

  /** One fetch for all who wait for the same header; it outlives whoever asked first. */
  #loadInit(facts: RecordedInit): Promise<LoadedInit | null> {
    const known = this.#inits.get(facts.init);
    if (known !== undefined) return known;
    const loading = this.#fetchInit(facts);
    this.#inits.set(facts.init, loading);
    // What did not come, or is damaged, is asked for again.
    const forget = () => this.#inits.delete(facts.init);
    loading.then((init) => init === null && forget(), forget);
    return loading;
  }

  async #fetchInit({ init: id, codec, baseMs }: RecordedInit): Promise<LoadedInit | null> {
    const bytes = await this.#fetchPart(this.#place(`init-${id}.mp4`), this.#closing.signal);
    const facts = readInit(bytes);
    return facts === null ? null : { ...facts, id, codec, baseMs, bytes };
  }

  /** A segment, with the header it needs: both are asked for at once. */
  async load(
    lane: Lane,
    { seq }: RecordedSegment,
    facts: RecordedInit,
    signal: AbortSignal,
  ): Promise<LoadedPart | null> {
    const place = this.#place(lane === "whole" ? `${seq}.m4s` : `${seq}.key.m4s`);
    const [init, bytes] = await Promise.all([this.#loadInit(facts), this.#fetchPart(place, signal)]);
    const frames = init === null ? null : readFrames(bytes, init.ticksPerSecond, init.baseMs);
    return init === null || frames === null ? null : { init, bytes, frames };
  }

  close(): void {
    this.#closing.abort();
    this.#inits.clear();
  }

  #place(name: string): string {
    return new URL(name, this.#url).href;
  }
}
