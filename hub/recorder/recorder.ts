import type { RenditionName } from "../../contract/cameras.ts";
import type { ConsentRecord } from "../../contract/consentRecord.ts";
import { Fault } from "../../contract/faults.ts";
import type { RecorderHealth } from "../../contract/recorderHealth.ts";
import type { CameraFeed } from "../media/cameraFeed.ts";
import type { LiveSources } from "../media/liveSources.ts";
import type { HubClock, HubLog, RecordingHolds } from "../ports.ts";
import type { Consents } from "../registry/consents.ts";
import { createDiskRecording, type DiskRecording, lastEndOf } from "./diskRecording.ts";
import { createRoomKeeper, type RoomKeeper } from "./keepRoom.ts";
import { type LoadedRecordings, loadRecordings, setAside } from "./loadRecordings.ts";
import { chooseKeepMs, chooseRenditions, mayRecord } from "./mayRecord.ts";
import type { RecordingDisk } from "./recordingDisk.ts";
import { beginningOf, type Recording } from "./recordingIndex.ts";
import { createRecordingWriter } from "./recordingWriter.ts";
import { createReel, type Desk, type Reel } from "./reel.ts";
import { createTap } from "./tapFeed.ts";

/** Records, from the live feeds and without decoding anything, what owners' terms let the hub keep. */
export interface Recorder {
  readonly source: DiskRecording;
  health(): RecorderHealth;
  /** What was taken from the feeds so far is written, and what has to go is gone. */
  settle(): Promise<void>;
  /** Finishes every file. */
  close(): Promise<void>;
}

interface RecorderOptions {
  readonly disk: RecordingDisk;
  /** Cameras that may be recorded at all. */
  readonly cameraIds: readonly string[];
  readonly sources: Pick<LiveSources, "open" | "renditions">;
  readonly consents: Pick<Consents, "find" | "onChanged">;
  readonly holds: RecordingHolds;
  readonly renditions: readonly RenditionName[];
  /** The longest that anything is kept. */
  readonly keepMs: number;
  /** Undefined for as much as the disk has. */
  readonly limitBytes: number | undefined;
  /** Most that waits in memory for a disk that is too slow. */
  readonly maxWaitingBytes?: number;
  readonly clock: HubClock;
  readonly log: HubLog;
}

interface RecordedCamera {
  /** Of the terms. */
  readonly version: number;
  readonly names: readonly RenditionName[];
  /** Also those of other versions. */
  readonly reels: Map<RenditionName, Reel>;
}

/** How often feeds are looked at; a replay can go back to all but the last group and this. */
const STEP_MS = 250;
const SWEEP_MS = 10_000;
/** Most that is kept free ahead, as a share of the limit; half of it written is reason enough to sweep early. */
const MOST_WANTED = 0.1;
/** How soon a full recorder that has finished its files looks again whether any may go. */
const RETRY_MS = 1_000;
/** A file takes at most this share of what its track has of the limit, so that there is always an older one to remove. */
const FILES_PER_TRACK = 4;
const MIN_FILE_BYTES = 64_000;
const MAX_WAITING_BYTES = 64_000_000;
const MAX_FILE_BYTES = 1_000_000_000;

/** Reads what is on the disk, makes room, and begins. Throws what the disk throws. */
export async function openRecorder(options: RecorderOptions): Promise<Recorder> {
  const loaded = await loadRecordings(options);
  const { consents, keepMs } = options;
  const keepMsOf = (cameraId: string) => chooseKeepMs(consents.find(cameraId), keepMs);
  const room = await createRoomKeeper({ ...options, ...loaded, keepMsOf });
  const recorder = createRecorder(options, loaded, room);
  await recorder.sweep();
  recorder.step();
  return recorder;
}

