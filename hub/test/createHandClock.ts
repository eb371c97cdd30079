import type { HubClock } from "../ports.ts";

/** A clock that moves only when told to, and then runs what has come due, in order. */
export interface HandClock extends HubClock {
  advance(ms: number): void;
  /** How many timers are waiting. */
  pending(): number;
  /** Moves the wall clock alone, as an administrator or a wrong time server would. */
  setWallAhead(ms: number): void;
}

interface Timer {
  readonly dueMs: number;
  readonly act: () => void;
}

export function createHandClock(startMs = Date.UTC(2026, 10, 23, 17)): HandClock {
  let nowMs = startMs;
  let aheadMs = 0;
  const timers = new Set<Timer>();
  return {
    nowMs: () => nowMs,
    wallMs: () => nowMs + aheadMs,
    after: (ms, act) => {
      const timer = { dueMs: nowMs + ms, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pending: () => timers.size,
    advance: (ms) => {
      const untilMs = nowMs + ms;
      for (;;) {
        const due = [...timers].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs);
        const [next] = due;
        if (next === undefined) break;
        timers.delete(next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.act();
      }
      nowMs = untilMs;
    },
    setWallAhead: (ms) => {
      aheadMs = ms;
    },
  };
}
