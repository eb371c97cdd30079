/** One change of rendition per window in this time (design, video §5). */
const SWITCH_EVERY_MS = 500;

export interface SwitchGate {
  /** Whether a tile may change its rendition at `nowMs`; a yes is used up by it. */
  tryPass(nowMs: number): boolean;
}

/** Spreads the changes of rendition in one window, so that a resize does not restart a whole wall at once. */
export function createSwitchGate(): SwitchGate {
  let passedAtMs = Number.NEGATIVE_INFINITY;
  return {
    tryPass(nowMs) {
      if (nowMs - passedAtMs < SWITCH_EVERY_MS) return false;
      passedAtMs = nowMs;
      return true;
    },
  };
}
