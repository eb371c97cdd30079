import { z } from "zod";
import type { ScreenInfo } from "../../contract/deskApi.ts";
import type { DeskClock, Log } from "../desk/ports.ts";
import { type DisplayPlace, describeScreens, findScreenAt, planDisplay } from "../desk/shells/placeDisplay.ts";
import { createRecoveryBudget } from "../desk/shells/recoveryBudget.ts";
import { wait } from "../desk/shells/systemPorts.ts";
import {
  awaitScreenChange,
  type BrowserPage,
  findFirstPage,
  hidePage,
  openPage,
  placePage,
  readPosition,
  readScreens,
} from "./browserPages.ts";
import type { CdpEvent, CdpPipe } from "./cdpPipe.ts";

export interface BrowserWindowsOptions {
  cdp: CdpPipe;
  origin: string;
  /** Address with the run's secret of the console, or of a display's window. */
  addressOf(display: number | null): string;
  onScreensChanged(): void;
  /** The operator has closed the console. */
  onConsoleClosed(): void;
  clock: DeskClock;
  log: Log;
}

export interface BrowserWindows {
  screens(): Promise<ScreenInfo[]>;
  openDisplay(display: number, screenId: string | undefined): Promise<void>;
  closeDisplay(display: number): Promise<void>;
}

interface DisplayWindow {
  readonly page: BrowserPage;
  readonly place: DisplayPlace;
}

const FIRST_PAGE_LIMIT_MS = 15_000;
const FIRST_PAGE_CHECK_MS = 50;
const RELOAD_AFTER_MS = 500;
const WATCH_AGAIN_AFTER_MS = 1_000;

const TargetEvent = z.object({ targetId: z.string() });

/** The console and the display windows of one browser: on their screens, and back when their page crashes. */
export async function openBrowserWindows(options: BrowserWindowsOptions): Promise<BrowserWindows> {
  const { cdp, origin, addressOf, onScreensChanged } = options;
  await cdp.send("Target.setDiscoverTargets", { discover: true });
  await cdp.send("Browser.grantPermissions", { origin, permissions: ["windowManagement", "loopbackNetwork"] });
  const consolePage = await awaitFirstPage(options);
  await cdp.send("Page.navigate", { url: addressOf(null) }, consolePage.sessionId);
  const displays = new Map<number, DisplayWindow>();
  const screens = async () => describeScreens(await readScreens(cdp, consolePage));
  watchPages(options, consolePage, displays);
  void watchScreens(options, consolePage, async () => {
    onScreensChanged();
    await followScreens(cdp, await screens(), displays);
  });
  return {
    screens,
    async openDisplay(display, screenId) {
      const known = await screens();
      const taken = await listTaken(cdp, known, consolePage, displays, display);
      const place = planDisplay(known, taken, screenId);
      if (place === null) throw new Error("there is no screen");
      const page = displays.get(display)?.page ?? (await openPage(cdp, addressOf(display), place.bounds));
      displays.set(display, { page, place });
      await placePage(cdp, page, place);
    },
    async closeDisplay(display) {
      const window = displays.get(display);
      displays.delete(display);
      if (window !== undefined) await cdp.send("Target.closeTarget", { targetId: window.page.targetId });
    },
  };
}

/** Screens with the console or with another display than this. */
async function listTaken(
  cdp: CdpPipe,
  screens: readonly ScreenInfo[],
  consolePage: BrowserPage,
  displays: Map<number, DisplayWindow>,
  display: number,
): Promise<Set<string>> {
  const { leftPx, topPx } = await readPosition(cdp, consolePage);
  const ofConsole = findScreenAt(screens, leftPx, topPx) ?? screens[0];
  const others = [...displays].filter(([number]) => number !== display).map(([, { place }]) => place.screenId);
  return new Set(ofConsole === undefined ? others : [...others, ofConsole.screenId]);
}

async function awaitFirstPage({ cdp, clock }: BrowserWindowsOptions): Promise<BrowserPage> {
  const giveUpAtMs = clock.nowMs() + FIRST_PAGE_LIMIT_MS;
  for (;;) {
    const page = await findFirstPage(cdp);
    if (page !== null) return page;
    if (clock.nowMs() > giveUpAtMs) throw new Error("the browser opened no window");
    await wait(clock, FIRST_PAGE_CHECK_MS);
  }
}

/** A closed display is forgotten; a crashed page is loaded again in its window, which keeps its place. */
function watchPages(options: BrowserWindowsOptions, consolePage: BrowserPage, displays: Map<number, DisplayWindow>) {
  const { cdp, clock, log, onConsoleClosed } = options;
  const mayRecover = createRecoveryBudget(clock);
  const findDisplay = (targetId: string) => [...displays].find(([, window]) => window.page.targetId === targetId);
  const handleClosed = (targetId: string): void => {
    if (targetId === consolePage.targetId) onConsoleClosed();
    const display = findDisplay(targetId);
    if (display !== undefined) displays.delete(display[0]);
  };
  const handleCrashed = (targetId: string): void => {
    const display = findDisplay(targetId);
    const page = targetId === consolePage.targetId ? consolePage : display?.[1].page;
    if (page === undefined) return;
    const isRecovered = mayRecover();
    log.error("window crashed", { display: display?.[0], isRecovered });
    if (isRecovered) clock.after(RELOAD_AFTER_MS, () => reload(options, page, display?.[0] ?? null));
  };
  cdp.onEvent(({ method, params }: CdpEvent) => {
    if (method !== "Target.targetDestroyed" && method !== "Target.targetCrashed") return;
    const { targetId } = TargetEvent.parse(params);
    if (method === "Target.targetDestroyed") handleClosed(targetId);
    else handleCrashed(targetId);
  });
}

function reload({ cdp, log }: BrowserWindowsOptions, page: BrowserPage, display: number | null): void {
  cdp.send("Page.reload", {}, page.sessionId).catch((error: unknown) => {
    log.warn("window not reloaded", { display, reason: String(error) });
  });
}

/** A window whose screen is gone is hidden, never left on top of another wall, and placed when its screen is back. */
async function followScreens(cdp: CdpPipe, screens: readonly ScreenInfo[], displays: Map<number, DisplayWindow>) {
  for (const { page, place } of displays.values()) {
    if (screens.some((screen) => screen.screenId === place.screenId)) await placePage(cdp, page, place);
    else await hidePage(cdp, page);
  }
}

/** Until the browser is gone. A page being loaded answers with an error; then it is asked again. */
async function watchScreens(
  { cdp, clock, log }: BrowserWindowsOptions,
  page: BrowserPage,
  changed: () => Promise<void>,
) {
  while (!cdp.isEnded()) {
    try {
      await awaitScreenChange(cdp, page);
      await changed();
    } catch (error) {
      log.info("screens not watched", { reason: String(error) });
      await wait(clock, WATCH_AGAIN_AFTER_MS);
    }
  }
}
