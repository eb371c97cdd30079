import type { MediaClock } from "./mediaClock.ts";

/** The browser's clock: the port file for time and delays. */
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
