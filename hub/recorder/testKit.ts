import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RenditionName } from "../../contract/cameras.ts";
import type { ConsentRecord } from "../../contract/consentRecord.ts";
import { Fault } from "../../contract/faults.ts";
import type { Span } from "../../contract/recorded.ts";
import { createCameraFeed } from "../media/cameraFeed.ts";
import { createLoopFeed } from "../media/loopFeed.ts";
import { createSilentLog, makeClip as makeNumberedClip } from "../media/testKit.ts";
import type { ConsentListener } from "../registry/consents.ts";
import type { Clip } from "../site/readClip.ts";
import type { StreamBehaviour } from "../site/siteFiles.ts";
import { createHandClock, type HandClock } from "../test/createHandClock.ts";
import { openRecorder, type Recorder } from "./recorder.ts";
import { createRecordingDisk, type RecordingDisk } from "./recordingDisk.ts";

/** What the tests of this folder share: cameras with terms, a hand clock, and a recorder on a real disk. */

/** A multiple of the loop and of both misbehaviours' cycles. */
export const START_MS = 1_800_000_000_000;
export const DAY_MS = 86_400_000;
export const EVER: Span = { fromMs: 0, toMs: START_MS + 365 * DAY_MS };

/** Spans as seconds since {@link START_MS}. */
export function secondsOf(spans: readonly Span[]): number[][] {
  return spans.map(({ fromMs, toMs }) => [(fromMs - START_MS) / 1_000, (toMs - START_MS) / 1_000]);
}

/** One group a second; each frame is one NAL unit that begins with its number, 32 bits. */
export function makeClip(): Clip {
  const clip = makeNumberedClip();
  const samples = clip.samples.map(({ data, ...about }) => {
    const unit = Buffer.alloc(data.length);
    unit.writeUInt32BE(data.length - 4);
    unit.set(data.subarray(0, 4), 4);
    return { ...about, data: unit };
  });
  return { ...clip, samples };
}

/** Standing terms of a camera that may be recorded for a day. */
export function makeTerms(cameraId: string, changes: Partial<ConsentRecord> = {}): ConsentRecord {
  return {
    ...{ recordId: `record:${cameraId}`, version: 1, ownerId: "city", ownerKind: "city", state: "active" },
    ...{ validFromMs: 0, validUntilMs: START_MS + 365 * DAY_MS, captureFromMs: 0 },
    ...{ cameraId, legalBasis: "public-task", tier: "standing", purposes: [], supervisorFirst: false },
    obligations: {
      ...{ watermark: false, noAudio: true, noExport: false, noSnapshot: false, notifyOwner: false, masks: [] },
      ...{ maxHeightPx: 2_160, maxViewingMs: DAY_MS },
    },
    lookbackMs: DAY_MS,
    words: "Any purpose.",
    ...changes,
  };
}

export interface TestSite {
  readonly clock: HandClock;
  readonly log: ReturnType<typeof createSilentLog>;
  readonly dir: string;
  readonly held: Map<string, Span[]>;
  /** What each rendition of every camera sends. */
  readonly clips: Map<RenditionName, Clip>;
  setBehaviour(behaviour: StreamBehaviour): void;
  setClip(rendition: RenditionName, clip: Clip): void;
  terms(cameraId: string): ConsentRecord;
  changeTerms(cameraId: string, changes: Partial<ConsentRecord>): void;
  open(options?: Partial<Parameters<typeof openRecorder>[0]>): Promise<Recorder>;
  /** As it is at the next start. */
  setClock(atMs: number): void;
  /** Time passes in steps no longer than a recorder's own, and what came in each is written. */
  run(recorder: Recorder, forMs: number): Promise<void>;
  remove(): void;
}

