import type { ClipWhy } from "../../contract/clips.ts";
import type { HubClock, HubLog } from "../ports.ts";
import type { ClipConsent, Judged } from "./clipConsent.ts";
import type { ClipRoom } from "./clipRoom.ts";
import type { ClipStep, ClipStore } from "./clipStore.ts";
import { type Made, type MakeParts, makeClip } from "./makeClip.ts";
import type { StoredClip } from "./storedClip.ts";

/**
 * Makes the files of clips in the background, one copy and one re-encoding at a time, oldest first. What it works on is
 * no state of a clip that is kept: after a restart it begins with that file anew.
 */
export interface ClipWorker {
  /** 0 to 1 for a clip that is being made; undefined for any other. */
  progressOf(clipId: string): number | undefined;
  /** Looks whether there is something to do. */
  wake(): void;
  /** Stops making a clip, at once. Where `why` is given it ends with it, else it is begun anew under the terms as they are. */
  stop(clipId: string, why: ClipWhy | undefined): void;
  close(): Promise<void>;
}

type Lane = "copy" | "encode";

interface Job {
  readonly clipId: string;
  readonly leave: AbortController;
  readonly done: Promise<void>;
  progress: number;
}

class Stopped extends Error {
  readonly why: ClipWhy | undefined;
  constructor(why: ClipWhy | undefined) {
    super("stopped");
    this.why = why;
  }
}

/** While nothing can be written the queue is looked at again after this. Our choice. */
const AGAIN_MS = 2_000;

export function createClipWorker(options: {
  parts: MakeParts;
  store: ClipStore;
  consent: ClipConsent;
  room: ClipRoom;
  clock: HubClock;
  log: HubLog;
  stationNameOf(stationId: string): string;
  /** By the terms as they are now. */
  laneOf(clip: StoredClip): Lane;
  onChanged(clip: StoredClip): void;
}): ClipWorker {
  const { parts, store, consent, room, clock, log, stationNameOf, laneOf, onChanged } = options;
  const jobs = new Map<Lane, Job>();
  let isClosed = false;
  let cancelAgain = () => {};

  function next(lane: Lane): StoredClip | undefined {
    const waiting = store.list().filter((clip) => clip.state === "queued" && clip.reasons.length === 0);
    return waiting.filter((clip) => laneOf(clip) === lane).sort(byAge)[0];
  }

  function wake(): void {
    for (const lane of ["copy", "encode"] as const) {
      const clip = isClosed || jobs.has(lane) ? undefined : next(lane);
      if (clip !== undefined) start(lane, clip);
    }
  }

  function start(lane: Lane, clip: StoredClip): void {
    const leave = new AbortController();
    // In a turn of its own, so that the job is known before anything of it happens.
    const done = Promise.resolve()
      .then(() => work(clip, job))
      .then(
        () => true,
        (cause: unknown) => giveUp(clip, cause),
      )
      .then((isSettled) => {
        jobs.delete(lane);
        if (isSettled) wake();
        else cancelAgain = clock.after(AGAIN_MS, wake);
      });
    const job: Job = { clipId: clip.id, leave, done, progress: 0 };
    jobs.set(lane, job);
    onChanged(clip);
  }

  /** For what nobody foresaw: this clip is not tried for ever while others wait. False where not even that is written. */
  async function giveUp(clip: StoredClip, cause: unknown): Promise<boolean> {
    log.error("clip.notMade", { clip: clip.id, reason: cause instanceof Error ? (cause.stack ?? "") : String(cause) });
    try {
      await store.change(clip.id, (before) =>
        before.state === "queued" ? fail(before, { kind: "failed", why: "not-written", missing: [] }) : undefined,
      );
      onChanged(clip);
      return true;
    } catch {
      return false;
    }
  }

  async function work(clip: StoredClip, job: Job): Promise<void> {
    const judged = await consent.judgeAsked(clip);
    if (judged === null || judged.decision.outcome !== "permit") {
      await store.change(clip.id, (before) => (before.state === "queued" ? refuse(before, judged) : undefined));
      onChanged(clip);
      return;
    }
    const made = await make(clip, judged, job).catch((cause: unknown) => {
      if (cause instanceof Stopped) return cause;
      throw cause;
    });
    if (made instanceof Stopped) {
      if (made.why !== undefined) await end(clip.id, made.why);
    } else await settle(clip, made, judged.epoch);
    onChanged(clip);
  }

  async function make(clip: StoredClip, judged: Judged, job: Job): Promise<Made> {
    const { decision, permitted } = judged;
    if (decision.outcome !== "permit") throw new Error("made without a permit");
    const usedBytes = store.list().reduce((sum, { bytes = 0 }) => sum + bytes, 0);
    const { maxBytes, why, giveBack } = await room.take(usedBytes);
    try {
      if (why !== undefined) return { kind: "failed", why, missing: [] };
      return await makeClip(parts, {
        ...{ clip, obligations: decision.obligations, permitted, maxBytes },
        ...{ stationName: stationNameOf(clip.stationId), signal: job.leave.signal },
        onProgress: (progress) => {
          job.progress = progress;
          onChanged(clip);
        },
      });
    } finally {
      giveBack();
    }
  }

  async function settle(clip: StoredClip, made: Made, epoch: number): Promise<void> {
    // Writing the last of it took time, in which its terms may have changed: then it is begun anew.
    const latest = await consent.judgeAsked(clip);
    const isStill = latest?.decision.outcome === "permit" && latest.epoch === epoch;
    const after = await store.change(clip.id, (before) => {
      if (before.state !== "queued") return undefined;
      if (made.kind === "failed") return fail(before, made);
      return isStill ? finish(before, made) : undefined;
    });
    if (after.state !== "ready") await parts.files.drop(clip.id);
  }

  async function end(clipId: string, why: ClipWhy): Promise<void> {
    await store.change(clipId, (before) => (before.state === "queued" ? stopStep(before, why) : undefined));
  }

  return {
    progressOf: (clipId) => [...jobs.values()].find((job) => job.clipId === clipId)?.progress,
    wake,
    stop(clipId, why) {
      for (const job of jobs.values()) if (job.clipId === clipId) job.leave.abort(new Stopped(why));
    },
    async close() {
      isClosed = true;
      cancelAgain();
      const open = [...jobs.values()];
      for (const { leave } of open) leave.abort(new Stopped(undefined));
      await Promise.all(open.map(({ done }) => done));
    },
  };
}

