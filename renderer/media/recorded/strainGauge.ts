import type { MediaClock } from "../mediaClock.ts";

/** So many jumps to catch up within this time: the machine does not keep up. Our choice: one alone may be chance. */
const JUMPS = 3;
const WITHIN_MS = 5_000;

/** Whether a picture that plays faster than life keeps falling behind. */
export class StrainGauge {
  readonly #clock: Pick<MediaClock, "nowMs">;
  #jumps: readonly number[] = [];
  #isStrained = false;

  constructor(clock: Pick<MediaClock, "nowMs">) {
    this.#clock = clock;
  }

  /** Stays so until {@link forget}: going back and forth would be worse than either. */
  isStrained(): boolean {
    return this.#isStrained;
  }

  /** The picture fell so far behind that it had to jump. */
  noteJump(): void {
    const nowMs = this.#clock.nowMs();
    this.#jumps = [...this.#jumps.filter((atMs) => nowMs - atMs < WITHIN_MS), nowMs];
    if (this.#jumps.length >= JUMPS) this.#isStrained = true;
  }

  /** Another speed is another question. */
  forget(): void {
    this.#jumps = [];
    this.#isStrained = false;
  }
}
