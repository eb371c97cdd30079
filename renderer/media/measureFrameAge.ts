/** Frames are looked at four times a second: within this time after a look, newer ones may be on the glass unseen. */
const LOOK_PERIOD_MS = 300;

/** Heartbeats place hub time within less than this. */
const FUTURE_MS = 1_000;

export interface FrameTimes {
  /** Hub time now. */
  readonly hubNowMs: number | null;
  /** Hub time of capture of the frame last looked at. */
  readonly capturedAtMs: number | null;
  /** How long ago that frame was presented. */
  readonly sinceFrameMs: number;
}

/**
 * Age of the picture on the glass, milliseconds: hub time minus time of capture. While the picture flows, the age its
 * last seen frame had when it was presented; once none comes any more, its age now. Null where a time is unknown: an
 * age is never guessed. A little below zero is an error of the offset and reads as zero; a frame from further in the
 * future has a clock that is wrong, so its age is unknown.
 */
export function measureFrameAge({ hubNowMs, capturedAtMs, sinceFrameMs }: FrameTimes): number | null {
  if (hubNowMs === null || capturedAtMs === null) return null;
  const unseenMs = sinceFrameMs < LOOK_PERIOD_MS ? sinceFrameMs : 0;
  const ageMs = hubNowMs - unseenMs - capturedAtMs;
  return ageMs < -FUTURE_MS ? null : Math.max(0, ageMs);
}
