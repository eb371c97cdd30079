import { homedir } from "node:os";
import { join } from "node:path";
import { app, dialog, Menu, powerMonitor, powerSaveBlocker, screen, session } from "electron";
import { Fault } from "../contract/faults.ts";
import { type Flags, parseFlags } from "./desk/flags.ts";
import type { Desk, Log, ShellPort } from "./desk/ports.ts";
import { HubNotStarted } from "./desk/shells/hubKeeper.ts";
import { findProgramFolder } from "./desk/shells/programFolder.ts";
import { describeReady, startProgram } from "./desk/shells/startProgram.ts";
import { onStopAsked } from "./desk/shells/stopSignals.ts";
import { createStderrLog } from "./desk/shells/systemPorts.ts";
import { createSystemClock } from "./desk/systemClock.ts";
import { linkWindows } from "./deskLink.ts";
import { hardenContents, hardenSession } from "./hardening.ts";
import { forkHubProcess } from "./hubProcess.ts";
import { takeProgramArgs } from "./programArgs.ts";
import { openSystemSecrets } from "./secrets.ts";
import { Windows } from "./windows.ts";

/** The Electron shell: the desk runs here, a hub beside it, a window per display; everything they say goes over IPC. */

/** Everything is to be gone 5 s after the request to stop. */
const STOP_LIMIT_MS = 4_500;

begin();

/** Not awaited at top level: Electron is not ready before its entry has been evaluated. */
function begin(): void {
  const args = takeProgramArgs(process.argv, app.isPackaged);
  const parsed = parseFlags(args, { env: process.env, platform: process.platform, homeDir: homedir() });
  if (parsed.kind === "help") {
    process.stdout.write(parsed.text);
    app.exit(0);
  } else if (parsed.kind === "wrong") {
    giveUp(parsed.sentence);
  } else {
    prepareChromium(parsed.flags);
    run(parsed.flags).catch(handleFailure);
  }
}

/** What must be settled before Electron is ready. */
function prepareChromium(flags: Flags): void {
  app.setPath("userData", join(flags.dataDir, "electron"));
  app.enableSandbox();
  app.commandLine.appendSwitch("autoplay-policy", "no-user-gesture-required");
  app.commandLine.appendSwitch("disable-renderer-backgrounding");
  app.commandLine.appendSwitch("disable-backgrounding-occluded-windows");
  app.commandLine.appendSwitch("disable-background-timer-throttling");
  // Wayland lets no program place its windows; the desktop file of the packaged program says this even earlier.
  if (process.platform === "linux") app.commandLine.appendSwitch("ozone-platform", "x11");
  if (!flags.isSandboxed) app.commandLine.appendSwitch("no-sandbox");
}

async function run(flags: Flags): Promise<void> {
  if (!app.requestSingleInstanceLock()) throw new Fault("DATA_UNUSABLE", "Another Glasshouse uses it.");
  const clock = createSystemClock();
  const log = createStderrLog("electron");
  const stopper = createStopper(log);
  await app.whenReady();
  Menu.setApplicationMenu(null);
  app.on("web-contents-created", (_event, contents) => hardenContents(contents));
  app.on("child-process-gone", (_event, { type, reason, exitCode }) => {
    log.error("process gone", { type, reason, code: exitCode });
  });

  let windows: Windows | undefined;
  const folder = findProgramFolder(import.meta.dirname);
  const shell = await createPort(flags, () => windows ?? null);
  const version = app.getVersion();
  const program = await startProgram({ flags, folder, version, shell, forkHub: forkHubProcess, clock, log });
  stopper.ends.push(() => program.close());
  windows = openWindows(program.desk, flags, log, stopper);
  process.stdout.write(describeReady(program, `${program.desk.origin}/`));
  program.desk.displays.hostChanged();
}

interface Stopper {
  readonly ends: (() => Promise<void> | void)[];
  stop(reason: string): void;
}

/** Quitting by any way ends the desk and the hub first, and the program within 5 s. */
function createStopper(log: Log): Stopper {
  const ends: Stopper["ends"] = [];
  const options = { followsParent: !app.isPackaged };
  const stop = onStopAsked(options, (reason) => {
    log.info("stopping", { reason });
    setTimeout(() => app.exit(0), STOP_LIMIT_MS);
    void Promise.allSettled(ends.map(async (end) => end())).then(() => app.exit(0));
  });
  app.on("before-quit", (event) => {
    event.preventDefault();
    stop("quit");
  });
  // The console's own end stops the program; without this listener Electron would quit by itself.
  app.on("window-all-closed", () => {});
  return { ends, stop };
}

function openWindows(desk: Desk, { isWall }: Flags, log: Log, stopper: Stopper): Windows {
  hardenSession(session.defaultSession, desk.origin);
  const link = linkWindows(desk, log);
  stopper.ends.push(() => link.close());
  const windows = new Windows({
    origin: desk.origin,
    preloadPath: join(import.meta.dirname, "preload.cjs"),
    hasDevTools: !app.isPackaged,
    hasConsole: !isWall,
    onConsoleClosed: () => stopper.stop("console closed"),
    onPageLeft: (contents) => link.drop(contents),
    displays: desk.displays,
    log,
  });
  screen.on("display-added", desk.displays.screensChanged);
  screen.on("display-removed", desk.displays.screensChanged);
  screen.on("display-metrics-changed", desk.displays.screensChanged);
  powerMonitor.on("resume", () => desk.resumed());
  powerSaveBlocker.start("prevent-display-sleep");
  app.on("second-instance", () => windows.focusConsole());
  return windows;
}

async function createPort(flags: Flags, host: ShellPort["host"]): Promise<ShellPort> {
  return { host, secrets: await openSystemSecrets(join(flags.dataDir, "secrets")) };
}

function handleFailure(error: unknown): void {
  if (error instanceof HubNotStarted) giveUp("The embedded hub could not be started; its reason is above.");
  else if (error instanceof Fault) giveUp(error.message);
  else giveUp(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function giveUp(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  // Nobody reads the standard error of a program started by its icon.
  if (app.isPackaged) dialog.showErrorBox("Glasshouse", sentence);
  app.exit(1);
}
