/** Which moment of their loops live cameras show. Hub time, unless a training scenario holds them or takes them back. */
export interface PictureTime {
  /** Time of the pictures at a moment of hub time. */
  at(hubMs: number): number;
  /** Hub time at which a picture is captured; infinity while the pictures stand still before it. */
  when(pictureMs: number): number;
}

/** From `hubFromMs` on the pictures go on from `pictureFromMs`, at their own pace, or stand still there. */
export interface PictureAnchor {
  readonly hubFromMs: number;
  readonly pictureFromMs: number;
  readonly isMoving: boolean;
}

export interface PictureClock extends PictureTime {
  anchor(): PictureAnchor;
  set(anchor: PictureAnchor): void;
}

/** The pictures of hub time itself. */
export const HUB_PICTURES: PictureAnchor = { hubFromMs: 0, pictureFromMs: 0, isMoving: true };

/**
 * What was captured before the anchor counts as captured just before it, at its own pace: so capture times of a stream
 * that goes on after a halt leave out the halt's end, never go back, and are never of the future.
 */
export function createPictureClock(): PictureClock {
  let now = HUB_PICTURES;
  return {
    at: (hubMs) => now.pictureFromMs + (now.isMoving ? hubMs - now.hubFromMs : 0),
    when: (pictureMs) =>
      now.isMoving || pictureMs <= now.pictureFromMs ? now.hubFromMs + (pictureMs - now.pictureFromMs) : Infinity,
    anchor: () => now,
    set: (anchor) => {
      now = anchor;
    },
  };
}
