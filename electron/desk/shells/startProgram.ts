import { join } from "node:path";
import { createDesk } from "../createDesk.ts";
import type { Flags } from "../flags.ts";
import type { Desk, DeskClock, Log, ShellPort } from "../ports.ts";
import { lockDataFolder } from "./dataLock.ts";
import { type ForkHub, type RunningHub, startHub } from "./hubKeeper.ts";
import type { ProgramFolder } from "./programFolder.ts";

export interface ProgramOptions {
  flags: Flags;
  folder: ProgramFolder;
  version: string;
  shell: ShellPort;
  forkHub: ForkHub;
  clock: DeskClock;
  log: Log;
}

/** Desk and, unless another was named, embedded hub, under the lock of one data folder. */
export interface Program {
  readonly desk: Desk;
  readonly hubUrl: string;
  readonly hubPid: number | undefined;
  close(): Promise<void>;
}

/**
 * Starts in the order lock, hub, desk, and undoes what was started when a later step fails.
 * Throws the faults `DATA_UNUSABLE` and `PORT_TAKEN`, and `HubNotStarted`.
 */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { flags } = options;
  const unlock = lockDataFolder(flags.dataDir);
  let hub: RunningHub | undefined;
  try {
    let { hubUrl } = flags;
    if (hubUrl === undefined) {
      hub = await startEmbeddedHub(options);
      hubUrl = hub.url;
    }
    const desk = await openDesk(options, hubUrl, flags.enrolCode ?? hub?.enrolCode);
    hub?.onRestarted((code) => desk.useEnrolCode(code));
    return {
      desk,
      hubUrl,
      hubPid: hub?.pid,
      async close() {
        await Promise.allSettled([desk.close(), hub?.close()]);
        unlock();
      },
    };
  } catch (error) {
    await hub?.close();
    unlock();
    throw error;
  }
}

/** The first line on standard output; `hubPid` only with the embedded hub. */
export function describeReady(program: Program, url: string): string {
  const { hubUrl, hubPid } = program;
  return `${JSON.stringify({ ready: true, url, hubUrl, ownerUrl: `${hubUrl}/owner`, hubPid })}\n`;
}

function startEmbeddedHub({ flags, folder, forkHub, clock, log }: ProgramOptions): Promise<RunningHub> {
  const { dataDir, siteDir, isWall: allowsTrainingWall } = flags;
  return startHub({ fork: forkHub, entry: folder.hubEntry, dataDir, siteDir, allowsTrainingWall, clock, log });
}

function openDesk(options: ProgramOptions, hubUrl: string, enrolCode: string | undefined): Promise<Desk> {
  const { flags, folder, version, shell, log, clock } = options;
  return createDesk({
    dataDir: join(flags.dataDir, "desk"),
    snapshotDir: flags.snapshotDir,
    port: flags.port,
    pageDir: folder.pageDir,
    baseMap: flags.baseMap,
    hubUrl,
    shell,
    version,
    isWall: flags.isWall,
    log,
    clock,
    ...(enrolCode === undefined ? {} : { enrolCode }),
    ...(flags.decodeLimit === undefined ? {} : { decodeLimit: flags.decodeLimit }),
    ...(flags.hardwareDecoders === undefined ? {} : { hardwareDecoders: flags.hardwareDecoders }),
  });
}
