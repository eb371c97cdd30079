/** Time for everything that plays: monotonic, milliseconds. */
export interface MediaClock {
  nowMs(): number;
  /** Runs `act` once after a delay; the returned function calls it off. */
  after(delayMs: number, act: () => void): () => void;
}

/** The browser's clock. */
export function createBrowserClock(): MediaClock {
  return {
    nowMs: () => performance.now(),
    after(delayMs, act) {
      const timer = setTimeout(act, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
