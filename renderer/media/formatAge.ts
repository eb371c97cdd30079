const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A duration as a tile says it: `0.4 s` below ten seconds, then whole `12 s`, `3 min`, `5 h`, `2 d`, rounded down. */
export function formatAge(ageMs: number): string {
  if (ageMs < 10 * SECOND_MS) return `${(Math.floor(ageMs / 100) / 10).toFixed(1)} s`;
  if (ageMs < MINUTE_MS) return `${Math.floor(ageMs / SECOND_MS)} s`;
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min`;
  if (ageMs < DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h`;
  return `${Math.floor(ageMs / DAY_MS)} d`;
}
