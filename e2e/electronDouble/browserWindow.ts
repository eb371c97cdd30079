import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import { doubleApp } from "./app.ts";
import type { Browser } from "./browser.ts";
import { refuseMissing } from "./refuseMissing.ts";
import { currentBrowser } from "./state.ts";
import { DoubleWebContents } from "./webContents.ts";

type Methods = Pick<
  Electron.BrowserWindow,
  | "destroy"
  | "focus"
  | "getBounds"
  | "hide"
  | "isDestroyed"
  | "isFullScreen"
  | "isVisible"
  | "loadURL"
  | "setBounds"
  | "setFullScreen"
  | "show"
  | "showInactive"
>;

/** Options the double acts on or knows to be without effect in a headless browser. */
const KNOWN_OPTIONS = new Set([
  "x",
  "y",
  "width",
  "height",
  "show",
  "frame",
  "backgroundColor",
  "roundedCorners",
  "webPreferences",
]);
/** A page without these would be easier to attack than the real one: the double insists on them. */
const REQUIRED_PREFERENCES = { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true };

/** A window of the browser. Electron's calls are immediate; the browser's are not, so they wait in one row. */
class DoubleBrowserWindow extends EventEmitter implements Methods {
  readonly #browser: Browser = currentBrowser();
  readonly #contents: DoubleWebContents;
  #bounds: Electron.Rectangle;
  #row: Promise<void>;
  #targetId = "";
  #windowId = 0;
  #isDestroyed = false;
  #isVisible: boolean;
  #isFullScreen = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    checkOptions(options);
    const { x = 0, y = 0, width = 800, height = 600, show = true } = options;
    this.#isVisible = show;
    this.#bounds = { x, y, width, height };
    this.#contents = new DoubleWebContents(this.#browser, options.webPreferences?.preload ?? "");
    this.#row = this.#open();
    doubleApp.emit("web-contents-created", {}, this.#contents.face);
    // biome-ignore lint/correctness/noConstructorReturn: the program must meet the refusing face
    return refuseMissing("BrowserWindow", this);
  }

  get webContents(): DoubleWebContents {
    return this.#contents.face;
  }

  async loadURL(url: string): Promise<void> {
    await this.#row;
    await this.#contents.load(url);
    this.emit("ready-to-show");
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    const { x: left, y: top, width, height } = this.#bounds;
    this.#queue({ left, top, width, height });
  }

  isFullScreen(): boolean {
    return this.#isFullScreen;
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  setFullScreen(isFullScreen: boolean): void {
    this.#isFullScreen = isFullScreen;
    this.#queue({ windowState: isFullScreen ? "fullscreen" : "normal" });
  }

  show(): void {
    this.#isVisible = true;
    this.#queue({ windowState: "normal" });
  }

  showInactive(): void {
    this.show();
  }

  focus(): void {
    this.#row = this.#row.then(() => this.#browser.send("Target.activateTarget", { targetId: this.#targetId }));
  }

  /** A full screen window cannot be minimised at once. */
  hide(): void {
    this.#isVisible = false;
    this.#isFullScreen = false;
    this.#queue({ windowState: "normal" });
    this.#queue({ windowState: "minimized" });
  }

  destroy(): void {
    this.#row = this.#row.then(() => this.#browser.send("Target.closeTarget", { targetId: this.#targetId }));
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  async #open(): Promise<void> {
    const { x: left, y: top, width, height } = this.#bounds;
    const params = { url: "about:blank", newWindow: true, left, top, width, height };
    const { targetId } = await this.#browser.send("Target.createTarget", params);
    this.#targetId = targetId;
    this.#browser.on("event", ({ method, params: { targetId: gone } = {} }) => {
      if (method === "Target.targetDestroyed" && gone === targetId) this.#end();
    });
    const { windowId } = await this.#browser.send("Browser.getWindowForTarget", { targetId });
    this.#windowId = windowId;
    await this.#contents.attach(targetId);
  }

  #queue(bounds: object): void {
    this.#row = this.#row.then(async () => {
      if (this.#isDestroyed) return;
      await this.#browser.send("Browser.setWindowBounds", { windowId: this.#windowId, bounds });
    });
  }

  #end(): void {
    this.#isDestroyed = true;
    this.#contents.markDestroyed();
    this.emit("closed");
  }
}

function checkOptions(options: Electron.BrowserWindowConstructorOptions): void {
  for (const name of Object.keys(options)) {
    if (!KNOWN_OPTIONS.has(name)) throw new Error(`the Electron double has no BrowserWindow option ${name}`);
  }
  for (const [name, value] of Object.entries(REQUIRED_PREFERENCES)) {
    if (Reflect.get(options.webPreferences ?? {}, name) !== value) {
      throw new Error(`the Electron double only opens windows with ${name}: ${value}`);
    }
  }
}

export const BrowserWindow = refuseMissing("BrowserWindow", DoubleBrowserWindow);
