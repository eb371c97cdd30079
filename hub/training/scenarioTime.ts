/** An act of a trainer as the audit has it: from then on the scenario went on from a position at a rate, 0 for a halt. */
export interface TimeMark {
  /** Number of its entry. */
  readonly seq: number;
  /** By the audit's clock. */
  readonly atMs: number;
  readonly positionMs: number;
  readonly rate: number;
}

export interface ScenarioTime {
  /** Scenario time of an entry: the last act before it counts, whatever the machine's clock was set to meanwhile. */
  at(entry: { readonly seq: number; readonly atMs: number }): number;
  /** How far the scenario had ever come by then. */
  farthestMs(untilMs: number): number;
}

/** `marks` in their order. */
export function createScenarioTime(marks: readonly TimeMark[], durationMs: number): ScenarioTime {
  function goOn({ positionMs, atMs: fromMs, rate }: TimeMark, atMs: number): number {
    const goneMs = rate === 0 ? 0 : Math.max(0, atMs - fromMs) * rate;
    return Math.min(durationMs, Math.round(positionMs + goneMs));
  }
  return {
    at: ({ seq, atMs }) => {
      const mark = marks.findLast((one) => one.seq <= seq) ?? marks[0];
      return mark === undefined ? 0 : goOn(mark, atMs);
    },
    farthestMs: (untilMs) =>
      Math.max(0, ...marks.map((mark, index) => goOn(mark, Math.min(untilMs, marks[index + 1]?.atMs ?? untilMs)))),
  };
}
