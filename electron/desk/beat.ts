import type { DeskClock } from "./ports.ts";

/** Acts again and again, `periodMs` apart. The handler hears how long ago its last turn was. */
export function startBeat(clock: DeskClock, periodMs: number, act: (sinceLastMs: number) => void): () => void {
  let lastMs = clock.nowMs();
  let cancel = clock.after(periodMs, turn);
  function turn(): void {
    const nowMs = clock.nowMs();
    const sinceLastMs = nowMs - lastMs;
    lastMs = nowMs;
    cancel = clock.after(periodMs, turn);
    act(sinceLastMs);
  }
  return () => cancel();
}
