import type { MediaClock } from "../../media/mediaClock.ts";
import type { SoundName } from "../../ui/settingsWords.ts";
import { lengthOf, SOUND_NAMES, SOUNDS } from "./soundTable.ts";

/** Quiet between two sounds of any kind, so that they can be told apart and never add up. Our choice. */
const GAP_MS = 1_000;
/** What could not be said by then is old news. */
const STALE_MS = 3_000;

interface Wish {
  readonly name: SoundName;
  readonly atMs: number;
}

export interface SoundGate {
  want(name: SoundName): void;
  close(): void;
}

/** Lets one sound through at a time, the more important first, each kind seldom; the rest are dropped, not queued. */
export function createSoundGate(clock: MediaClock, play: (name: SoundName) => void): SoundGate {
  const lastAtMs = new Map<SoundName, number>();
  let openAtMs = Number.NEGATIVE_INFINITY;
  let waiting: Wish | null = null;
  let cancel = () => {};

  function isResting(name: SoundName): boolean {
    return clock.nowMs() - (lastAtMs.get(name) ?? Number.NEGATIVE_INFINITY) < SOUNDS[name].restMs;
  }

  function sound(name: SoundName): void {
    lastAtMs.set(name, clock.nowMs());
    openAtMs = clock.nowMs() + lengthOf(name) + GAP_MS;
    play(name);
  }

  function soundWaiting(): void {
    const wish = waiting;
    waiting = null;
    if (wish !== null && clock.nowMs() - wish.atMs <= STALE_MS) sound(wish.name);
  }

  return {
    want(name) {
      if (isResting(name)) return;
      if (clock.nowMs() >= openAtMs) {
        sound(name);
        return;
      }
      if (waiting !== null && SOUND_NAMES.indexOf(waiting.name) <= SOUND_NAMES.indexOf(name)) return;
      waiting = { name, atMs: clock.nowMs() };
      cancel();
      cancel = clock.after(openAtMs - clock.nowMs(), soundWaiting);
    },
    close: () => cancel(),
  };
}
