import type { HubClock } from "../ports.ts";

/** Longest delay a Node timer takes; longer waits are made of several. */
const MAX_TIMER_MS = 2_147_483_647;

/** The machine's clock as the hub sees it: wall time read once, monotonic from then on. */
export function createSystemClock(): HubClock {
  const startMs = Date.now();
  const startTick = performance.now();
  return {
    nowMs: () => startMs + Math.floor(performance.now() - startTick),
    wallMs: () => Date.now(),
    after,
  };
}

function after(ms: number, act: () => void): () => void {
  let timer = arm(ms);
  function arm(leftMs: number): NodeJS.Timeout {
    const step = Math.min(Math.max(leftMs, 0), MAX_TIMER_MS);
    return setTimeout(() => (leftMs > step ? rearm(leftMs - step) : act()), step).unref();
  }
  function rearm(leftMs: number): void {
    timer = arm(leftMs);
  }
  return () => clearTimeout(timer);
}
