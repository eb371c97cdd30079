/** Frames are looked at four times a second: within this time after a look, newer ones may be on the glass unseen. */
const LOOK_PERIOD_MS = 300;

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
 * age is never guessed. Below zero can only be an error of the offset, and reads as zero.
 */
export function measureFrameAge({ hubNowMs, capturedAtMs, sinceFrameMs }: FrameTimes): number | null {
  if (hubNowMs === null || capturedAtMs === null) return null;
  const unseenMs = sinceFrameMs < LOOK_PERIOD_MS ? sinceFrameMs : 0;
  return Math.max(0, hubNowMs - unseenMs - capturedAtMs);
}
