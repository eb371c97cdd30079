import { type Speed, showsEveryFrame } from "../../playback/playbackClock.ts";

/**
 * One video element plays all speeds on three stretches of its media time: `whole` with every frame, `ahead` with key
 * frames alone, and `back` with key frames in turned order, so that playing on is going back. Nothing in one is in the
 * way of another.
 */
export const LANES = ["whole", "ahead", "back"] as const;
export type Lane = (typeof LANES)[number];

/** Length of one stretch, seconds: longer than anything recorded is kept, short enough that no fraction is lost. */
const LANE_S = 20_000_000;
export const MEDIA_END_S = LANE_S * LANES.length;

/** Fastest that browsers play, and slowest. */
const MAX_RATE = 16;
const MIN_RATE = 0.0625;

/**
 * A paused picture is one of all frames, whatever the speed it is going to play at. `isStrained`: this machine does not
 * decode every frame at this speed.
 */
export function chooseLane(speed: Speed, isPlaying: boolean, isStrained = false): Lane {
  if (!isPlaying || (showsEveryFrame(speed) && !isStrained)) return "whole";
  return speed > 0 ? "ahead" : "back";
}

/** Rate at which the element plays, corrected by a share of it (0.05: five hundredths faster). */
export function rateOf(speed: Speed, correction: number): number {
  return Math.max(MIN_RATE, Math.min(MAX_RATE, Math.abs(speed) * (1 + correction)));
}

/** Media time of moments of the past, counted from `originMs` (hub time), which must be before all of them. */
export class LaneMap {
  readonly #originMs: number;

  constructor(originMs: number) {
    this.#originMs = originMs;
  }

  toMediaS(lane: Lane, atMs: number): number {
    const passedS = (atMs - this.#originMs) / 1_000;
    if (lane === "whole") return passedS;
    return lane === "ahead" ? LANE_S + passedS : MEDIA_END_S - passedS;
  }

  /** Hub time of a media time, and the stretch it is on. */
  fromMediaS(mediaS: number): { readonly lane: Lane; readonly atMs: number } {
    if (mediaS < LANE_S) return { lane: "whole", atMs: this.#originMs + mediaS * 1_000 };
    if (mediaS < 2 * LANE_S) return { lane: "ahead", atMs: this.#originMs + (mediaS - LANE_S) * 1_000 };
    return { lane: "back", atMs: this.#originMs + (MEDIA_END_S - mediaS) * 1_000 };
  }

  /** What has to be added to a segment's own times, seconds, for it to lie where it belongs. */
  offsetS(lane: Lane, segment: { readonly atMs: number; readonly durationMs: number }, baseMs: number): number {
    const startMs = lane === "back" ? segment.atMs + segment.durationMs : segment.atMs;
    return this.toMediaS(lane, startMs) - (segment.atMs - baseMs) / 1_000;
  }

  /** From where to where a span lies, seconds. */
  spanS(lane: Lane, fromMs: number, toMs: number): { readonly fromS: number; readonly toS: number } {
    const [a, b] = [this.toMediaS(lane, fromMs), this.toMediaS(lane, toMs)];
    return a < b ? { fromS: a, toS: b } : { fromS: b, toS: a };
  }
}
