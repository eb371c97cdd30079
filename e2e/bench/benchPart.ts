/** One part of the benchmark: `--only NAME` runs those of that name alone. */
export interface BenchPart {
  readonly name: string;
  /** Named by `--only` alone: too long, or too special, for a plain run. */
  readonly isExtra?: true;
  run(bench: Bench): Promise<void>;
}

/** What a part is given. */
export interface Bench {
  readonly isQuick: boolean;
  /** Where the benchmark's site is made ({@link makeBenchSite}). */
  readonly siteDir: string;
  /** Keeps a figure and prints it. Names are stable: others compare by them. */
  note(name: string, value: number): void;
}
