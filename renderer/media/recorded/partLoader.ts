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

/** Fetches headers and segments below one address. Rejects with a PartFault; null where what came is damaged. */
export class PartLoader {
  readonly #url: string;
  readonly #fetchPart: FetchPart;
  readonly #inits = new Map<number, LoadedInit>();
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

  async loadInit({ init: id, codec, baseMs }: RecordedInit, signal: AbortSignal): Promise<LoadedInit | null> {
    const known = this.#inits.get(id);
    if (known !== undefined) return known;
    const bytes = await this.#fetchPart(this.#place(`init-${id}.mp4`), signal);
    const facts = readInit(bytes);
    if (facts === null) return null;
    const init = { ...facts, id, codec, baseMs, bytes };
    this.#inits.set(id, init);
    return init;
  }

  async load(
    lane: Lane,
    { seq }: RecordedSegment,
    init: LoadedInit,
    signal: AbortSignal,
  ): Promise<{ readonly bytes: ArrayBuffer; readonly frames: readonly FrameTime[] } | null> {
    const bytes = await this.#fetchPart(this.#place(lane === "whole" ? `${seq}.m4s` : `${seq}.key.m4s`), signal);
    const frames = readFrames(bytes, init.ticksPerSecond, init.baseMs);
    return frames === null ? null : { bytes, frames };
  }

  close(): void {
    this.#inits.clear();
  }

  #place(name: string): string {
    return new URL(name, this.#url).href;
  }
}