/** Cameras `cam-1` and so on, one group a second. */
export function createTestSite(cameraCount = 1): TestSite {
  const cameraIds = Array.from({ length: cameraCount }, (_, index) => `cam-${index + 1}`);
  let clock = createHandClock(START_MS);
  const log = createSilentLog();
  const dir = mkdtempSync(join(tmpdir(), "glasshouse-recordings-"));
  const held = new Map<string, Span[]>();
  const clips = new Map<RenditionName, Clip>([["sub", makeClip()]]);
  const terms = new Map(cameraIds.map((id) => [id, makeTerms(id)]));
  const listeners: ConsentListener[] = [];
  let behaviour: StreamBehaviour = "steady";
  let feeds = new Map<string, ReturnType<typeof createCameraFeed>>();

  const sources = {
    renditions: () =>
      [...clips].map(([name, { codec, widthPx, heightPx, fps, bitrateBps }]) => ({
        ...{ name, codec, widthPx, heightPx, fps, bitrateBps },
      })),
    open: (cameraId: string, rendition: RenditionName) => {
      const clip = clips.get(rendition);
      if (behaviour === "offline" || clip === undefined) throw new Fault("CAMERA_OFFLINE");
      const key = `${cameraId} ${rendition}`;
      const feed = feeds.get(key) ?? createCameraFeed(createLoopFeed(clip, 0), () => behaviour);
      feeds.set(key, feed);
      return { feed, stream: { join: () => () => undefined, endAll: () => undefined } };
    },
  };
  return {
    ...{ log, dir, held, clips },
    get clock() {
      return clock;
    },
    setClock: (atMs) => {
      clock = createHandClock(atMs);
    },
    terms: (cameraId) => terms.get(cameraId) ?? makeTerms(cameraId),
    setBehaviour: (next) => {
      behaviour = next;
    },
    setClip: (rendition, clip) => {
      clips.set(rendition, clip);
      feeds = new Map();
    },
    changeTerms: (cameraId, changes) => {
      const before = terms.get(cameraId) ?? makeTerms(cameraId);
      const next = { ...before, ...changes, version: before.version + 1 };
      terms.set(cameraId, next);
      for (const listener of listeners) listener(next, next.version);
    },
    open: (options = {}) =>
      openRecorder({
        ...{ disk: createRecordingDisk(dir), cameraIds, sources, clock, log },
        consents: { find: (id) => terms.get(id), onChanged: (listener) => void listeners.push(listener) },
        holds: { spansOf: (id) => held.get(id) ?? [] },
        ...{ renditions: ["main", "sub"], keepMs: 7 * DAY_MS, limitBytes: undefined },
        ...options,
      }),
    run: async (recorder, forMs) => {
      for (let leftMs = forMs; leftMs > 0; leftMs -= 250) {
        clock.advance(Math.min(250, leftMs));
        await recorder.settle();
      }
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

export interface FailingDisk extends RecordingDisk {
  /** The system's name for what every write fails with. */
  fail: string | undefined;
  freeBytes: number;
  onFail: () => void;
  onRemove: () => void;
}

/** A disk that fails as it is told to. */
export function createFailingDisk(dir: string): FailingDisk {
  const real = createRecordingDisk(dir);
  const check = () => {
    if (disk.fail === undefined) return;
    disk.onFail();
    throw Object.assign(new Error(disk.fail), { code: disk.fail });
  };
  const disk: FailingDisk = {
    ...real,
    fail: undefined,
    freeBytes: 10_000_000_000,
    onFail: () => undefined,
    onRemove: () => undefined,
    create: async (path) => {
      check();
      const file = await real.create(path);
      const append = async (bytes: Uint8Array) => {
        // A full disk takes what still fits before it says no.
        if (disk.fail !== undefined) await file.append(bytes.subarray(0, bytes.length >> 1));
        check();
        await file.append(bytes);
      };
      return { ...file, append };
    },
    remove: async (path) => {
      await real.remove(path);
      disk.onRemove();
    },
    space: async () => ({ freeBytes: disk.freeBytes, totalBytes: 20_000_000_000 }),
  };
  return disk;
}
