/**
 * Local time: what must be added to UTC at an instant, milliseconds. A port, because a test has to stand in other zones
 * than the machine that runs it.
 */
export type ZoneOffset = (atMs: number) => number;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The zone of this machine. */
export const machineZone: ZoneOffset = (atMs) => -new Date(atMs).getTimezoneOffset() * MINUTE_MS;

/** A reading of calendar and clock as if it were UTC: for arithmetic alone, never an instant. */
export function toWallMs(atMs: number, zone: ZoneOffset): number {
  return atMs + zone(atMs);
}

/**
 * The instants at which clocks in the zone show a reading, earliest first: usually one; none where clocks were put
 * forward over it, two where they were put back. No zone has moved twice within two days.
 */
export function findInstants(wallMs: number, zone: ZoneOffset): readonly number[] {
  const offsets = new Set([zone(wallMs - DAY_MS), zone(wallMs + DAY_MS)]);
  const instants = [...offsets].map((offset) => wallMs - offset).filter((atMs) => toWallMs(atMs, zone) === wallMs);
  return instants.sort((a, b) => a - b);
}
