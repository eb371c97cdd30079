import type { SoundName } from "../../ui/settingsWords.ts";

/** One tone: a sine that swells and fades, so that nothing clicks. */
export interface Note {
  readonly hz: number;
  readonly fromMs: number;
  readonly forMs: number;
}

interface Sound {
  readonly notes: readonly Note[];
  /** No sooner than this after the last one of its kind. */
  readonly restMs: number;
}

const NOTE_MS = 140;

function tones(hz: readonly number[]): Note[] {
  return hz.map((each, index) => ({ hz: each, fromMs: index * NOTE_MS, forMs: NOTE_MS }));
}

/**
 * Every sound, the more important first. Falling means loss, rising means back, one note is for looking up. Between
 * 400 and 1 200 Hz, where ears are good and small loudspeakers work. Synthesised, because five short tones are a table
 * of numbers: no files to load, nothing to allow in the page's policy. Our choice.
 */
export const SOUNDS: Readonly<Record<SoundName, Sound>> = {
  withdrawn: { notes: tones([784, 523]), restMs: 3_000 },
  hubSilent: { notes: tones([659, 523, 440]), restMs: 5_000 },
  pushed: { notes: tones([587, 880]), restMs: 3_000 },
  request: { notes: tones([880, 880]), restMs: 5_000 },
  hubBack: { notes: tones([440, 659]), restMs: 5_000 },
  frozen: { notes: tones([494]), restMs: 10_000 },
};

export const SOUND_NAMES = Object.keys(SOUNDS) as [SoundName, ...SoundName[]];

/** How long a sound lasts, milliseconds. */
export function lengthOf(name: SoundName): number {
  return Math.max(...SOUNDS[name].notes.map(({ fromMs, forMs }) => fromMs + forMs));
}
