import type { HubClock } from "../ports.ts";
import type { CameraFeed } from "./cameraFeed.ts";
import { MAX_TIMESTAMP_MS, writeClockTag, writeFlvOpening, writeFrameTag } from "./flvWriter.ts";
import type { Ticker } from "./ticker.ts";

/** One open response. It is told about frames and asked to look after itself; it never pulls. */
export interface LiveViewer {
  readonly keysOnly: boolean;
  send(bytes: Buffer, isKey: boolean): void;
  /** Called at each tick, also while the camera sends nothing. */
  check(nowMs: number): void;
  /** The stream is over for this viewer. */
  end(): void;
}

/** One camera's rendition as FLV tags. Each tag is written once and shared by all its viewers. */
export interface LiveStream {
  /**
   * Sends the opening and the group of pictures so far, then every frame as it comes, until it is left. A group begun
   * before `fromMs` (hub time) is waited out.
   */
  join(viewer: LiveViewer, fromMs?: number): () => void;
  /** Ends all viewers. */
  endAll(): void;
}

/** A process that slept longer than this goes on with the current group instead of sending all it missed. */
const LONGEST_ARREARS_MS = 3_000;
/** While pictures stand still on purpose, so many bytes go out that nobody on the way takes the line for dead. */
const STILL_SIGN_MS = 5_000;

export function createLiveStream(feed: CameraFeed, clock: HubClock, ticker: Ticker, cameraId: string): LiveStream {
  const viewers = new Set<LiveViewer>();
  /** Those that have not been sent anything yet, and from when on they may be. */
  const waiting = new Map<LiveViewer, number>();
  let stopTicking: (() => void) | null = null;
  // Meaningful while anyone watches: capture time of timestamp 0, the newest frame sent, the next one to look at.
  let baseMs = 0;
  let newest = 0;
  let next = 0;
  let signedAtMs = 0;

  function writeClock(capturedAtMs: number): Buffer {
    return writeClockTag({ ptsMs: capturedAtMs - baseMs, capturedAtMs, trusted: true, cameraId });
  }
  function writeFrame(frame: number): Buffer {
    const sample = feed.sampleOf(frame);
    const capturedAtMs = feed.capturedAtMs(frame);
    const tag = writeFrameTag(capturedAtMs - baseMs, sample.isKey, sample.data);
    return sample.isKey ? Buffer.concat([writeClock(capturedAtMs), tag]) : tag;
  }
  function writeGroupSoFar(keysOnly: boolean): Buffer {
    const first = feed.firstOf(feed.groupOf(newest));
    const count = keysOnly ? 1 : newest - first + 1;
    const opening = writeFlvOpening(feed.clip, feed.capturedAtMs(first) - baseMs);
    return Buffer.concat([opening, ...Array.from({ length: count }, (_, index) => writeFrame(first + index))]);
  }
  function send(frame: number): void {
    const { isKey } = feed.sampleOf(frame);
    newest = frame;
    const tag = writeFrame(frame);
    for (const viewer of [...viewers]) {
      if (waiting.has(viewer)) open(viewer);
      else if (isKey || !viewer.keysOnly) viewer.send(tag, isKey);
    }
  }
  function open(viewer: LiveViewer): void {
    if (feed.capturedAtMs(feed.firstOf(feed.groupOf(newest))) < (waiting.get(viewer) ?? 0)) return;
    waiting.delete(viewer);
    viewer.send(writeGroupSoFar(viewer.keysOnly), true);
  }
  function advance(nowMs: number): void {
    const captured = feed.frameAt(nowMs);
    // Timestamps are used up after 24 days of being watched without a pause; players then connect anew.
    if (feed.capturedAtMs(captured) - baseMs > MAX_TIMESTAMP_MS) {
      endAll();
      return;
    }
    if (nowMs - feed.capturedAtMs(next) > LONGEST_ARREARS_MS) next = feed.firstOf(feed.groupOf(captured));
    for (; next <= captured; next++) {
      const atMs = feed.deliveredAtMs(next);
      if (atMs !== null && atMs > nowMs) break;
      if (atMs !== null) send(next);
    }
  }
  /** The clock tag of the group on the glass once more: it says nothing new. */
  function signStill(nowMs: number): void {
    const isStill = feed.capturedAtMs(next) === Infinity;
    if (isStill && nowMs - signedAtMs < STILL_SIGN_MS) return;
    signedAtMs = nowMs;
    if (!isStill) return;
    const tag = writeClock(feed.capturedAtMs(feed.firstOf(feed.groupOf(newest))));
    for (const viewer of [...viewers]) if (!waiting.has(viewer)) viewer.send(tag, false);
  }
  function step(nowMs: number): void {
    advance(nowMs);
    signStill(nowMs);
    for (const viewer of [...viewers]) viewer.check(nowMs);
  }
  function start(): void {
    const nowMs = clock.nowMs();
    newest = feed.newestFrame(nowMs) ?? feed.frameAt(nowMs);
    baseMs = feed.capturedAtMs(feed.firstOf(feed.groupOf(newest)));
    next = newest + 1;
    stopTicking = ticker.add(step);
  }
  function leave(viewer: LiveViewer): void {
    waiting.delete(viewer);
    if (!viewers.delete(viewer) || viewers.size > 0) return;
    stopTicking?.();
    stopTicking = null;
  }
  function endAll(): void {
    for (const viewer of [...viewers]) {
      leave(viewer);
      viewer.end();
    }
  }
  function join(viewer: LiveViewer, fromMs = 0): () => void {
    if (viewers.size > 0) advance(clock.nowMs());
    if (viewers.size === 0) start();
    viewers.add(viewer);
    waiting.set(viewer, fromMs);
    open(viewer);
    return () => leave(viewer);
  }
  return { join, endAll };
}
