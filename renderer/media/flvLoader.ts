import type { PlayerFault } from "./player.ts";

/** States of a loader, as mpegts.js numbers them. */
const IDLE = 0;
const CONNECTING = 1;
const BUFFERING = 2;
const ENDED = 4;

export interface LoaderHooks {
  /** What the player is given for the bytes that came; those themselves where absent. */
  readonly rewrite?: (chunk: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  readonly onBytes: () => void;
  readonly onFault: (fault: PlayerFault) => void;
}

/**
 * Makes the class by which mpegts.js fetches one stream. Its own loader leaves an open response running until the
 * next bytes come when told to stop (never, from a frozen camera), and turns the end of a stream into silence; this
 * one aborts at once and says why it ended. Faults go to the hooks, not through mpegts.js.
 */
export function createFlvLoader(hooks: LoaderHooks) {
  return class FlvLoader {
    readonly type = "glasshouse-fetch";
    readonly needStashBuffer = false;
    readonly _needStash = false;
    _status: number = IDLE;
    onContentLengthKnown: (contentLength: number) => void = () => {};
    onURLRedirect: (redirectedURL: string) => void = () => {};
    onDataArrival: (chunk: ArrayBuffer, byteStart: number, receivedLength?: number) => void = () => {};
    onError: (...args: unknown[]) => void = () => {};
    onComplete: (rangeFrom: number, rangeTo: number) => void = () => {};
    readonly #stop = new AbortController();

    get status(): number {
      return this._status;
    }

    isWorking(): boolean {
      return this._status === CONNECTING || this._status === BUFFERING;
    }

    open(source: { url: string }): void {
      this._status = CONNECTING;
      this.#run(source.url).catch((cause: unknown) => {
        this.#end({ kind: "network", detail: cause instanceof Error ? cause.message : "the stream broke" });
      });
    }

    abort(): void {
      this._status = IDLE;
      this.#stop.abort();
    }

    destroy(): void {
      this.abort();
    }

    async #run(url: string): Promise<void> {
      const response = await fetch(url, {
        signal: this.#stop.signal,
        cache: "no-store",
        referrerPolicy: "no-referrer",
      });
      if (!response.ok || response.body === null) {
        const isRefused = response.status === 401 || response.status === 403;
        this.#end({ kind: isRefused ? "refused" : "network", detail: `HTTP ${response.status}` });
        await response.body?.cancel();
        return;
      }
      this._status = BUFFERING;
      let givenBytes = 0;
      for await (const arrived of response.body) {
        if (this.#stop.signal.aborted) return;
        hooks.onBytes();
        const chunk = hooks.rewrite?.(arrived) ?? arrived;
        if (chunk.byteLength === 0) continue;
        const byteStart = givenBytes;
        givenBytes += chunk.byteLength;
        const isWhole = chunk.byteLength === chunk.buffer.byteLength;
        this.onDataArrival(isWhole ? chunk.buffer : chunk.slice().buffer, byteStart, givenBytes);
      }
      this.#end({ kind: "network", detail: "the stream ended" });
    }

    #end(fault: PlayerFault): void {
      if (this.#stop.signal.aborted || this._status === ENDED) return;
      this._status = ENDED;
      hooks.onFault(fault);
    }
  };
}
