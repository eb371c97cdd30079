import type { Display, Sequence } from "../../../contract/wall.ts";
import type { Look } from "../consent/chooseLook.ts";
import { announceNext, steerSequence } from "./editMarks.ts";
import type { WallKeeper } from "./wall.ts";

/** So long before its turn a camera is connected behind the one shown. Our choice: a slow start over HLS takes 4 s. */
export const CONNECT_AHEAD_MS = 5_000;
/** A camera that may not be shown says so for this long and no longer, however long the others stay. Our choice. */
export const BLOCKED_TURN_MS = 3_000;

export interface SequenceTurner {
  /** To be called a few times a second with the time since the last call. */
  turn(sinceLastMs: number): void;
}

interface Parts {
  readonly wall: Pick<WallKeeper, "displays" | "display" | "update">;
  lookAt(display: number, cameraId: string): Look;
}

/** What is due for a sequence whose camera has been looked at for so long. */
export function chooseStep(sequence: Sequence, look: Look, shownForMs: number): "turn" | "connect" | null {
  if (sequence.isPaused || look === "nobody") return null;
  const forMs = look === "blocked" ? Math.min(BLOCKED_TURN_MS, sequence.dwellMs) : sequence.dwellMs;
  if (shownForMs >= forMs) return "turn";
  return sequence.next === null && shownForMs >= forMs - CONNECT_AHEAD_MS ? "connect" : null;
}

/**
 * Turns all sequences. Only time in which somebody can look counts: behind a lock, without a purpose, in a display
 * nobody shows, a sequence stands where it is.
 */
export function createSequenceTurner({ wall, lookAt }: Parts): SequenceTurner {
  let shown = new Map<string, number>();

  function turnDisplay({ display, sequences }: Display, sinceLastMs: number, next: Map<string, number>): void {
    for (const sequence of sequences) {
      const { tile, position, cameraIds } = sequence;
      const look = lookAt(display, cameraIds[position] ?? "");
      const key = `${display} ${tile} ${position} ${cameraIds.join(" ")}`;
      const shownForMs = (shown.get(key) ?? 0) + (look === "nobody" || sequence.isPaused ? 0 : sinceLastMs);
      next.set(key, shownForMs);
      const step = chooseStep(sequence, look, shownForMs);
      if (step === null) continue;
      const now = wall.display(display);
      const changed = step === "turn" ? steerSequence(now, tile, "forward") : announceNext(now, tile);
      if (changed !== null) wall.update(changed, { isKept: false });
    }
  }

  return {
    turn(sinceLastMs) {
      const next = new Map<string, number>();
      for (const display of wall.displays()) turnDisplay(display, sinceLastMs, next);
      shown = next;
    },
  };
}
