import type { MediaClock } from "../media/mediaClock.ts";

/** Time and chance of this window; everything else in the renderer is given them. */
export const browserClock: MediaClock = {
  nowMs: () => performance.now(),
  after(delayMs, act) {
    const timer = setTimeout(act, delayMs);
    return () => clearTimeout(timer);
  },
  every(periodMs, act) {
    const timer = setInterval(act, periodMs);
    return () => clearInterval(timer);
  },
};

export function browserChance(): number {
  return Math.random();
}
