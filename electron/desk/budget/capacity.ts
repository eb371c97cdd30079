/** Share of all cores a wall may take before it is known better: the window, the desk and the hub need the rest. */
const FIRST_SHARE = 0.85;
const PER_CORE = 1_000;
/** Frames lost to the machine above which it is too slow, and below which it is at ease. */
const STRAINED = 0.12;
const AT_EASE = 0.03;
/** One bad moment is none: so many judgements in a row. */
const STRAINED_TURNS = 3;
/** Once too much was found to be too much, how much of it is tried next. */
const BACK_OFF = 0.9;
/** Never less than a few small pictures. */
const LEAST = 100;
/** While it is at ease for so long and tiles wait, a little more is tried. */
const EASE_MS = 10_000;
const TRY_EVERY_MS = 3_000;
const TRY_MORE = 1.03;
/** A limit is known once the machine has carried so much of it with ease. */
const NEAR = 0.8;
/** After a drop the strain of before is still in the counts; nothing is concluded from it. */
const SETTLE_MS = 10_000;
/** What was tried and failed is not tried again so soon, each time longer, forgotten after two quiet minutes. */
const FIRST_EXTRA_HOLD_MS = 5_000;
const LONGEST_EXTRA_HOLD_MS = 600_000;
const QUIET_MS = 120_000;

export interface Capacity {
  /** Cost the machine can carry, in the unit of `costOf`. */
  value(): number;
  /** Whether that is what it has shown, and not what its cores let expect. */
  isKnown(): boolean;
  /** How much longer than usual nothing may rise. */
  extraHoldMs(): number;
  /** Once a second: what runs, what is wished for, and how many frames the machine lost; null while unknown. */
  note(
    seen: { readonly running: number; readonly wished: number; readonly strain: number | null },
    nowMs: number,
  ): void;
}

/** `limit`: what the station's setting allows at most; null where it leaves it to the machine. */
export function createCapacity(cores: number, limit: number | null): Capacity {
  const most = limit ?? Number.POSITIVE_INFINITY;
  let value = Math.min(most, cores * PER_CORE * FIRST_SHARE);
  let isKnown = limit !== null && limit <= value;
  let strainedTurns = 0;
  let easySinceMs: number | null = null;
  let triedAtMs = 0;
  let failedAtMs = Number.NEGATIVE_INFINITY;
  let extraHoldMs = 0;

  function fail(running: number, nowMs: number): void {
    value = Math.max(LEAST, Math.min(value, running * BACK_OFF));
    isKnown = true;
    strainedTurns = 0;
    extraHoldMs = Math.min(LONGEST_EXTRA_HOLD_MS, extraHoldMs * 2 || FIRST_EXTRA_HOLD_MS);
    failedAtMs = nowMs;
  }

  function ease(running: number, wished: number, nowMs: number): void {
    easySinceMs ??= nowMs;
    if (nowMs - easySinceMs < EASE_MS) return;
    if (running >= value * NEAR) isKnown = true;
    if (wished <= value || nowMs - triedAtMs < TRY_EVERY_MS || nowMs - failedAtMs < EASE_MS + extraHoldMs) return;
    triedAtMs = nowMs;
    value = Math.min(most, value * TRY_MORE);
  }

  return {
    value: () => value,
    isKnown: () => isKnown,
    extraHoldMs: () => extraHoldMs,
    note({ running, wished, strain }, nowMs) {
      if (nowMs - failedAtMs >= QUIET_MS) extraHoldMs = 0;
      if (strain === null || nowMs - failedAtMs < SETTLE_MS) return;
      strainedTurns = strain >= STRAINED ? strainedTurns + 1 : 0;
      if (strain >= AT_EASE) easySinceMs = null;
      if (strainedTurns >= STRAINED_TURNS) fail(running, nowMs);
      else if (strain < AT_EASE) ease(running, wished, nowMs);
    },
  };
}
