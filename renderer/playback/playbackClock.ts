import type { MediaClock } from "../media/mediaClock.ts";

/** Times 1 is the pace of life; below 0 backwards. */
export const SPEEDS = [-16, -8, -4, -2, -1, 0.25, 0.5, 1, 2, 4, 8, 16] as const;
export type Speed = (typeof SPEEDS)[number];

/** Forwards and no faster than this every frame is shown; else key frames alone. */
const FASTEST_WHOLE = 4;

/** A step where no follower knows its frames, milliseconds. */
const PLAIN_FRAME_MS = 1_000 / 15;

/** Why the clock no longer runs as it did. `step`: so many frames on, each follower by its own. */
export type ClockChange =
  | { readonly kind: "seek" | "pace" | "hold" }
  | { readonly kind: "step"; readonly frames: 1 | -1 };

/** Span a clock stays in, hub time. */
export interface ClockBounds {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One that shows pictures by the clock. */
export interface ClockFollower {
  /** Whether single frames are counted by this one: the selected tile. */
  isLeading(): boolean;
  /** Time of the frame so many after the one shown at `atMs`, hub time; null where it is not known. */
  frameBeside(atMs: number, frames: 1 | -1): number | null;
}

/** The moment of the past that is looked at: one for all tiles that play together. Times are hub time, UTC milliseconds. */
export interface PlaybackClock {
  /** The moment now, fractions included. */
  atMs(): number;
  readonly speed: Speed;
  /** Whether it is meant to run; it rests all the same while {@link isHeld}. */
  readonly isPlaying: boolean;
  /** Whether it waits for a follower that is not ready. */
  readonly isHeld: boolean;
  play(): void;
  pause(): void;
  /** Changes the pace; whether it plays stays as it is. */
  setSpeed(speed: Speed): void;
  /** Goes to a moment, or to the bound nearest to it. */
  seek(atMs: number): void;
  /** Pauses, and goes one frame on or back. */
  step(frames: 1 | -1): void;
  /** The clock rests while anybody holds it. Holding twice is holding once. */
  hold(holder: object): void;
  release(holder: object): void;
  /** Single frames are asked of those who follow. The returned function ends it, and a hold as well. */
  follow(follower: ClockFollower): () => void;
  /** Pauses where a bound is reached. To be called several times a second; otherwise the clock merely rests there. */
  settle(): void;
  /** Heard after each change, not while it merely runs. */
  subscribe(listener: (change: ClockChange) => void): () => void;
}

interface PlaybackClockOptions {
  readonly clock: Pick<MediaClock, "nowMs">;
  readonly atMs: number;
  /** Read anew each time: the end may roll on with the present. */
  readonly bounds: () => ClockBounds;
  readonly isPlaying?: boolean;
}

/** Starts at `atMs` with speed 1, paused unless said otherwise. */
export function createPlaybackClock(options: PlaybackClockOptions): PlaybackClock {
  return new SteadyClock(options);
}

/** The next slower or faster speed; the slowest and the fastest have none beyond them. */
export function stepSpeed(speed: Speed, by: 1 | -1): Speed {
  return SPEEDS[SPEEDS.indexOf(speed) + by] ?? speed;
}

/** Whether every frame is shown at a speed, or key frames alone. */
export function showsEveryFrame(speed: Speed): boolean {
  return speed > 0 && speed <= FASTEST_WHOLE;
}

class SteadyClock implements PlaybackClock {
  readonly #clock: Pick<MediaClock, "nowMs">;
  readonly #bounds: () => ClockBounds;
  readonly #holders = new Set<object>();
  readonly #followers = new Set<ClockFollower>();
  readonly #listeners = new Set<(change: ClockChange) => void>();
  /** Where it was when it last changed, and when that was by the window's clock. */
  #fromMs: number;
  #sinceMs: number;
  #speed: Speed = 1;
  #isPlaying: boolean;

  constructor({ clock, atMs, bounds, isPlaying }: PlaybackClockOptions) {
    this.#clock = clock;
    this.#bounds = bounds;
    this.#fromMs = atMs;
    this.#sinceMs = clock.nowMs();
    this.#isPlaying = isPlaying ?? false;
    this.#fromMs = this.#clamp(atMs);
  }

  get speed(): Speed {
    return this.#speed;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  get isHeld(): boolean {
    return this.#holders.size > 0;
  }

  atMs(): number {
    const passedMs = this.#isPlaying && !this.isHeld ? this.#clock.nowMs() - this.#sinceMs : 0;
    return this.#clamp(this.#fromMs + passedMs * this.#speed);
  }

  play(): void {
    if (!this.#isPlaying) this.#change({ kind: "pace" }, () => this.#setPlaying(true));
  }

  pause(): void {
    if (this.#isPlaying) this.#change({ kind: "pace" }, () => this.#setPlaying(false));
  }

  setSpeed(speed: Speed): void {
    if (speed === this.#speed) return;
    this.#change({ kind: "pace" }, () => {
      this.#speed = speed;
    });
  }

  seek(atMs: number): void {
    this.#change({ kind: "seek" }, () => {
      this.#fromMs = this.#clamp(atMs);
    });
  }

  step(frames: 1 | -1): void {
    this.pause();
    const atMs = this.atMs();
    const followers = [...this.#followers].sort((a, b) => Number(b.isLeading()) - Number(a.isLeading()));
    const known = followers.map((follower) => follower.frameBeside(atMs, frames)).find((at) => at !== null);
    this.#change({ kind: "step", frames }, () => {
      this.#fromMs = this.#clamp(known ?? atMs + frames * PLAIN_FRAME_MS);
    });
  }

  hold(holder: object): void {
    if (this.#holders.has(holder)) return;
    if (this.isHeld) this.#holders.add(holder);
    else this.#change({ kind: "hold" }, () => this.#holders.add(holder));
  }

  release(holder: object): void {
    if (!this.#holders.has(holder)) return;
    if (this.#holders.size > 1) this.#holders.delete(holder);
    else this.#change({ kind: "hold" }, () => this.#holders.delete(holder));
  }

  follow(follower: ClockFollower): () => void {
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
      this.release(follower);
    };
  }

  settle(): void {
    if (!this.#isPlaying) return;
    const { fromMs, toMs } = this.#bounds();
    const atMs = this.atMs();
    if (this.#speed > 0 ? atMs >= toMs : atMs <= fromMs) this.pause();
  }

  subscribe(listener: (change: ClockChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #setPlaying(isPlaying: boolean): void {
    this.#isPlaying = isPlaying;
  }

  #clamp(atMs: number): number {
    const { fromMs, toMs } = this.#bounds();
    return Math.max(fromMs, Math.min(toMs, atMs));
  }

  /** What has passed so far is kept before anything is different. */
  #change(change: ClockChange, apply: () => void): void {
    this.#fromMs = this.atMs();
    this.#sinceMs = this.#clock.nowMs();
    apply();
    for (const listener of [...this.#listeners]) listener(change);
  }
}
