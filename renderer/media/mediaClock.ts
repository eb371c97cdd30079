/** Time for everything that plays: monotonic, milliseconds. Given by the window. */
export interface MediaClock {
  nowMs(): number;
  /** Runs `act` once after a delay; the returned function calls it off. */
  after(delayMs: number, act: () => void): () => void;
  every(periodMs: number, act: () => void): () => void;
}
