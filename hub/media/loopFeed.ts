import type { Clip } from "../site/readClip.ts";
import { createPictureClock, type PictureTime } from "./pictureClock.ts";

/**
 * An endless stream made of one looped clip. Everything is a function of hub time and the camera's offset, so all
 * viewers see the same frame at the same time and a hub that starts again goes on where it would have been. While a
 * scenario holds the site's time, it is a function of that: {@link PictureTime}.
 *
 * Frames and groups (a key frame and what depends on it) are numbered through all loops, from hub time zero.
 */
export interface LoopFeed {
  readonly clip: Clip;
  /** Longest group, milliseconds. */
  readonly longestGroupMs: number;
  /** The last frame captured at or before a moment of hub time. */
  frameAt(hubMs: number): number;
  capturedAtMs(frame: number): number;
  sampleOf(frame: number): Clip["samples"][number];
  groupOf(frame: number): number;
  /** First frame of a group: its key frame. The group ends where the next begins. */
  firstOf(group: number): number;
}

/** `offsetMs`: how far into the loop the camera is at hub time zero. The clip must begin with a key frame. */
export function createLoopFeed(clip: Clip, offsetMs: number, time: PictureTime = createPictureClock()): LoopFeed {
  const { samples, loopMs } = clip;
  const keys = samples.flatMap((sample, index) => (sample.isKey ? [index] : []));
  const atMsList = samples.map((sample) => sample.atMs);
  if (keys[0] !== 0 || atMsList[0] !== 0) throw new RangeError("a clip must begin with a key frame at 0 ms");

  function sampleOf(frame: number): Clip["samples"][number] {
    const sample = samples[modulo(frame, samples.length)];
    if (sample === undefined) throw new RangeError(`no frame ${frame}`);
    return sample;
  }
  function pictureMs(frame: number): number {
    return Math.floor(frame / samples.length) * loopMs + sampleOf(frame).atMs - offsetMs;
  }
  function frameAt(hubMs: number): number {
    const loopTimeMs = Math.floor(time.at(hubMs)) + offsetMs;
    return Math.floor(loopTimeMs / loopMs) * samples.length + lastAtOrBelow(atMsList, modulo(loopTimeMs, loopMs));
  }
  function groupOf(frame: number): number {
    return Math.floor(frame / samples.length) * keys.length + lastAtOrBelow(keys, modulo(frame, samples.length));
  }
  function firstOf(group: number): number {
    return Math.floor(group / keys.length) * samples.length + (keys[modulo(group, keys.length)] ?? 0);
  }
  const groupsMs = keys.map((_, group) => pictureMs(firstOf(group + 1)) - pictureMs(firstOf(group)));
  const capturedAtMs = (frame: number) => time.when(pictureMs(frame));
  return { clip, longestGroupMs: Math.max(...groupsMs), frameAt, capturedAtMs, sampleOf, groupOf, firstOf };
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** Index of the last entry of an ascending list that is at most `value`; 0 when there is none. */
function lastAtOrBelow(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((list[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
