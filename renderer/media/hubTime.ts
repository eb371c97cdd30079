/** Heartbeats remembered. The quickest of them had the least delay on its way, so its offset is nearest the truth. */
const REMEMBERED_BEATS = 10;
/** A hub this much further behind than believed has been started anew: what was known of the old one is void. */
const RESTART_STEP_MS = 2_000;

/** Hub time, known from heartbeats; never from the machine's wall clock. */
export interface HubTime {
  /** A heartbeat said `hubNowMs` and was read at `nowMs` of the monotonic clock. */
  observe(hubNowMs: number, nowMs: number): void;
  /** Hub time at `nowMs`; null before the first heartbeat: a time is never guessed. */
  at(nowMs: number): number | null;
}

/** Keeps the offset between hub time and a monotonic clock: the largest of the last ten, since delay only lowers it. */
export function createHubTime(): HubTime {
  let offsetsMs: number[] = [];
  return {
    observe(hubNowMs, nowMs) {
      const offsetMs = hubNowMs - nowMs;
      if (offsetMs < Math.max(...offsetsMs) - RESTART_STEP_MS) offsetsMs = [];
      offsetsMs = [...offsetsMs, offsetMs].slice(-REMEMBERED_BEATS);
    },
    at: (nowMs) => (offsetsMs.length === 0 ? null : nowMs + Math.max(...offsetsMs)),
  };
}
