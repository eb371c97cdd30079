import type { LoopFeed } from "./loopFeed.ts";
import { type MuxedGroup, muxGroup } from "./muxGroup.ts";

/** Most segments kept, over all cameras. Our choice: 16 cameras times a window and a half, about 50 MB of `main`. */
export const MAX_SEGMENTS = 192;

/** Muxed segments, shared by all who watch a camera; the least lately used goes first. */
export interface SegmentShelf {
  take(feed: LoopFeed, group: number): Promise<MuxedGroup>;
}

export function createSegmentShelf(mux: typeof muxGroup = muxGroup, maxSegments = MAX_SEGMENTS): SegmentShelf {
  const kept = new Map<string, Promise<MuxedGroup>>();
  const feedIds = new WeakMap<LoopFeed, number>();
  let feedCount = 0;

  function nameOf(feed: LoopFeed, group: number): string {
    let feedId = feedIds.get(feed);
    if (feedId === undefined) {
      feedId = feedCount++;
      feedIds.set(feed, feedId);
    }
    return `${feedId}:${group}`;
  }
  function take(feed: LoopFeed, group: number): Promise<MuxedGroup> {
    const name = nameOf(feed, group);
    const muxed = kept.get(name) ?? mux(feed, group);
    kept.delete(name);
    kept.set(name, muxed);
    for (const oldest of kept.keys()) {
      if (kept.size <= maxSegments) break;
      kept.delete(oldest);
    }
    return muxed;
  }
  return { take };
}
