import type { Readable } from "node:stream";
import { CLIP_FILE_PATH, type Clip, type ClipDownload, MAX_CLIP_DOWNLOADS } from "../../../contract/clips.ts";
import { Fault } from "../../../contract/faults.ts";
import { readProblem } from "../hub/hubCaller.ts";
import type { HubHttp, HubStream } from "../hub/hubHttp.ts";
import type { HubSession } from "../hub/hubSession.ts";
import { createNews, type News } from "../news.ts";
import type { DeskClock, Log } from "../ports.ts";
import type { ClipFolder, ClipPart } from "./clipFolder.ts";

/** Clips on their way from the hub to this station's disk. They end with the sign-in; what is half there goes. */
export interface ClipDownloads {
  readonly changed: News<ClipDownload>;
  list(): ClipDownload[];
  /** Begins, or says nothing where it is under way. Throws `NOT_FOUND` or `RATE_LIMITED`. */
  start(clipId: string, incidentId: string, operatorName: string): Promise<void>;
  cancel(clipId: string): void;
  /** Nobody is at work here any more. */
  dropAll(): void;
}

interface Parts {
  readonly hub: Pick<HubSession, "call" | "authorize" | "refresh">;
  readonly http: Pick<HubHttp, "open">;
  readonly folder: ClipFolder;
  readonly clock: DeskClock;
  readonly log: Log;
}

interface Job {
  state: ClipDownload;
  readonly leave: AbortController;
}

/** Downloads that run at once; others wait. Our choice: live pictures share the line. */
const MAX_AT_ONCE = 2;
/** How often it is told how far one is. */
const TELL_EVERY_MS = 250;
/** A line that breaks is taken up again where it broke, so often. */
const MAX_TRIES = 4;
const MAX_REFUSAL_BYTES = 65_536;

export function createClipDownloads({ hub, http, folder, clock, log }: Parts): ClipDownloads {
  const changed = createNews<ClipDownload>();
  const jobs = new Map<string, Job>();
  const waiting: (() => void)[] = [];
  let running = 0;

  function set(job: Job, change: Partial<ClipDownload>): void {
    job.state = { ...job.state, ...change };
    if (jobs.get(job.state.clipId) === job) changed.tell(job.state);
  }

  /** A turn among those that run at once; returns its end. */
  async function takeTurn(): Promise<() => void> {
    if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    return () => {
      running--;
      waiting.shift()?.();
    };
  }

  async function open(clipId: string, fromByte: number): Promise<HubStream> {
    const path = CLIP_FILE_PATH.replace(":id", encodeURIComponent(clipId));
    const ask = async () => {
      const range = fromByte === 0 ? {} : { range: `bytes=${fromByte}-` };
      return http.open(path, { ...(await hub.authorize("GET", path)), ...range }, true);
    };
    let stream = await ask();
    if (stream.status === 401) {
      stream.close();
      await hub.refresh();
      stream = await ask();
    }
    if (stream.status === (fromByte === 0 ? 200 : 206)) return stream;
    const text = await readText(stream.body).finally(stream.close);
    throw readProblem(stream.status, text);
  }

  /** Answers whether all of it has come. */
  async function take(job: Job, part: ClipPart): Promise<boolean> {
    const { clipId, receivedBytes, totalBytes } = job.state;
    const stream = await open(clipId, receivedBytes);
    const stop = () => stream.close();
    job.leave.signal.addEventListener("abort", stop);
    let toldAtMs = clock.nowMs();
    let received = receivedBytes;
    try {
      for await (const chunk of readChunks(stream.body)) {
        job.leave.signal.throwIfAborted();
        received += chunk.length;
        if (received > totalBytes) throw new Fault("HUB_ANSWER_INVALID", "It sent more than it said.");
        await part.write(chunk);
        job.state = { ...job.state, receivedBytes: received };
        if (clock.nowMs() - toldAtMs < TELL_EVERY_MS) continue;
        toldAtMs = clock.nowMs();
        set(job, {});
      }
    } finally {
      job.leave.signal.removeEventListener("abort", stop);
      stream.close();
    }
    return received === totalBytes;
  }

  async function takeAll(job: Job, part: ClipPart): Promise<void> {
    for (let left = MAX_TRIES; left > 0; left--) {
      const isWhole = await take(job, part).catch((error: unknown) => {
        job.leave.signal.throwIfAborted();
        if (left > 1 && error instanceof Fault && error.code === "HUB_UNREACHABLE") return false;
        throw error;
      });
      if (isWhole) return;
      log.info("clip.takenUpAgain", { receivedBytes: job.state.receivedBytes });
    }
    throw new Fault("HUB_UNREACHABLE", "The line broke again and again.");
  }

  async function run(job: Job, clip: Clip, operatorName: string): Promise<void> {
    const giveBack = await takeTurn();
    try {
      job.leave.signal.throwIfAborted();
      const { number: cameraNumber, name, covered, fromMs } = clip;
      const part = await folder.begin({ operatorName, cameraNumber, name, fromMs: covered[0]?.fromMs ?? fromMs });
      try {
        await takeAll(job, part);
        job.leave.signal.throwIfAborted();
        set(job, { state: "done", path: await part.finish() });
      } finally {
        await part.drop();
      }
    } finally {
      giveBack();
    }
  }

  function fail(job: Job, error: unknown): void {
    if (job.leave.signal.aborted) return;
    if (!(error instanceof Fault)) log.error("clip.downloadFailed", { reason: String(error) });
    const fault = error instanceof Fault ? error : new Fault("INTERNAL");
    set(job, { state: "failed", sentence: `${fault.message} Nothing was kept.` });
  }

  function forgetOldest(): void {
    for (const [clipId, { state }] of jobs) {
      if (jobs.size < MAX_CLIP_DOWNLOADS) return;
      if (state.state !== "going") jobs.delete(clipId);
    }
  }

  function drop(clipId: string): void {
    const job = jobs.get(clipId);
    jobs.delete(clipId);
    job?.leave.abort(new Fault("CLIP_NOT_SAVED"));
  }

  return {
    changed,
    list: () => [...jobs.values()].map(({ state }) => state),
    async start(clipId, incidentId, operatorName) {
      if (jobs.get(clipId)?.state.state === "going") return;
      const { clips } = await hub.call("clips", { id: incidentId });
      const clip = clips.find(({ id, state }) => id === clipId && state === "ready");
      if (clip?.bytes === undefined) throw new Fault("NOT_FOUND", "There is no such clip to download.");
      if (jobs.get(clipId)?.state.state === "going") return;
      jobs.delete(clipId);
      forgetOldest();
      if (jobs.size >= MAX_CLIP_DOWNLOADS) throw new Fault("RATE_LIMITED");
      const state: ClipDownload = { clipId, state: "going", receivedBytes: 0, totalBytes: clip.bytes };
      const job: Job = { state, leave: new AbortController() };
      jobs.set(clipId, job);
      set(job, {});
      run(job, clip, operatorName).catch((error: unknown) => fail(job, error));
    },
    cancel: drop,
    dropAll() {
      for (const clipId of [...jobs.keys()]) drop(clipId);
    },
  };
}

/** A line that breaks ends the chunks, as its end does: whether all came is for the count to say. */
async function* readChunks(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) if (chunk instanceof Uint8Array) yield chunk;
  } catch {
    // Said by the count.
  }
}

async function readText(body: Readable): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of readChunks(body)) {
    size += chunk.length;
    if (size > MAX_REFUSAL_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
