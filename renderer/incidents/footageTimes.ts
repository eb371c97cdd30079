const MINUTE_MS = 60_000;
/** What is usually wanted: from a little before the call to an hour later. Our choice. */
const BEFORE_MS = 15 * MINUTE_MS;
const LENGTH_MS = 60 * MINUTE_MS;

/** A start and an end to begin with, whole minutes, hub time, the end in the past. */
export function chooseFirstSpan(openedAtMs: number, nowMs: number): { fromMs: number; toMs: number } {
  const fromMs = floorToMinute(openedAtMs - BEFORE_MS);
  const toMs = Math.min(fromMs + LENGTH_MS, floorToMinute(nowMs));
  return { fromMs: Math.min(fromMs, toMs - MINUTE_MS), toMs };
}

function floorToMinute(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

/** As a box for date and time holds it, in this machine's zone: `2026-11-23T14:05`. */
export function writeMoment(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** UTC epoch milliseconds; null for what is no date and time. */
export function readMoment(written: string): number | null {
  const atMs = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(written) ? new Date(written).getTime() : Number.NaN;
  return Number.isSafeInteger(atMs) ? atMs : null;
}

/** The numbers in a line of text, and those nobody knows. */
export function readNumbers<T>(
  written: string,
  byNumber: Pick<ReadonlyMap<string, T>, "get" | "has">,
): { found: readonly T[]; unknown: readonly string[] } {
  const numbers = [
    ...new Set(
      written
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter((number) => number !== ""),
    ),
  ];
  return {
    found: numbers.flatMap((number) => byNumber.get(number) ?? []),
    unknown: numbers.filter((number) => !byNumber.has(number)),
  };
}
