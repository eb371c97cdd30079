import { z } from "zod";
import type { WindowPlace } from "../desk/displays/placeDisplays.ts";
import type { ScreenFacts } from "../desk/displays/screens.ts";
import type { Desk, DeskClock, Log, WindowHost } from "../desk/ports.ts";
import { wait } from "../desk/shells/systemPorts.ts";
import {
  awaitScreenChange,
  type BrowserPage,
  crashPage,
  findFirstPage,
  hidePage,
  openPage,
  placePage,
  readMiddle,
  readScreens,
} from "./browserPages.ts";
import type { CdpEvent, CdpPipe } from "./cdpPipe.ts";

export interface BrowserWindowsOptions {
  cdp: CdpPipe;
  origin: string;
  /** Without a console its page stays blank in the background: the browser needs one to tell of its screens. */
  hasConsole: boolean;
  /** Address with the run's secret of the console, or of a display's window. */
  addressOf(display: number | null): string;
  /** The operator has closed the console. */
  onConsoleClosed(): void;
  displays: Pick<Desk["displays"], "screensChanged" | "windowClosed" | "windowCrashed">;
  clock: DeskClock;
  log: Log;
}

const FIRST_PAGE_LIMIT_MS = 15_000;
const FIRST_PAGE_CHECK_MS = 50;
const WATCH_AGAIN_AFTER_MS = 1_000;
const SCREENS_LIMIT_MS = 5_000;
const SCREENS_AGAIN_AFTER_MS = 200;

const TargetEvent = z.object({ targetId: z.string() });

/** The console and the display windows of one browser. Which of them goes where, and when, is the desk's to say. */
export async function openBrowserWindows(options: BrowserWindowsOptions): Promise<WindowHost> {
  const { cdp, origin, hasConsole, addressOf } = options;
  await cdp.send("Target.setDiscoverTargets", { discover: true });
  await cdp.send("Browser.grantPermissions", { origin, permissions: ["windowManagement", "loopbackNetwork"] });
  const consolePage = await awaitFirstPage(options);
  const pages = new Map<number | null, BrowserPage>([[null, consolePage]]);
  await cdp.send("Page.navigate", { url: hasConsole ? addressOf(null) : `${origin}/blank` }, consolePage.sessionId);
  if (!hasConsole) await hidePage(cdp, consolePage);
  watchPages(options, pages);
  void watchScreens(options, consolePage);
  return {
    screens: () => askScreens(options, consolePage),
    consoleAt: async () => (hasConsole ? readMiddle(cdp, consolePage) : null),
    show: (display, place) => show(options, pages, display, place),
    async hide(display) {
      const page = pages.get(display);
      if (page !== undefined) await hidePage(cdp, page);
    },
    async close(display) {
      const page = pages.get(display);
      if (page !== undefined) await cdp.send("Target.closeTarget", { targetId: page.targetId });
    },
    async kill(display) {
      const page = pages.get(display);
      if (page !== undefined) await crashPage(cdp, page);
    },
    async reload(display) {
      const page = pages.get(display);
      if (page !== undefined) await cdp.send("Page.reload", {}, page.sessionId);
    },
  };
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

/** A page that is being loaded, or was just killed, cannot tell; a moment later it can. */
async function askScreens({ cdp, clock }: BrowserWindowsOptions, page: BrowserPage): Promise<readonly ScreenFacts[]> {
  const giveUpAtMs = clock.nowMs() + SCREENS_LIMIT_MS;
  for (;;) {
    try {
      return await readScreens(cdp, page);
    } catch (error) {
      if (cdp.isEnded() || clock.nowMs() > giveUpAtMs) throw error;
      await wait(clock, SCREENS_AGAIN_AFTER_MS);
    }
  }
}

async function show(
  { cdp, addressOf }: BrowserWindowsOptions,
  pages: Map<number | null, BrowserPage>,
  display: number,
  place: WindowPlace,
): Promise<void> {
  const page = pages.get(display) ?? (await openPage(cdp, addressOf(display), place.bounds));
  pages.set(display, page);
  await placePage(cdp, page, place);
}

/** Tells of windows that are closed and of pages that die. */
function watchPages(options: BrowserWindowsOptions, pages: Map<number | null, BrowserPage>): void {
  const { cdp, displays, hasConsole, onConsoleClosed } = options;
  const find = (targetId: string) => [...pages].find(([, page]) => page.targetId === targetId)?.[0];
  cdp.onEvent(({ method, params }: CdpEvent) => {
    if (method !== "Target.targetDestroyed" && method !== "Target.targetCrashed") return;
    const display = find(TargetEvent.parse(params).targetId);
    if (display === undefined) return;
    if (method === "Target.targetCrashed") displays.windowCrashed(display);
    else {
      pages.delete(display);
      if (display !== null) displays.windowClosed(display);
      else if (hasConsole) onConsoleClosed();
    }
  });
}

/** Until the browser is gone. A page being loaded answers with an error; then it is asked again. */
async function watchScreens({ cdp, clock, log, displays }: BrowserWindowsOptions, page: BrowserPage): Promise<void> {
  while (!cdp.isEnded()) {
    try {
      await awaitScreenChange(cdp, page);
    } catch (error) {
      log.info("screens not watched", { reason: String(error) });
      await wait(clock, WATCH_AGAIN_AFTER_MS);
    }
    // After a failure, too: what changed meanwhile was not heard of.
    displays.screensChanged();
  }
}
