import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { FAULTS } from "../../contract/faults.ts";
import type { Flags } from "../desk/flags.ts";
import type { Desk, DeskClock, Log, ShellPort, WindowHost } from "../desk/ports.ts";
import { createRecoveryBudget } from "../desk/shells/recoveryBudget.ts";
import { noSecretStore } from "../desk/shells/systemPorts.ts";
import { chooseBrowserArgs } from "./browserArgs.ts";
import { type BrowserProcess, startBrowser } from "./browserProcess.ts";
import { openBrowserWindows } from "./browserWindows.ts";
import { findBrowser } from "./findBrowser.ts";

export interface WebShellOptions {
  flags: Flags;
  secret: string;
  clock: DeskClock;
  log: Log;
  /** The operator has closed the browser. */
  onClosed(): void;
}

export interface WebShell {
  /** What the desk asks of this shell; answers before a browser is there, too. */
  readonly port: ShellPort;
  open(desk: Desk): Promise<void>;
  close(): Promise<void>;
}

/** A wall's browser is back this long after it went; one that keeps going is given a rest. Our choice. */
const WALL_BACK_AFTER_MS = 500;
const WALL_REST_MS = 30_000;

/** The web shell's browser: found, started, started again when it crashes, ended with the shell. */
export function createWebShell(options: WebShellOptions): WebShell {
  const { clock, log, onClosed } = options;
  const mayRecover = createRecoveryBudget(clock);
  let browser: BrowserProcess | undefined;
  let host: WindowHost | null = null;
  let isClosed = false;
  const port: ShellPort = { host: () => host, secrets: noSecretStore };

  const run = async (desk: Desk, path: string): Promise<void> => {
    const started = startBrowser(path, argsFor(options, desk.origin), clock);
    browser = started;
    void started.ended.then((isOrderly) => {
      host = null;
      desk.displays.hostChanged();
      if (isClosed) return;
      log.warn("browser ended", { isOrderly });
      const again = () =>
        void run(desk, path).catch((error: unknown) => log.error("browser not started", { reason: String(error) }));
      // Nobody sits at a wall to start it again, so it never gives up.
      if (options.flags.isWall) clock.after(mayRecover() ? WALL_BACK_AFTER_MS : WALL_REST_MS, again);
      else if (isOrderly || !mayRecover()) onClosed();
      else again();
    });
    host = await openWindows(options, desk, started);
    desk.displays.hostChanged();
  };

  return {
    port,
    async open(desk) {
      const path = findSystemBrowser(options.flags);
      if (path === null) process.stderr.write(`${FAULTS.BROWSER_MISSING.sentence}\n`);
      else await run(desk, path);
    },
    async close() {
      isClosed = true;
      await browser?.close();
    },
  };
}

function openWindows(options: WebShellOptions, desk: Desk, { cdp }: BrowserProcess): Promise<WindowHost> {
  const { secret, clock, log, onClosed } = options;
  return openBrowserWindows({
    cdp,
    origin: desk.origin,
    addressOf: (display) => `${desk.origin}/?${display === null ? "" : `display=${display}`}#k=${secret}`,
    hasConsole: !options.flags.isWall,
    onConsoleClosed: onClosed,
    displays: desk.displays,
    clock,
    log,
  });
}

function argsFor({ flags }: WebShellOptions, origin: string): string[] {
  // Chromium refuses to run as root with its sandbox.
  const isSandboxed = flags.isSandboxed && process.getuid?.() !== 0;
  const profileDir = join(flags.dataDir, "browser");
  return chooseBrowserArgs({ profileDir, origin, isSandboxed, extra: flags.browserFlags });
}

function findSystemBrowser(flags: Flags): string | null {
  const { platform, env } = process;
  return findBrowser(flags.browserPath, { platform, env, isExecutable });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
