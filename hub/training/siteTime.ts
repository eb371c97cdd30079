import type { TrainingSpeed } from "../../contract/training.ts";
import type { PictureAnchor } from "../media/pictureClock.ts";

/** Where a run stands: at `positionMs` at a moment of hub time, and how it goes on from there. */
export interface SiteTime {
  readonly hubFromMs: number;
  /** From the scenario's start, whole milliseconds. */
  readonly positionMs: number;
  readonly speed: TrainingSpeed;
  readonly isPlaying: boolean;
}

/** Position at a moment of hub time, never beyond the scenario's end. */
export function findPosition(time: SiteTime, durationMs: number, hubMs: number): number {
  const goneMs = time.isPlaying ? Math.max(0, hubMs - time.hubFromMs) * time.speed : 0;
  return Math.min(durationMs, Math.round(time.positionMs + goneMs));
}

/**
 * What live cameras show. They follow the site's time at its own pace and while it stands still. Faster, a street has no
 * sense and costs so many times the decoding: its pictures then go on at their own pace while what happens comes
 * sooner, and they are where the site is as soon as it is played at its own pace again, paused or moved.
 */
export function choosePictures(time: SiteTime, startedAtMs: number): PictureAnchor {
  return { hubFromMs: time.hubFromMs, pictureFromMs: startedAtMs + time.positionMs, isMoving: time.isPlaying };
}
