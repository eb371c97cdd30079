import type { CameraFeed } from "./cameraFeed.ts";

/**
 * The sliding window of a live HLS playlist (RFC 8216, version 8). A segment is one group of pictures, named by the
 * group's number, so a segment means the same in every playlist and after a restart of the hub.
 */

export const WINDOW_SEGMENTS = 8;
/** Segments just gone from the window that may still be fetched: a player reads a playlist before it reads these. */
const LATE_SEGMENTS = 2;
/** How far back the newest whole group is looked for; covers the longest silence of a misbehaving camera. */
const LOOK_BACK_GROUPS = 120;

export interface HlsSegment {
  readonly sequence: number;
  readonly capturedAtMs: number;
  readonly durationMs: number;
  /** Not all of its frames arrived, or some are too early to be served: listed as a gap. */
  readonly isGap: boolean;
}

/** Hub times: now, and the capture from which on segments may be served. */
export interface HlsTimes {
  readonly nowMs: number;
  readonly fromMs: number;
}

/** The newest segments, oldest first, ending with a whole one; empty when nothing was delivered lately. */
export function listWindow(feed: CameraFeed, times: HlsTimes, count = WINDOW_SEGMENTS): HlsSegment[] {
  const { nowMs } = times;
  const current = feed.groupOf(feed.frameAt(nowMs));
  for (let last = current; last > current - LOOK_BACK_GROUPS; last--) {
    if (!feed.isWhole(last, nowMs)) continue;
    return Array.from({ length: count }, (_, index) => describeSegment(feed, last - count + 1 + index, times));
  }
  return [];
}

/** A segment that may be fetched now, or null. */
export function findSegment(feed: CameraFeed, sequence: number, times: HlsTimes): HlsSegment | null {
  const window = listWindow(feed, times, WINDOW_SEGMENTS + LATE_SEGMENTS);
  const segment = window.find((candidate) => candidate.sequence === sequence);
  return segment === undefined || segment.isGap ? null : segment;
}

function describeSegment(feed: CameraFeed, sequence: number, { nowMs, fromMs }: HlsTimes): HlsSegment {
  const capturedAtMs = feed.capturedAtMs(feed.firstOf(sequence));
  const durationMs = feed.capturedAtMs(feed.firstOf(sequence + 1)) - capturedAtMs;
  return { sequence, capturedAtMs, durationMs, isGap: capturedAtMs < fromMs || !feed.isWhole(sequence, nowMs) };
}

/** Addresses are relative to the playlist's own. */
export function writePlaylist(segments: readonly HlsSegment[], longestGroupMs: number): string {
  const lines = [
    "#EXTM3U",
    "#EXT-X-VERSION:8",
    `#EXT-X-TARGETDURATION:${Math.ceil(longestGroupMs / 1_000)}`,
    `#EXT-X-MEDIA-SEQUENCE:${segments[0]?.sequence ?? 0}`,
    "#EXT-X-INDEPENDENT-SEGMENTS",
    '#EXT-X-MAP:URI="init.mp4"',
  ];
  for (const { sequence, capturedAtMs, durationMs, isGap } of segments) {
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(capturedAtMs).toISOString()}`);
    if (isGap) lines.push("#EXT-X-GAP");
    lines.push(`#EXTINF:${(durationMs / 1_000).toFixed(3)},`, `${sequence}.m4s`);
  }
  return `${lines.join("\n")}\n`;
}
