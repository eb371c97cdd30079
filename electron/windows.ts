import { BrowserWindow, type BrowserWindowConstructorOptions, screen, type WebContents } from "electron";
import type { ScreenInfo } from "../contract/deskApi.ts";
import type { DeskClock, Log } from "./desk/ports.ts";
import {
  type Bounds,
  type DisplayPlace,
  describeScreens,
  findScreenAt,
  planDisplay,
} from "./desk/shells/placeDisplay.ts";
import { createRecoveryBudget } from "./desk/shells/recoveryBudget.ts";
import { SAFE_PREFERENCES } from "./hardening.ts";

export interface WindowsOptions {
  origin: string;
  preloadPath: string;
  hasDevTools: boolean;
  onConsoleClosed(): void;
  /** The page is gone or has been replaced: its line to the desk ends. */
  onPageLeft(contents: WebContents): void;
  clock: DeskClock;
  log: Log;
}

interface DisplayWindow {
  readonly window: BrowserWindow;
  readonly place: DisplayPlace;
}

const CONSOLE_SIZE = { width: 1_600, height: 900 };
/** A new window is born small on its screen: a large one may be cut to the primary screen's size. */
const BIRTH_SIZE_PX = 200;
const RELOAD_AFTER_MS = 500;
/** `--ground` of the page, so that a window does not flash white. */
const BACKGROUND = "#0d1014";

/** The console and the windows of the displays, each on its screen. */
export class Windows {
  readonly #options: WindowsOptions;
  readonly #displays = new Map<number, DisplayWindow>();
  readonly #mayRecover: () => boolean;
  #console: BrowserWindow | undefined;

  constructor(options: WindowsOptions) {
    this.#options = options;
    this.#mayRecover = createRecoveryBudget(options.clock);
  }

  screens(): ScreenInfo[] {
    const primary = screen.getPrimaryDisplay().id;
    const facts = screen.getAllDisplays().map(({ id, label, scaleFactor, bounds }) => ({
      label,
      leftPx: bounds.x,
      topPx: bounds.y,
      widthPx: bounds.width,
      heightPx: bounds.height,
      scale: scaleFactor,
      isPrimary: id === primary,
    }));
    return describeScreens(facts);
  }

  openConsole(): void {
    const window = this.#create({ ...CONSOLE_SIZE, show: false }, `${this.#options.origin}/`, null);
    this.#console = window;
    window.once("ready-to-show", () => window.show());
    window.once("closed", () => this.#options.onConsoleClosed());
  }

  focusConsole(): void {
    this.#console?.show();
    this.#console?.focus();
  }

  openDisplay(display: number, screenId: string | undefined): void {
    const place = planDisplay(this.screens(), this.#listTaken(display), screenId);
    if (place === null) throw new Error("there is no screen");
    const window = this.#displays.get(display)?.window ?? this.#createDisplay(display, place.bounds);
    this.#displays.set(display, { window, place });
    this.#place(window, place);
  }

  closeDisplay(display: number): void {
    this.#displays.get(display)?.window.close();
  }

  /** A window whose screen is gone is hidden, never left on top of another wall, and placed when its screen is back. */
  followScreens(): void {
    const present = new Set(this.screens().map(({ screenId }) => screenId));
    for (const { window, place } of this.#displays.values()) {
      if (present.has(place.screenId)) this.#place(window, place);
      else window.hide();
    }
  }

  #createDisplay(display: number, { leftPx: x, topPx: y }: Bounds): BrowserWindow {
    const options = { x, y, width: BIRTH_SIZE_PX, height: BIRTH_SIZE_PX, show: false, frame: false };
    const window = this.#create(options, `${this.#options.origin}/?display=${display}`, display);
    window.once("closed", () => this.#displays.delete(display));
    return window;
  }

  #create(options: BrowserWindowConstructorOptions, url: string, display: number | null): BrowserWindow {
    const { preloadPath, hasDevTools, onPageLeft } = this.#options;
    const window = new BrowserWindow({
      ...options,
      backgroundColor: BACKGROUND,
      roundedCorners: false,
      webPreferences: { ...SAFE_PREFERENCES, devTools: hasDevTools, preload: preloadPath },
    });
    const { webContents } = window;
    webContents.on("did-navigate", () => onPageLeft(webContents));
    webContents.on("render-process-gone", (_event, { reason }) => {
      onPageLeft(webContents);
      if (reason !== "clean-exit") this.#recover(window, display, reason);
    });
    window.once("closed", () => onPageLeft(webContents));
    this.#load(window, url);
    return window;
  }

  /** Mixed scales: the first call may use the scale of the screen the window comes from, the second does not. */
  #place(window: BrowserWindow, { bounds, isFullScreen }: DisplayPlace): void {
    const { leftPx: x, topPx: y, widthPx: width, heightPx: height } = bounds;
    window.setFullScreen(false);
    window.setBounds({ x, y, width, height });
    window.setBounds({ x, y, width, height });
    window.showInactive();
    window.setFullScreen(isFullScreen);
    const got = window.getBounds();
    if (got.x !== x || got.y !== y) this.#options.log.warn("window not on its screen", { leftPx: got.x, topPx: got.y });
  }

  #listTaken(display: number): Set<string> {
    const others = [...this.#displays].filter(([number]) => number !== display).map(([, { place }]) => place.screenId);
    const at = this.#console?.getBounds();
    const ofConsole = at === undefined ? undefined : findScreenAt(this.screens(), at.x, at.y);
    return new Set(ofConsole === undefined ? others : [...others, ofConsole.screenId]);
  }

  #recover(window: BrowserWindow, display: number | null, reason: string): void {
    const { clock, log } = this.#options;
    const isRecovered = this.#mayRecover();
    log.error("window crashed", { display, reason, isRecovered });
    if (!isRecovered) return;
    clock.after(RELOAD_AFTER_MS, () => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  }

  #load(window: BrowserWindow, url: string): void {
    window.loadURL(url).catch((error: unknown) => this.#options.log.warn("page not loaded", { reason: String(error) }));
  }
}
