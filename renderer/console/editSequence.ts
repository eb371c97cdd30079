const SECOND_MS = 1_000;

/** The members with one of them a place earlier or later; at an end it stays. */
export function moveMember(members: readonly string[], index: number, by: 1 | -1): string[] {
  const moved = [...members];
  const [from, to] = [members[index], members[index + by]];
  if (from === undefined || to === undefined) return moved;
  moved[index] = to;
  moved[index + by] = from;
  return moved;
}

/** Whole milliseconds of typed seconds, with a point or a comma; null for anything out of bounds or not a number. */
export function readDwellMs(seconds: string, leastMs: number, mostMs: number): number | null {
  if (!/^\d{1,5}([.,]\d)?$/.test(seconds.trim())) return null;
  const dwellMs = Math.round(Number(seconds.trim().replace(",", ".")) * SECOND_MS);
  return dwellMs >= leastMs && dwellMs <= mostMs ? dwellMs : null;
}
