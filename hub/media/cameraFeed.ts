import type { StreamBehaviour } from "../site/siteFiles.ts";
import { planDelivery } from "./deliveryPlan.ts";
import type { LoopFeed } from "./loopFeed.ts";

/**
 * What the hub has of one camera's rendition: the frames of its loop, as far as they were delivered.
 * A frame whose group lost an earlier frame counts as never delivered, because nothing could decode it.
 */
export interface CameraFeed extends LoopFeed {
  /** Hub time of delivery, or null when the frame never arrives. */
  deliveredAtMs(frame: number): number | null;
  /** The newest frame delivered by now, or null when there is none within {@link LOOK_BACK_FRAMES}. */
  newestFrame(nowMs: number): number | null;
  /** Whether every frame of a group has been delivered by now. */
  isWhole(group: number, nowMs: number): boolean;
}

/** How far back the newest frame is looked for: a freeze of 10 s at 60 frames a second. */
const LOOK_BACK_FRAMES = 600;

export function createCameraFeed(feed: LoopFeed, behaviourNow: () => StreamBehaviour): CameraFeed {
  function deliveredAtMs(frame: number): number | null {
    const behaviour = behaviourNow();
    const key = feed.firstOf(feed.groupOf(frame));
    if (planDelivery(behaviour, feed.capturedAtMs(key)) === null) return null;
    return planDelivery(behaviour, feed.capturedAtMs(frame));
  }
  function isDelivered(frame: number, nowMs: number): boolean {
    const atMs = deliveredAtMs(frame);
    return atMs !== null && atMs <= nowMs;
  }
  function newestFrame(nowMs: number): number | null {
    const captured = feed.frameAt(nowMs);
    for (let frame = captured; frame > captured - LOOK_BACK_FRAMES; frame--) {
      if (isDelivered(frame, nowMs)) return frame;
    }
    return null;
  }
  function isWhole(group: number, nowMs: number): boolean {
    return isDelivered(feed.firstOf(group + 1) - 1, nowMs) && isDelivered(feed.firstOf(group), nowMs);
  }
  return { ...feed, deliveredAtMs, newestFrame, isWhole };
}
