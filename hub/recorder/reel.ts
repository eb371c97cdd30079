import type { Span } from "../../contract/recorded.ts";
import type { CameraFeed } from "../media/cameraFeed.ts";
import type { HubClock, HubLog } from "../ports.ts";
import { readDiskError } from "./recordingDisk.ts";
import type { RecordingWriter } from "./recordingWriter.ts";
import type { Stretch, Tap } from "./tapFeed.ts";

/** One rendition of one camera on its way from the feed to the disk. */
export interface Reel {
  /** Queues what came that may be kept. */
  step(feed: CameraFeed, nowMs: number, mayKeep: (span: Span) => boolean): void;
  /** The camera sends nothing, or there is no room: goes on later, in the same file. */
  rest(): void;
  /** At once. What was taken before is still written, and the file finished. */
  stop(): void;
  /** Everything queued is written. */
  settle(): Promise<void>;
  isRunning(): boolean;
  /** Stretches that had come and could not be kept. */
  lost(): number;
  /** Why the last one could not be written; undefined once one could. */
  failure(): string | undefined;
}

/** What all reels share. */
export interface Desk {
  readonly clock: HubClock;
  readonly log: HubLog;
  /** Frames on their way to the disk, bytes. */
  waitingBytes: number;
  /** What comes beyond is lost. */
  readonly maxWaitingBytes: number;
  writtenBytes: number;
  /** Tries to find room for so much. */
  makeRoom(bytes: number): Promise<boolean>;
  /** There is none. */
  reportFull(): void;
}

/** How long a track whose disk failed is left alone. */
const RETRY_MS = 5_000;
const FULL_CODES = new Set(["ENOSPC", "EDQUOT"]);

export function createReel(name: string, tap: Tap, writer: RecordingWriter, desk: Desk): Reel {
  const { clock, log } = desk;
  let tail: Promise<void> = Promise.resolve();
  let isRunning = false;
  let lost = 0;
  let retryAtMs = 0;
  let failure: string | undefined;

  function enqueue(act: () => Promise<void>): void {
    // A mistake of ours ends the hub, as everywhere; the disk's are dealt with below.
    tail = tail.then(act);
  }
  function queue(stretch: Stretch): void {
    const bytes = stretch.frames.reduce((sum, { data }) => sum + data.length, 0);
    if (desk.waitingBytes + bytes > desk.maxWaitingBytes) {
      lose("the disk is too slow");
      return;
    }
    desk.waitingBytes += bytes;
    enqueue(async () => {
      await write(stretch, bytes);
      desk.waitingBytes -= bytes;
    });
  }
  async function write(stretch: Stretch, bytes: number): Promise<void> {
    const first = await attempt(stretch);
    if (first === undefined) return;
    const isFull = FULL_CODES.has(first);
    const second = isFull && (await desk.makeRoom(bytes)) ? await attempt(stretch) : first;
    if (second === undefined) return;
    lose(second);
    if (isFull) {
      desk.reportFull();
      return;
    }
    retryAtMs = clock.nowMs() + RETRY_MS;
    await writer.end();
  }
  /** The disk's error, or undefined. */
  async function attempt(stretch: Stretch): Promise<string | undefined> {
    try {
      const writtenBytes = await writer.write(stretch);
      desk.writtenBytes += writtenBytes;
      failure = undefined;
      return undefined;
    } catch (cause) {
      const code = readDiskError(cause);
      if (code === undefined) throw cause;
      return code;
    }
  }
  function lose(why: string): void {
    lost += 1;
    if (failure !== why) log.error("recorder.lost", { track: name, why });
    failure = why;
  }
  function stop(): void {
    tap.restart();
    if (!isRunning) return;
    isRunning = false;
    enqueue(() => writer.end());
  }

  return {
    step: (feed, nowMs, mayKeep) => {
      if (nowMs < retryAtMs) return;
      for (const stretch of tap.take(feed, nowMs)) {
        if (!mayKeep({ fromMs: stretch.atMs, toMs: stretch.atMs + stretch.durationMs })) continue;
        isRunning = true;
        queue(stretch);
      }
    },
    rest: () => {
      tap.restart();
      if (isRunning) enqueue(() => writer.endIfOld(clock.nowMs()));
    },
    stop,
    settle: () => tail,
    isRunning: () => isRunning,
    lost: () => lost + tap.missed(),
    failure: () => failure,
  };
}
