import { FROZEN_BLANK_AFTER_MS } from "./decideTileState.ts";
import type { PictureFacts } from "./picture.ts";
import type { PlayerFault } from "./player.ts";

/** Bytes that arrive but never become frames: the decoder hangs, and only a new player helps. */
const STUCK_AFTER_MS = 5_000;
/** How fresh the last bytes must be to say that they do arrive. */
const BYTES_FRESH_MS = 1_000;

/**
 * Whether a picture without new frames should be given up. A stream that merely stands still is waited for as long as
 * its last frame may be seen, because a new connection could only repeat old frames. Null: leave it.
 */
export function judgePicture(facts: PictureFacts, nowMs: number): PlayerFault | null {
  if (facts.lastFrameAtMs === null) return null;
  const sinceFrameMs = nowMs - facts.lastFrameAtMs;
  const restMs = facts.frames === "key" ? (facts.keyIntervalMs ?? 0) : 0;
  const hasFreshBytes = facts.lastByteAtMs !== null && nowMs - facts.lastByteAtMs < BYTES_FRESH_MS;
  if (hasFreshBytes && sinceFrameMs >= STUCK_AFTER_MS + 2 * restMs)
    return { kind: "media", detail: "bytes arrive, frames do not" };
  if (sinceFrameMs >= FROZEN_BLANK_AFTER_MS) return { kind: "timeout", detail: "no frame for 30 s" };
  return null;
}