function byAge(a: StoredClip, b: StoredClip): number {
  return a.askedAtMs - b.askedAtMs || a.rank - b.rank;
}

/** What every entry about a clip names. */
export function nameClip({ id, cameraId, incidentId, operatorId, fromMs, toMs }: StoredClip) {
  return { clip: id, camera: cameraId, incident: incidentId, actor: operatorId, fromMs, toMs };
}

function refuse(clip: StoredClip, judged: Judged | null): ClipStep {
  const reasons = judged === null || judged.decision.outcome === "permit" ? [] : [...judged.decision.reasons];
  const why = judged?.lacksEncoder === true ? "no-encoder" : "refused";
  return {
    after: { ...clip, state: "failed", why, reasons },
    entry: { type: "clip.refused", ...nameClip(clip), reasons },
  };
}

function fail(clip: StoredClip, { why, missing }: Extract<Made, { kind: "failed" }>): ClipStep {
  return { after: { ...clip, state: "failed", why, missing }, entry: { type: "clip.failed", ...nameClip(clip), why } };
}

function finish(clip: StoredClip, made: Extract<Made, { kind: "made" }>): ClipStep {
  const { kind: _kind, ...facts } = made;
  const { making, bytes, covered, missing } = facts;
  return {
    after: { ...clip, ...facts, state: "ready" },
    entry: { type: "clip.ready", ...nameClip(clip), making, bytes, stretches: covered.length, gaps: missing.length },
  };
}

export function stopStep(clip: StoredClip, why: ClipWhy): ClipStep {
  const { bytes: _bytes, ...rest } = clip;
  return { after: { ...rest, state: "ended", why }, entry: { type: "clip.ended", ...nameClip(clip), why } };
}
