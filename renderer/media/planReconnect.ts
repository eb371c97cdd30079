/** Our choice (design, video §6): half a second, doubling to 30 s, each ±30 % so that tiles do not march in step. */
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const JITTER = 0.3;
/** After a refusal the same question is not put again in haste; the desk's news comes first where there is any. */
const REFUSED_DELAY_MS = 5_000;

/** Good picture after which the next failure counts as the first again. */
export const RECOVERED_AFTER_MS = 10_000;

/** Wait before attempt number `attempt` (from 1), milliseconds. `chance` is a random number from 0 to below 1. */
export function planReconnect(attempt: number, wasRefused: boolean, chance: number): number {
  const doubledMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  const delayMs = wasRefused ? Math.max(REFUSED_DELAY_MS, doubledMs) : doubledMs;
  return delayMs * (1 - JITTER + 2 * JITTER * chance);
}
