const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How this machine's people write numbers and times. */
const LOCALE = globalThis.navigator?.language ?? "en";
const COUNT = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const ONE_DIGIT = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const TWO_DIGITS = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

type ClockHours = 12 | 24;

function createClock(hours: ClockHours, extra: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const figures = hours === 24 ? "2-digit" : "numeric";
  const hourCycle = hours === 24 ? "h23" : "h12";
  return new Intl.DateTimeFormat(LOCALE, { hour: figures, minute: "2-digit", hourCycle, ...extra });
}

/** Made once for each kind: making one costs as much as some hundred uses. */
function createClocks(hours: ClockHours) {
  const part = (fractionalSecondDigits: 1 | 3) => createClock(hours, { second: "2-digit", fractionalSecondDigits });
  return {
    toMinute: createClock(hours, {}),
    withSeconds: createClock(hours, { second: "2-digit" }),
    withTenths: part(1),
    withMillis: part(3),
  };
}

let hours: ClockHours = 24;
let clocks = createClocks(hours);

/** The operator's wish, for every time of day written from now on in this window. */
export function setClockHours(wished: ClockHours): void {
  if (wished === hours) return;
  hours = wished;
  clocks = createClocks(wished);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** How exactly a time of day is written. */
type ClockDetail = "toMinute" | "withSeconds" | "withTenths" | "withMillis";

/** Time of day in the machine's zone, by locale: `14:02` or `2:02 PM`; with seconds `14:02:11`, with tenths `14:02:11.4`. */
export function formatClock(atMs: number, seconds: ClockDetail = "toMinute"): string {
  return clocks[seconds].format(atMs);
}

const DAY = new Intl.DateTimeFormat(LOCALE, { weekday: "short", day: "numeric", month: "short" });

/** The day in the machine's zone, by locale: `Mon, Nov 23`. */
export function formatDay(atMs: number): string {
  return DAY.format(atMs);
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

/** Metres below 1 km, then kilometres with one digit, by locale; a dash where nobody knows. */
export function formatDistance(distanceM: number | null): string {
  if (distanceM === null) return "–";
  return distanceM < 1_000 ? `${Math.round(distanceM)} m` : `${ONE_DIGIT.format(distanceM / 1_000)} km`;
}

/** Megabits per second with one digit. */
export function formatRate(bps: number): string {
  return `${ONE_DIGIT.format(bps / 1_000_000)} Mb/s`;
}

/** Whole number with thousands apart, by locale: `48,201`. */
export function formatCount(value: number): string {
  return COUNT.format(Math.trunc(value));
}

/** `1x1` and `1+12` as people write them: `1×1`, `1+12`. */
export function formatLayout(layoutId: string): string {
  return layoutId.replace("x", "×");
}

/** Seconds with two digits, for measured delays: `0.18 s`. */
export function formatDelay(durationMs: number): string {
  return `${TWO_DIGITS.format(durationMs / SECOND_MS)} s`;
}
