import type { DeskClock } from "../ports.ts";

const WINDOW_MS = 60_000;
/** Our choice: a window that crashes more often than this in a minute is left alone, or it would crash forever. */
const RECOVERIES_PER_WINDOW = 5;

/** Says whether one more recovery is allowed now, and counts it. */
export function createRecoveryBudget(clock: DeskClock): () => boolean {
  let recoveriesAtMs: number[] = [];
  return () => {
    const nowMs = clock.nowMs();
    recoveriesAtMs = recoveriesAtMs.filter((atMs) => nowMs - atMs < WINDOW_MS);
    if (recoveriesAtMs.length >= RECOVERIES_PER_WINDOW) return false;
    recoveriesAtMs.push(nowMs);
    return true;
  };
}
