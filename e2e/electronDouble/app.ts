import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type * as Electron from "electron";
import { Browser } from "./browser.ts";
import { refuseMissing } from "./refuseMissing.ts";
import { startScreens } from "./screen.ts";
import { currentBrowser, hasBrowser, keepBrowser, keepUserDataDir, optionsOfDouble, userDataDir } from "./state.ts";

type AppMethods = Pick<
  Electron.App,
  | "enableSandbox"
  | "exit"
  | "getVersion"
  | "isPackaged"
  | "quit"
  | "requestSingleInstanceLock"
  | "setPath"
  | "whenReady"
>;

/** Has no meaning for a headless browser, or is set by the double itself. */
const SWITCHES_NOT_PASSED = new Set(["ozone-platform", "no-sandbox"]);

class DoubleApp extends EventEmitter implements AppMethods {
  readonly isPackaged = false;
  readonly #switches: string[] = [];
  #ready: Promise<void> | undefined;

  readonly commandLine: Pick<Electron.CommandLine, "appendSwitch"> = refuseMissing("app.commandLine", {
    appendSwitch: (name: string, value?: string) => {
      if (hasBrowser()) throw new Error("switches are for before ready");
      if (!SWITCHES_NOT_PASSED.has(name)) this.#switches.push(value === undefined ? `--${name}` : `--${name}=${value}`);
    },
  });

  /** Chromium's sandbox is on unless it runs as root. */
  enableSandbox(): void {
    if (hasBrowser()) throw new Error("app.enableSandbox() is for before ready");
  }

  setPath(name: string, path: string): void {
    if (name !== "userData") throw new Error(`the Electron double has no path ${name}`);
    keepUserDataDir(path);
  }

  getVersion(): string {
    return JSON.parse(readFileSync(join(optionsOfDouble().root, "package.json"), "utf8")).version;
  }

  /** Other instances are refused, but the first one hears nothing of them. */
  requestSingleInstanceLock(): boolean {
    mkdirSync(userDataDir(), { recursive: true });
    const path = join(userDataDir(), "electronDouble.lock");
    try {
      if (isRunning(Number(readFileSync(path, "utf8")))) return false;
    } catch {
      // No lock yet.
    }
    writeFileSync(path, String(process.pid));
    process.once("exit", () => rmSync(path, { force: true }));
    return true;
  }

  whenReady(): Promise<void> {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  quit(): void {
    let isPrevented = false;
    this.emit("before-quit", { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.exit(0);
  }

  exit(code = 0): void {
    const browser = hasBrowser() ? currentBrowser() : undefined;
    void Promise.resolve(browser?.close()).finally(() => process.exit(code));
  }

  async #start(): Promise<void> {
    const { screens, devToolsPort } = optionsOfDouble();
    const browser = await Browser.start({ screens, devToolsPort, switches: this.#switches });
    browser.once("gone", () => {
      process.stderr.write("the browser under the Electron double is gone\n");
      process.exit(1);
    });
    process.once("exit", () => void browser.close());
    await browser.send("Target.setDiscoverTargets", { discover: true });
    keepBrowser(browser);
    await startScreens(browser);
    process.stderr.write(`${JSON.stringify({ double: "electron", devToolsUrl: browser.devToolsUrl })}\n`);
    this.emit("ready");
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const doubleApp = new DoubleApp();
export const app = refuseMissing("app", doubleApp);
