import type { DeskClock } from "../ports.ts";

/** A clock that stands still until it is moved. */
export interface HandClock extends DeskClock {
  /** Moves on, acting on the way when things are due. */
  advance(ms: number): void;
  /** Moves on as if the machine had been stopped: nothing acts until the end. */
  jump(ms: number): void;
  pending(): number;
}

export function createHandClock(): HandClock {
  let nowMs = 1_000;
  let due: { atMs: number; act: () => void }[] = [];

  function runDue(): void {
    for (;;) {
      const next = due.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) return;
      due = due.filter((item) => item !== next);
      next.act();
    }
  }

  return {
    nowMs: () => nowMs,
    after(delayMs, act) {
      const item = { atMs: nowMs + delayMs, act };
      due.push(item);
      return () => {
        due = due.filter((other) => other !== item);
      };
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = Math.min(...due.map(({ atMs }) => atMs));
        if (next > untilMs) break;
        nowMs = Math.max(nowMs, next);
        runDue();
      }
      nowMs = untilMs;
    },
    jump(ms) {
      nowMs += ms;
      runDue();
    },
    pending: () => due.length,
  };
}
