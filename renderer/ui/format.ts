const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Narrow no-break space groups thousands, as the figures of a log are read. */
const THIN_SPACE = "\u202f";

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** Time of day in the machine's zone, 24-hour: `14:02`, or `14:02:11` with seconds. */
export function formatClock(atMs: number, seconds: "withSeconds" | "toMinute" = "toMinute"): string {
  const at = new Date(atMs);
  const toMinute = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
  return seconds === "withSeconds" ? `${toMinute}:${twoDigits(at.getSeconds())}` : toMinute;
}

/** Minutes and seconds of a duration: `11:42`; hours in front when there are any. Never negative. */
export function formatCountdown(durationMs: number): string {
  const whole = Math.max(0, Math.floor(durationMs / SECOND_MS));
  const hours = Math.floor(whole / 3_600);
  const rest = `${twoDigits(Math.floor((whole % 3_600) / 60))}:${twoDigits(whole % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

/** How long ago, as lists say it: `9 min`, `1 h 12`, `3 d`; below a minute `now`. */
export function formatSince(durationMs: number): string {
  if (durationMs < MINUTE_MS) return "now";
  if (durationMs < HOUR_MS) return `${Math.floor(durationMs / MINUTE_MS)} min`;
  if (durationMs < DAY_MS) {
    const minutes = Math.floor((durationMs % HOUR_MS) / MINUTE_MS);
    return `${Math.floor(durationMs / HOUR_MS)} h${minutes === 0 ? "" : ` ${twoDigits(minutes)}`}`;
  }
  return `${Math.floor(durationMs / DAY_MS)} d`;
}

/** Metres below 1 km, then kilometres with one digit. */
export function formatDistance(distanceM: number | null): string {
  if (distanceM === null) return "–";
  return distanceM < 1_000 ? `${Math.round(distanceM)} m` : `${(distanceM / 1_000).toFixed(1)} km`;
}

/** Megabits per second with one digit. */
export function formatRate(bps: number): string {
  return `${(bps / 1_000_000).toFixed(1)} Mb/s`;
}

/** Whole number with thousands apart: `48 201`. */
export function formatCount(value: number): string {
  return String(Math.trunc(value)).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

/** `1x1` and `1+12` as people write them: `1×1`, `1+12`. */
export function formatLayout(layoutId: string): string {
  return layoutId.replace("x", "×");
}

/** Seconds with two digits, for measured delays: `0.18 s`. */
export function formatDelay(durationMs: number): string {
  return `${(durationMs / SECOND_MS).toFixed(2)} s`;
}
