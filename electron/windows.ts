import { BrowserWindow, type BrowserWindowConstructorOptions, screen, type WebContents } from "electron";
import type { WindowPlace } from "./desk/displays/placeDisplays.ts";
import type { Bounds, DesktopPoint, ScreenFacts } from "./desk/displays/screens.ts";
import type { Desk, Log, WindowHost } from "./desk/ports.ts";
import { SAFE_PREFERENCES } from "./hardening.ts";

export interface WindowsOptions {
  origin: string;
  preloadPath: string;
  hasDevTools: boolean;
  /** Without a console there are display windows alone, as on an unattended wall. */
  hasConsole: boolean;
  onConsoleClosed(): void;
  /** The page is gone or has been replaced: its line to the desk ends. */
  onPageLeft(contents: WebContents): void;
  displays: Desk["displays"];
  log: Log;
}

const CONSOLE_SIZE = { width: 1_600, height: 900 };
/** A new window is born small on its screen: a large one may be cut to the primary screen's size. */
const BIRTH_SIZE_PX = 200;
/** `--ground` of the page, so that a window does not flash white. */
const BACKGROUND = "#0d1014";

/** The console and the windows of the displays. Which of them goes where, and when, is the desk's to say. */
export class Windows implements WindowHost {
  readonly #options: WindowsOptions;
  readonly #windows = new Map<number | null, BrowserWindow>();

  constructor(options: WindowsOptions) {
    this.#options = options;
    if (options.hasConsole) this.#openConsole();
  }

  async screens(): Promise<ScreenFacts[]> {
    const primary = screen.getPrimaryDisplay().id;
    return screen.getAllDisplays().map(({ id, label, scaleFactor, internal, bounds }) => ({
      label,
      leftPx: bounds.x,
      topPx: bounds.y,
      widthPx: bounds.width,
      heightPx: bounds.height,
      scale: scaleFactor,
      isPrimary: id === primary,
      isInternal: internal,
      platformId: String(id),
    }));
  }

  /** Its middle: the edge of a maximised window may lie on the next screen. */
  async consoleAt(): Promise<DesktopPoint | null> {
    const bounds = this.#windows.get(null)?.getBounds();
    if (bounds === undefined) return null;
    return { leftPx: bounds.x + bounds.width / 2, topPx: bounds.y + bounds.height / 2 };
  }

  focusConsole(): void {
    this.#windows.get(null)?.show();
    this.#windows.get(null)?.focus();
  }

  async show(display: number, place: WindowPlace): Promise<void> {
    this.#place(this.#windows.get(display) ?? this.#openDisplay(display, place.bounds), place);
  }

  async hide(display: number): Promise<void> {
    this.#windows.get(display)?.hide();
  }

  /** Not asked: a page that hangs would not answer. */
  async close(display: number): Promise<void> {
    this.#windows.get(display)?.destroy();
  }

  async kill(display: number | null): Promise<void> {
    this.#windows.get(display)?.webContents.forcefullyCrashRenderer();
  }

  async reload(display: number | null): Promise<void> {
    this.#windows.get(display)?.webContents.reload();
  }

  #openConsole(): void {
    const window = this.#create({ ...CONSOLE_SIZE, show: false }, `${this.#options.origin}/`, null);
    window.once("ready-to-show", () => window.show());
    window.once("closed", () => this.#options.onConsoleClosed());
  }

  #openDisplay(display: number, { leftPx: x, topPx: y }: Bounds): BrowserWindow {
    const options = { x, y, width: BIRTH_SIZE_PX, height: BIRTH_SIZE_PX, show: false, frame: false };
    const window = this.#create(options, `${this.#options.origin}/?display=${display}`, display);
    window.once("closed", () => this.#options.displays.windowClosed(display));
    return window;
  }

  #create(options: BrowserWindowConstructorOptions, url: string, display: number | null): BrowserWindow {
    const { preloadPath, hasDevTools, onPageLeft, displays, log } = this.#options;
    const window = new BrowserWindow({
      ...options,
      backgroundColor: BACKGROUND,
      roundedCorners: false,
      webPreferences: { ...SAFE_PREFERENCES, devTools: hasDevTools, preload: preloadPath },
    });
    this.#windows.set(display, window);
    const { webContents } = window;
    webContents.on("did-navigate", () => onPageLeft(webContents));
    webContents.on("render-process-gone", (_event, { reason }) => {
      onPageLeft(webContents);
      if (reason !== "clean-exit") displays.windowCrashed(display);
    });
    window.once("closed", () => {
      this.#windows.delete(display);
      onPageLeft(webContents);
    });
    window.loadURL(url).catch((error: unknown) => log.warn("page not loaded", { reason: String(error) }));
    return window;
  }

  /** Mixed scales: the first call may use the scale of the screen the window comes from, the second does not. */
  #place(window: BrowserWindow, { bounds, isFullScreen }: WindowPlace): void {
    const { leftPx: x, topPx: y, widthPx: width, heightPx: height } = bounds;
    const isThere = (at: Electron.Rectangle) => at.x === x && at.y === y && at.width === width && at.height === height;
    if (window.isVisible() && window.isFullScreen() === isFullScreen && isThere(window.getBounds())) return;
    window.setFullScreen(false);
    window.setBounds({ x, y, width, height });
    window.setBounds({ x, y, width, height });
    window.showInactive();
    window.setFullScreen(isFullScreen);
    const got = window.getBounds();
    if (!isThere(got)) this.#options.log.warn("window not on its screen", { leftPx: got.x, topPx: got.y });
  }
}
