import type { AdmittedViewing, HubClock, MediaGate } from "../ports.ts";
import type { LiveViewer } from "./liveStream.ts";

/** Unsent bytes of one response above which frames are left out, up to the next key frame that fits. Our choice. */
export const MAX_UNSENT_BYTES = 1_000_000;
/** A response that stayed above {@link MAX_UNSENT_BYTES} this long is cut. */
export const MAX_STUCK_MS = 10_000;
/** An open response asks at least this often whether its viewing still lives, frames or none. */
export const CHECK_MS = 200;

/** The sending half of a response, as far as it is needed here. */
export interface ByteSink {
  readonly writableLength: number;
  write(bytes: Uint8Array): unknown;
  /** Drops the connection with everything unsent. */
  destroy(): void;
}

interface FlvViewerOptions {
  readonly sink: ByteSink;
  readonly viewing: AdmittedViewing;
  readonly gate: MediaGate;
  readonly clock: HubClock;
  readonly keysOnly: boolean;
}

/** Sends a live stream to one reader while its viewing lives. Holds no frames itself: what a reader misses is gone. */
export function createFlvViewer({ sink, viewing, gate, clock, keysOnly }: FlvViewerOptions): LiveViewer {
  let fullSinceMs: number | null = null;
  let isSkipping = false;
  let checkedAtMs = clock.nowMs();

  function send(bytes: Buffer, isKey: boolean): void {
    if (!viewing.isLive()) {
      sink.destroy();
      return;
    }
    if (sink.writableLength > MAX_UNSENT_BYTES) {
      fullSinceMs ??= clock.nowMs();
      isSkipping = true;
      return;
    }
    if (isSkipping && !isKey) return;
    isSkipping = false;
    sink.write(bytes);
    gate.countBytes(viewing.viewingId, bytes.length);
  }
  function check(nowMs: number): void {
    if (nowMs - checkedAtMs < CHECK_MS) return;
    checkedAtMs = nowMs;
    if (sink.writableLength <= MAX_UNSENT_BYTES) fullSinceMs = null;
    const isStuck = fullSinceMs !== null && nowMs - fullSinceMs >= MAX_STUCK_MS;
    if (isStuck || !viewing.isLive()) sink.destroy();
  }
  return { keysOnly, send, check, end: () => sink.destroy() };
}
