import { homedir } from "node:os";
import { Fault } from "../../contract/faults.ts";
import { makeSecret } from "../desk/chance.ts";
import { type Flags, parseFlags } from "../desk/flags.ts";
import { HubNotStarted } from "../desk/shells/hubKeeper.ts";
import { findProgramFolder, readVersion } from "../desk/shells/programFolder.ts";
import { describeReady, startProgram } from "../desk/shells/startProgram.ts";
import { onStopAsked } from "../desk/shells/stopSignals.ts";
import { createStderrLog } from "../desk/shells/systemPorts.ts";
import { createSystemClock } from "../desk/systemClock.ts";
import { forkHubChild } from "./hubChild.ts";
import { createWebShell } from "./webShell.ts";
import { acceptWindows } from "./windowSocket.ts";

/** The web shell: desk and hub as in Electron, windows in the system's browser. */

const SECRET_BYTES = 32;
/** Everything is to be gone 5 s after the request to stop; what is not by then is left to the parent's end. */
const STOP_LIMIT_MS = 4_500;

await main();

async function main(): Promise<void> {
  const parsed = parseFlags(process.argv.slice(2), {
    env: process.env,
    platform: process.platform,
    homeDir: homedir(),
  });
  if (parsed.kind === "help") {
    process.stdout.write(parsed.text);
    return;
  }
  if (parsed.kind === "wrong") {
    giveUp(parsed.sentence);
    return;
  }
  try {
    await run(parsed.flags);
  } catch (error) {
    if (error instanceof Fault) giveUp(error.message);
    // The hub has said why by itself.
    else if (error instanceof HubNotStarted) process.exit(1);
    else throw error;
  }
}

async function run(flags: Flags): Promise<void> {
  const clock = createSystemClock();
  const log = createStderrLog("web");
  const secret = makeSecret(SECRET_BYTES);
  const ends: (() => Promise<void> | void)[] = [];
  const stop = (reason: string): void => {
    log.info("stopping", { reason });
    setTimeout(() => process.exit(0), STOP_LIMIT_MS);
    void Promise.allSettled(ends.map(async (end) => end())).then(() => process.exit(0));
  };
  const stopOnce = onStopAsked({ followsParent: true }, stop);

  const shell = createWebShell({ flags, secret, clock, log, onClosed: () => stopOnce("browser closed") });
  const folder = findProgramFolder(import.meta.dirname);
  const version = readVersion(folder);
  const program = await startProgram({ flags, folder, version, shell: shell.port, forkHub: forkHubChild, clock, log });
  ends.push(
    () => shell.close(),
    () => program.close(),
  );
  ends.push(acceptWindows({ desk: program.desk, secret, clock, log }));
  process.stdout.write(describeReady(program, `${program.desk.origin}/#k=${secret}`));
  if (flags.isOpening) await shell.open(program.desk);
}

function giveUp(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
