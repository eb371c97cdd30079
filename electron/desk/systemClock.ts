import type { DeskClock } from "./ports.ts";

/** The machine's monotonic clock. Its timers do not keep the process alive. */
export function createSystemClock(): DeskClock {
  return {
    nowMs: () => performance.now(),
    after(delayMs, act) {
      const timer = setTimeout(act, Math.max(0, delayMs));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
