/** So many crashes of the decoder over one source within this time, and it is left alone. */
const CRASHES = 3;
const WITHIN_MS = 60_000;
/** Sources that crash together crash for a reason of the machine: the graphics process went, not three cameras at once. */
const TOGETHER_MS = 1_000;
const TOGETHER_SOURCES = 3;
/** Then it is tried once more by itself, and each time after twice as long. */
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 600_000;

/** Which sources of this window keep crashing their decoder. Times are monotonic milliseconds. */
export interface Quarantine {
  noteCrash(source: string, nowMs: number): void;
  /** The source has played well for a while: what it did before is forgotten. */
  noteGood(source: string): void;
  /** Until when a source is not to be started; null when it may be. */
  restsUntilMs(source: string, nowMs: number): number | null;
  /** The operator tries it again now. */
  release(source: string): void;
}

interface Case {
  crashesAtMs: number[];
  restsUntilMs: number;
  restMs: number;
}

export function createQuarantine(): Quarantine {
  const cases = new Map<string, Case>();

  /** Whether so many sources crashed around that moment that none of them is to blame. */
  function isMachine(atMs: number): boolean {
    const near = [...cases.values()].filter((other) =>
      other.crashesAtMs.some((otherMs) => Math.abs(otherMs - atMs) < TOGETHER_MS),
    );
    return near.length >= TOGETHER_SOURCES;
  }

  return {
    noteCrash(source, nowMs) {
      const known = cases.get(source) ?? { crashesAtMs: [], restsUntilMs: 0, restMs: 0 };
      cases.set(source, known);
      known.crashesAtMs = [...known.crashesAtMs.filter((atMs) => nowMs - atMs < WITHIN_MS), nowMs];
      if (known.crashesAtMs.filter((atMs) => !isMachine(atMs)).length < (known.restMs > 0 ? 1 : CRASHES)) return;
      known.restMs = Math.min(LONGEST_REST_MS, known.restMs * 2 || FIRST_REST_MS);
      known.restsUntilMs = nowMs + known.restMs;
      known.crashesAtMs = [];
    },
    noteGood: (source) => cases.delete(source),
    restsUntilMs(source, nowMs) {
      const untilMs = cases.get(source)?.restsUntilMs ?? 0;
      return nowMs < untilMs ? untilMs : null;
    },
    release: (source) => cases.delete(source),
  };
}
