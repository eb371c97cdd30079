import { join } from "node:path";
import { z } from "zod";
import type { DeskClock, Log } from "../ports.ts";

/** A hub process as either shell starts one. */
export interface HubChild {
  readonly pid: number | undefined;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when the process could not be started. */
  onExit(listener: (code: number | null) => void): void;
  /** Asks it to end. */
  end(): void;
  /** Ends it at once. */
  kill(): void;
}

export type ForkHub = (entry: string, args: readonly string[]) => HubChild;

export interface HubKeeperOptions {
  fork: ForkHub;
  entry: string;
  dataDir: string;
  siteDir?: string | undefined;
  /** Whether this station may run by itself on a training site before anybody has allowed it. */
  allowsTrainingWall?: boolean;
  clock: DeskClock;
  log: Log;
}

export interface RunningHub {
  readonly url: string;
  /** Good once, to enrol this station. */
  readonly enrolCode: string;
  readonly pid: number | undefined;
  /** A hub started again has a code of its own. */
  onRestarted(listener: (enrolCode: string) => void): void;
  close(): Promise<void>;
}

const HubReady = z.object({ type: z.literal("ready"), port: z.int().min(1), enrolCode: z.string() });
type HubReady = z.infer<typeof HubReady>;

/** Our choice: a slow machine loads the training site within a few seconds. */
const READY_LIMIT_MS = 30_000;
const RESTART_AFTER_MS = 1_000;
/** After this a hub that was asked to end is killed; a shell as a whole has 5 s. */
const END_LIMIT_MS = 2_500;

/** The first hub ended before it was ready. It has said why on standard error. */
export class HubNotStarted extends Error {}

/**
 * Starts the embedded hub and keeps it running on one port for the life of the shell: started again 1 s after it
 * dies, as often as it takes, because private pictures stay covered until it is back.
 * Throws {@link HubNotStarted} when the first one ends before it is ready.
 */
export async function startHub(options: HubKeeperOptions): Promise<RunningHub> {
  const { clock, log } = options;
  const listeners: ((enrolCode: string) => void)[] = [];
  let isClosed = false;
  let cancelRestart = (): void => {};
  let current = forkOnce(options, 0);
  const { pid } = current;
  const ready = await current.ready;

  const restart = (): void => {
    current = forkOnce(options, ready.port);
    watch(current);
    current.ready.then(
      ({ enrolCode }) => {
        log.info("hub started again");
        for (const listener of listeners) listener(enrolCode);
      },
      () => log.warn("hub did not start"),
    );
  };
  const watch = (run: HubRun): void => {
    void run.ended.then((code) => {
      if (isClosed) return;
      log.warn("hub ended", { code });
      cancelRestart = clock.after(RESTART_AFTER_MS, restart);
    });
  };
  watch(current);
  return {
    url: `http://127.0.0.1:${ready.port}`,
    enrolCode: ready.enrolCode,
    pid,
    onRestarted: (listener) => listeners.push(listener),
    async close() {
      isClosed = true;
      cancelRestart();
      await current.close();
    },
  };
}

interface HubRun {
  readonly pid: number | undefined;
  readonly ready: Promise<HubReady>;
  readonly ended: Promise<number | null>;
  close(): Promise<void>;
}

function forkOnce(options: HubKeeperOptions, port: number): HubRun {
  const { fork, entry, dataDir, siteDir, allowsTrainingWall, clock } = options;
  const site = siteDir === undefined ? [] : ["--site", siteDir];
  const wall = allowsTrainingWall === true ? ["--training-wall"] : [];
  const child = fork(entry, ["--port", String(port), "--data", join(dataDir, "hub"), ...site, ...wall]);
  const ended = new Promise<number | null>((resolve) => child.onExit(resolve));
  return {
    pid: child.pid,
    ready: awaitReady(child, ended, clock),
    ended,
    async close() {
      child.end();
      const cancelKill = clock.after(END_LIMIT_MS, () => child.kill());
      await ended;
      cancelKill();
    },
  };
}

function awaitReady(child: HubChild, ended: Promise<number | null>, clock: DeskClock): Promise<HubReady> {
  return new Promise((resolve, reject) => {
    const cancelLimit = clock.after(READY_LIMIT_MS, () => child.kill());
    child.onMessage((message) => {
      const parsed = HubReady.safeParse(message);
      if (!parsed.success) return;
      cancelLimit();
      resolve(parsed.data);
    });
    void ended.then(() => {
      cancelLimit();
      reject(new HubNotStarted("the hub ended before it was ready"));
    });
  });
}
