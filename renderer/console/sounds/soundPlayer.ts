import type { MediaClock } from "../../media/mediaClock.ts";
import type { SoundName } from "../../ui/settingsWords.ts";
import { lengthOf, type Note, SOUNDS } from "./soundTable.ts";

/** Held while a sound plays, by one window of the station: two never sound at once. */
const LOCK = "glasshouse.sound";
/** Full volume is loud enough through the gain of one sine; a wall of noise is nobody's wish. */
const LOUDEST = 0.5;
const SWELL_S = 0.012;
const START_LIMIT_MS = 500;
const MS_PER_S = 1_000;

/** Plays a sound at 0 to 100 per cent, unless another window of this station is playing one. */
export async function playSound(clock: MediaClock, name: SoundName, percent: number): Promise<void> {
  if (percent === 0) return;
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await synthesise(clock, name, (percent / 100) * LOUDEST);
  });
}

async function synthesise(clock: MediaClock, name: SoundName, loudness: number): Promise<void> {
  const context = new AudioContext();
  try {
    if (!(await startsSoon(clock, context))) return;
    for (const note of SOUNDS[name].notes) addNote(context, note, loudness);
    await lastUntil(context, context.currentTime + lengthOf(name) / MS_PER_S);
  } finally {
    await context.close();
  }
}

/** Before the first key or click a browser may keep it waiting: then it stays silent, as it should. */
async function startsSoon(clock: MediaClock, context: AudioContext): Promise<boolean> {
  const patience = Promise.withResolvers<void>();
  const cancel = clock.after(START_LIMIT_MS, patience.resolve);
  await Promise.race([context.resume(), patience.promise]);
  cancel();
  return context.state === "running";
}

function addNote(context: AudioContext, { hz, fromMs, forMs }: Note, loudness: number): void {
  const fromS = context.currentTime + fromMs / MS_PER_S;
  const toS = fromS + forMs / MS_PER_S;
  const tone = new OscillatorNode(context, { frequency: hz });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, fromS);
  gain.gain.linearRampToValueAtTime(loudness, fromS + SWELL_S);
  gain.gain.exponentialRampToValueAtTime(0.001, toS);
  tone.connect(gain).connect(context.destination);
  tone.start(fromS);
  tone.stop(toS);
}

/** A silent source that ends then tells when: no timer, and right however late the device starts. */
function lastUntil(context: AudioContext, atS: number): Promise<void> {
  return new Promise((resolve) => {
    const end = new ConstantSourceNode(context, { offset: 0 });
    end.onended = () => resolve();
    end.connect(context.destination);
    end.start();
    end.stop(atS);
  });
}