function createRecorder(options: RecorderOptions, { index, aside }: LoadedRecordings, room: RoomKeeper) {
  const { disk, cameraIds, sources, consents, renditions, clock, log } = options;
  const cameras = new Map<string, RecordedCamera>();
  const fileShare = room.limitBytes() / (FILES_PER_TRACK * Math.max(1, cameraIds.length * renditions.length));
  const maxFileBytes = Math.min(MAX_FILE_BYTES, Math.max(MIN_FILE_BYTES, fileShare));
  const mostWantedBytes = room.limitBytes() * MOST_WANTED;
  let isFull = false;
  let isClosed = false;
  let sinceMs = clock.nowMs();
  let sweptBytes = 0;
  let wantedBytes = 0;
  let sweeping = Promise.resolve();
  let cancelStep = () => {};
  let cancelSweep = () => {};
  const desk: Desk = {
    ...{ clock, log, waitingBytes: 0, writtenBytes: 0, reportFull: () => setFull(true) },
    makeRoom: async (bytes) => {
      const { isEnough, removedBytes } = await room.sweep(bytes);
      return isEnough || removedBytes > 0;
    },
    maxWaitingBytes: options.maxWaitingBytes ?? MAX_WAITING_BYTES,
  };

  function setFull(next: boolean): void {
    if (isFull === next) return;
    isFull = next;
    sinceMs = clock.nowMs();
    if (!next) {
      log.warn("recorder.again", {});
      return;
    }
    log.error("recorder.full", { usedBytes: room.usedBytes(), limitBytes: room.limitBytes() });
    // What is being written cannot be removed; once it is finished, the oldest of it can.
    for (const reel of listReels()) reel.stop();
    armSweep(RETRY_MS);
  }
  function armSweep(afterMs: number): void {
    cancelSweep();
    if (isClosed) return;
    cancelSweep = clock.after(afterMs, () => {
      sweeping = sweep();
    });
  }
  async function sweep(): Promise<void> {
    // Twice what came since the last time is more than will have come by the next; on a tiny disk, what there can be.
    if (!isFull) wantedBytes = Math.min(2 * (desk.writtenBytes - sweptBytes), mostWantedBytes);
    const { isEnough } = await room.sweep(wantedBytes);
    sweptBytes = desk.writtenBytes;
    armSweep(SWEEP_MS);
    setFull(!isEnough);
  }
  function step(): void {
    const nowMs = clock.nowMs();
    for (const cameraId of cameraIds) stepCamera(cameraId, nowMs);
    // On a tiny disk, or within a tiny limit, ten seconds are too long to wait.
    if (!isFull && desk.writtenBytes - sweptBytes > mostWantedBytes / 2) armSweep(0);
    cancelStep = clock.after(STEP_MS, step);
  }
  function stepCamera(cameraId: string, nowMs: number): void {
    const record = consents.find(cameraId);
    const isAllowed = mayRecord(record, { fromMs: nowMs, toMs: nowMs + 1 });
    const isRunning = [...(cameras.get(cameraId)?.reels.values() ?? [])].some((reel) => reel.isRunning());
    if (record === undefined || (!isAllowed && !isRunning)) return;
    const { reels, names } = readyCamera(cameraId, record);
    for (const rendition of names) {
      const reel = reels.get(rendition) ?? makeReel(cameraId, rendition);
      reels.set(rendition, reel);
      stepReel(reel, cameraId, rendition, record);
    }
    // The owner's hours are over: what was captured in them was taken just now.
    if (!isAllowed) stopCamera(cameraId);
  }
  /** Which renditions are recorded follows from the terms, so they are chosen anew with each version. */
  function readyCamera(cameraId: string, { version, obligations }: ConsentRecord): RecordedCamera {
    const known = cameras.get(cameraId);
    if (known?.version === version && known.names.length > 0) return known;
    const names = chooseRenditions(sources.renditions(cameraId), obligations.maxHeightPx, renditions);
    const ready = { version, names, reels: known?.reels ?? new Map<RenditionName, Reel>() };
    cameras.set(cameraId, ready);
    return ready;
  }
  function stepReel(reel: Reel, cameraId: string, rendition: RenditionName, record: ConsentRecord): void {
    const feed = isFull ? undefined : findFeed(cameraId, rendition);
    if (feed === undefined) reel.rest();
    else reel.step(feed, clock.nowMs(), (span) => mayRecord(record, span));
  }
  /** Undefined while the camera sends nothing. */
  function findFeed(cameraId: string, rendition: RenditionName): CameraFeed | undefined {
    try {
      return sources.open(cameraId, rendition).feed;
    } catch (cause) {
      if (cause instanceof Fault) return undefined;
      throw cause;
    }
  }
  function makeReel(cameraId: string, rendition: RenditionName): Reel {
    const track = { cameraId, rendition };
    const writer = createRecordingWriter({ track, disk, index, clock, log, maxFileBytes });
    return createReel(`${cameraId} ${rendition}`, createTap(lastEndOf(index, track)), writer, desk);
  }
  function stopCamera(cameraId: string): void {
    for (const reel of cameras.get(cameraId)?.reels.values() ?? []) reel.stop();
  }
  const listReels = () => [...cameras.values()].flatMap(({ reels }) => [...reels.values()]);

  async function takeAway(recording: Recording, why: string): Promise<void> {
    const { cameraId, rendition } = recording.header;
    const reel = cameras.get(cameraId)?.reels.get(rendition);
    if (recording.isOpen) reel?.stop();
    await reel?.settle();
    aside.push(await setAside(options, { ...recording, changedAtMs: clock.nowMs() }, why));
  }
  function health(): RecorderHealth {
    const all = listReels();
    const why = all.find((reel) => reel.failure() !== undefined)?.failure();
    const running = [...cameras.values()].filter(({ reels }) => [...reels.values()].some((reel) => reel.isRunning()));
    const oldestAtMs = findOldest();
    return {
      state: isFull ? "full" : why === undefined ? "recording" : "failing",
      sinceMs: Math.floor(sinceMs),
      ...(why === undefined ? {} : { why }),
      cameras: isFull ? 0 : running.length,
      usedBytes: room.usedBytes(),
      limitBytes: Math.floor(room.limitBytes()),
      ...(oldestAtMs === undefined ? {} : { oldestAtMs }),
      lostStretches: all.reduce((sum, reel) => sum + reel.lost(), 0),
      setAside: aside.length,
    };
  }
  function findOldest(): number | undefined {
    let oldestAtMs: number | undefined;
    for (const [first] of index.listTracks()) {
      if (first !== undefined) oldestAtMs = Math.min(oldestAtMs ?? Number.POSITIVE_INFINITY, beginningOf(first));
    }
    return oldestAtMs;
  }

  // Before anybody can look: what is captured from now on is under other terms, or none.
  consents.onChanged(({ cameraId }) => {
    stopCamera(cameraId);
  });
  async function settle(): Promise<void> {
    await sweeping;
    await Promise.all(listReels().map((reel) => reel.settle()));
  }
  return {
    source: createDiskRecording({ disk, index, log, setAside: takeAway }),
    health,
    settle,
    sweep,
    step,
    close: async () => {
      isClosed = true;
      cancelStep();
      cancelSweep();
      for (const reel of listReels()) reel.stop();
      await settle();
    },
  };
}
