/** Heartbeats remembered. The quickest of them had the least delay on its way, so its offset is nearest the truth. */
const REMEMBERED_BEATS = 10;

/** Hub time, known from heartbeats; never from the machine's wall clock. */
export interface HubTime {
  /** A heartbeat said `hubNowMs` and was read at `nowMs` of the monotonic clock. */
  observe(hubNowMs: number, nowMs: number): void;
  /** Hub time at `nowMs`; null before the first heartbeat. */
  at(nowMs: number): number | null;
}

/** Keeps the offset between hub time and a monotonic clock: the largest of the last ten, since delay only lowers it. */
export function createHubTime(): HubTime {
  const offsetsMs: number[] = [];
  return {
    observe(hubNowMs, nowMs) {
      offsetsMs.push(hubNowMs - nowMs);
      if (offsetsMs.length > REMEMBERED_BEATS) offsetsMs.shift();
    },
    at: (nowMs) => (offsetsMs.length === 0 ? null : nowMs + Math.max(...offsetsMs)),
  };
}
