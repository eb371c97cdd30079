import type { Browser } from "./browser.ts";

/** What the run script settles before the program's own main is loaded, and the parts of the double share. */
export interface DoubleOptions {
  readonly root: string;
  readonly screens: string;
  readonly devToolsPort: number;
}

interface State {
  options: DoubleOptions;
  browser: Browser | undefined;
  userDataDir: string;
}

const state: State = {
  options: { root: "", screens: "1920x1080", devToolsPort: 0 },
  browser: undefined,
  userDataDir: "",
};

export function configure(options: DoubleOptions): void {
  state.options = options;
}

export function optionsOfDouble(): DoubleOptions {
  return state.options;
}

export function keepBrowser(browser: Browser): void {
  state.browser = browser;
}

/** Throws before `ready`, as Electron's modules do. */
export function currentBrowser(): Browser {
  if (state.browser === undefined) throw new Error("the Electron double is not ready: await app.whenReady() first");
  return state.browser;
}

export function hasBrowser(): boolean {
  return state.browser !== undefined;
}

export function keepUserDataDir(dir: string): void {
  state.userDataDir = dir;
}

export function userDataDir(): string {
  return state.userDataDir;
}
