import type { HubClock } from "../ports.ts";

/** How often watched streams look whether a frame is due. A third of a frame at 15 a second; 50 timers a second. */
export const TICK_MS = 20;

/** One timer for all watched streams. It runs only while there is something to run. */
export interface Ticker {
  /** Calls `step` with hub time about each {@link TICK_MS}, until the returned function is called. */
  add(step: (nowMs: number) => void): () => void;
}

export function createTicker(clock: HubClock): Ticker {
  const steps = new Set<(nowMs: number) => void>();
  let cancel: (() => void) | null = null;

  function tick(): void {
    cancel = clock.after(TICK_MS, tick);
    const nowMs = clock.nowMs();
    for (const step of [...steps]) step(nowMs);
  }
  function remove(step: (nowMs: number) => void): void {
    steps.delete(step);
    if (steps.size > 0) return;
    cancel?.();
    cancel = null;
  }
  return {
    add(step) {
      steps.add(step);
      cancel ??= clock.after(TICK_MS, tick);
      return () => remove(step);
    },
  };
}
