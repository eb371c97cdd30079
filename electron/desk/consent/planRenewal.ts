import type { SharedViewing } from "./sharedViewing.ts";

/** Grants younger than this part of their time to renewal are left alone when others are renewed. Our choice. */
const TOO_YOUNG = 0.6;

/**
 * Which viewings to renew now, all in one call: none until the first is due, then also those due soon, so that
 * a wall settles into one renewal per half-life.
 */
export function planRenewal(viewings: Iterable<SharedViewing>, nowMs: number): SharedViewing[] {
  const running = [...viewings].filter(({ permit }) => permit !== null);
  if (!running.some(({ permit }) => permit !== null && permit.renewAtMs <= nowMs)) return [];
  return running.filter(
    ({ permit }) => permit !== null && permit.sinceMs + (permit.renewAtMs - permit.sinceMs) * TOO_YOUNG <= nowMs,
  );
}
