/** Further off than this a picture jumps; nearer it plays a little faster or slower (design, video §7). */
const SEEK_BEYOND_MS = 500;
const MOST_CORRECTION = 0.05;
/** An error of so much, a frame, is corrected as fast as may be; smaller ones more gently, so that it does not swing. */
const FULL_CORRECTION_MS = 60;
/** A picture that rests where it should move is set on its way by a jump once it is so far off. */
const STUCK_BEYOND_MS = 150;

export interface FollowFacts {
  /** Moment of the clock less moment of the picture, in the direction of play, milliseconds of the past. */
  readonly behindMs: number;
  /** So many milliseconds of the past in one of now: the size of the speed. */
  readonly pace: number;
  /** Time of one frame, milliseconds of the past. */
  readonly frameMs: number;
  /** The picture has not moved since it was last asked. */
  readonly isStuck: boolean;
}

/** How a playing picture gets to the moment of the clock. `correction`: share by which its rate is changed. */
export type FollowPlan = { readonly kind: "seek" } | { readonly kind: "rate"; readonly correction: number };

/**
 * Errors are judged in time of now, so that 4× is not corrected four times as often: half a frame is left alone, up to
 * 0.5 s is made up by rate, and beyond that the picture jumps.
 */
export function planFollow({ behindMs, pace, frameMs, isStuck }: FollowFacts): FollowPlan {
  const errorMs = behindMs / pace;
  const sizeMs = Math.abs(errorMs);
  if (sizeMs > Math.max(SEEK_BEYOND_MS, frameMs / pace) || (isStuck && errorMs > STUCK_BEYOND_MS))
    return { kind: "seek" };
  if (sizeMs <= frameMs / pace / 4) return { kind: "rate", correction: 0 };
  const share = Math.max(-1, Math.min(1, errorMs / FULL_CORRECTION_MS));
  return { kind: "rate", correction: share * MOST_CORRECTION };
}
