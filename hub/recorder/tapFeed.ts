import type { CameraFeed } from "../media/cameraFeed.ts";
import type { RecordedFrame } from "./fragment.ts";
import type { PictureShape } from "./recordingHeader.ts";

/** A key frame and the frames that depend on it, as far as they reached the hub. */
export interface Stretch {
  readonly atMs: number;
  readonly durationMs: number;
  readonly frames: readonly RecordedFrame[];
  readonly shape: PictureShape;
}

/** Where in a feed the recorder is. */
export interface Tap {
  /**
   * What has come since the last call, oldest first. A camera that stopped sending in mid-group gives what it had
   * sent; one that is only late is waited for.
   */
  take(feed: CameraFeed, nowMs: number): Stretch[];
  /** Begins anew at the next call, with what is captured then; what was taken is not taken again. */
  restart(): void;
  /** Stretches that had come and were passed over because nobody asked in time. */
  missed(): number;
}

/** A group whose last frame is this late will not come: longer than the longest stutter a live viewer is spared. */
const PATIENCE_MS = 5_000;
/** How far back a feed is read: what a live source can be expected to have in hand. */
const ARREARS_MS = 20_000;

/** `fromMs`: nothing captured earlier is taken. */
export function createTap(fromMs: number): Tap {
  let current: CameraFeed | undefined;
  let next = 0;
  let notBeforeMs = fromMs;
  let missed = 0;

  function begin(feed: CameraFeed, nowMs: number): void {
    if (current === feed) return;
    current = feed;
    next = feed.groupOf(feed.frameAt(nowMs));
    while (feed.capturedAtMs(feed.firstOf(next)) < notBeforeMs) next += 1;
  }
  function skipArrears(feed: CameraFeed, nowMs: number): void {
    if (nowMs - feed.capturedAtMs(feed.firstOf(next)) <= ARREARS_MS) return;
    const now = feed.groupOf(feed.frameAt(nowMs));
    missed += now - next;
    next = now;
  }
  return {
    take: (feed, nowMs) => {
      begin(feed, nowMs);
      skipArrears(feed, nowMs);
      const stretches: Stretch[] = [];
      for (; ; next += 1) {
        const endedAtMs = feed.capturedAtMs(feed.firstOf(next + 1));
        if (endedAtMs > nowMs) return stretches;
        const isWhole = feed.isWhole(next, nowMs);
        if (!isWhole && nowMs - endedAtMs < PATIENCE_MS) return stretches;
        notBeforeMs = endedAtMs;
        const stretch = readStretch(feed, next, nowMs);
        if (stretch !== undefined) stretches.push(stretch);
      }
    },
    restart: () => {
      current = undefined;
    },
    missed: () => missed,
  };
}

/** The frames of a group up to the first that did not come; undefined when not even the key frame did. */
function readStretch(feed: CameraFeed, group: number, nowMs: number): Stretch | undefined {
  const first = feed.firstOf(group);
  const end = feed.firstOf(group + 1);
  const timeOf = (frame: number) => Math.floor(feed.capturedAtMs(frame));
  const frames: RecordedFrame[] = [];
  let frame = first;
  for (; frame < end; frame++) {
    const deliveredAtMs = feed.deliveredAtMs(frame);
    if (deliveredAtMs === null || deliveredAtMs > nowMs) break;
    frames.push({ durationMs: timeOf(frame + 1) - timeOf(frame), data: feed.sampleOf(frame).data });
  }
  if (frames.length === 0) return undefined;
  const atMs = timeOf(first);
  return { atMs, durationMs: timeOf(frame) - atMs, frames, shape: feed.clip };
}
