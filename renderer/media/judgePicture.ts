import { FROZEN_BLANK_AFTER_MS } from "./decideTileState.ts";
import type { PictureFacts } from "./picture.ts";
import type { PlayerFault } from "./player.ts";

/** Bytes that arrive but never become frames: the decoder hangs, and only a new player helps. */
const STUCK_AFTER_MS = 5_000;
/** How fresh the last bytes must be to say that they do arrive. */
const BYTES_FRESH_MS = 1_000;

/** A frame within this time says that the picture flows. */
const FLOWING_MS = 1_000;

/** How much longer key frames alone may rest. */
function restMsOf({ frames, keyIntervalMs }: PictureFacts): number {
  return frames === "key" ? (keyIntervalMs ?? 0) : 0;
}

/** Whether frames come as they should. */
export function isFlowing(facts: PictureFacts, nowMs: number): boolean {
  return facts.lastFrameAtMs !== null && nowMs - facts.lastFrameAtMs < FLOWING_MS + restMsOf(facts);
}

/**
 * Whether a picture without new frames should be given up. A stream that merely stands still is waited for as long as
 * its last frame may be seen, because a new connection could only repeat old frames. Null: leave it.
 */
export function judgePicture(facts: PictureFacts, nowMs: number): PlayerFault | null {
  if (facts.lastFrameAtMs === null) return null;
  const sinceFrameMs = nowMs - facts.lastFrameAtMs;
  const hasFreshBytes = facts.lastByteAtMs !== null && nowMs - facts.lastByteAtMs < BYTES_FRESH_MS;
  if (hasFreshBytes && sinceFrameMs >= STUCK_AFTER_MS + 2 * restMsOf(facts))
    return { kind: "media", detail: "bytes arrive, frames do not" };
  if (sinceFrameMs >= FROZEN_BLANK_AFTER_MS) return { kind: "timeout", detail: "no frame for 30 s" };
  return null;
}
