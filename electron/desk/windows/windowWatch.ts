import { startBeat } from "../beat.ts";
import type { DeskClock } from "../ports.ts";
import type { WindowLine } from "./windowLine.ts";

/**
 * A window beats each second. After three missed beats its pictures are cut: looked at twice a second, within 4 s of
 * its last beat, the bound for private pictures when the desk itself hangs.
 */
const CUT_AFTER_MS = 3_500;
/** What it last drew is still on the glass, so it is soon ended; what only stalled has had a moment to catch up. */
const END_AFTER_MS = 5_000;
const LOOK_EVERY_MS = 500;
/** A page that was ended or opened has loaded by then, on a slow machine, too; else it is ended again. */
const OPENING_LIMIT_MS = 15_000;
/** Looks further apart than this were not taken: the desk or the whole machine slept, and nobody could beat. */
const SLEPT_MS = 2_000;

interface Parts {
  clock: DeskClock;
  lines(): readonly WindowLine[];
  /** Whether anybody can see the window: an unseen one is not judged. */
  isSeen(line: WindowLine): boolean;
  /** Displays whose windows the shell has on a screen. */
  shown(): readonly number[];
  /** The line has fallen silent, or is heard again: its pictures end, or are asked for. */
  answeringChanged(line: WindowLine): void;
  /** No window of the display (null: no console) answers any more. */
  silent(display: number | null): void;
}

/** Watches over windows that do not answer. Hidden ones are not judged: their timers may be slowed. */
export function watchWindows({ clock, lines, isSeen, shown, answeringChanged, silent }: Parts): () => void {
  const missingSinceMs = new Map<number, number>();
  const endedAtMs = new WeakMap<WindowLine, number>();

  function judge(line: WindowLine): void {
    const silentMs = isSeen(line) ? clock.nowMs() - line.heardAtMs : 0;
    const isAnswering = silentMs < CUT_AFTER_MS;
    if (isAnswering !== line.isAnswering) {
      line.isAnswering = isAnswering;
      answeringChanged(line);
    }
    if (silentMs < END_AFTER_MS) endedAtMs.delete(line);
    else if (clock.nowMs() - (endedAtMs.get(line) ?? Number.NEGATIVE_INFINITY) >= OPENING_LIMIT_MS) end(line);
  }

  /** Unless another window of the same kind and display answers: the shell knows but one of them. */
  function end(line: WindowLine): void {
    endedAtMs.set(line, clock.nowMs());
    if (line.about === null) return;
    const { kind, display } = line.about;
    const isAlike = ({ about }: WindowLine) =>
      about?.kind === kind && (kind === "console" || about.display === display);
    if (lines().some((other) => isAlike(other) && other.isAnswering)) return;
    silent(kind === "console" ? null : display);
  }

  /** A window that is to be there and has not said hello. */
  function lookForMissing(): void {
    const present = new Set(lines().flatMap(({ about }) => (about?.kind === "display" ? [about.display] : [])));
    const missing = shown().filter((display) => !present.has(display));
    for (const display of missingSinceMs.keys()) if (!missing.includes(display)) missingSinceMs.delete(display);
    for (const display of missing) {
      const sinceMs = missingSinceMs.get(display) ?? clock.nowMs();
      missingSinceMs.set(display, sinceMs);
      if (clock.nowMs() - sinceMs < OPENING_LIMIT_MS) continue;
      missingSinceMs.delete(display);
      silent(display);
    }
  }

  return startBeat(clock, LOOK_EVERY_MS, (sinceLastMs) => {
    if (sinceLastMs > SLEPT_MS) {
      missingSinceMs.clear();
      for (const line of lines()) line.heardAtMs = clock.nowMs();
    }
    for (const line of lines()) judge(line);
    lookForMissing();
  });
}
