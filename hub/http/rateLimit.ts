import type { HubClock } from "../ports.ts";

/** A bucket per key that refills steadily. A flood of keys makes it forget all of them at once. */
export interface RateLimit {
  /** Takes one; false where none is left. */
  take(key: string): boolean;
}

const MAX_KEYS = 10_000;
const MINUTE_MS = 60_000;

export function createRateLimit(clock: HubClock, perMinute: number, burst: number): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return {
    take: (key) => {
      const nowMs = clock.nowMs();
      const bucket = buckets.get(key) ?? { left: burst, atMs: nowMs };
      const left = Math.min(burst, bucket.left + ((nowMs - bucket.atMs) * perMinute) / MINUTE_MS);
      if (buckets.size >= MAX_KEYS) buckets.clear();
      buckets.set(key, { left: left < 1 ? left : left - 1, atMs: nowMs });
      return left >= 1;
    },
  };
}
