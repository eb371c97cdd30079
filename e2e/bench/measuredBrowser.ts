import { type Browser, type BrowserServer, chromium, type Page } from "@playwright/test";
import { browserOptions } from "../fixtures/browser.ts";
import { BENCH_RENDITIONS } from "./encodeBenchClip.ts";
import { installProbe, type ProbeMark } from "./probe.ts";
import { measureTrees, type TreeUse } from "./processTree.ts";

/** Size of the wall in every measurement. */
const VIEWPORT = { width: 1_920, height: 1_080 };
/** Players start with a burst; what is compared is the steady state. */
const WARM_UP_MS = 8_000;
/** Frames per second of the benchmark's streams, by picture height. */
const SOURCE_FPS = Object.fromEntries(Object.values(BENCH_RENDITIONS).map(({ heightPx, fps }) => [heightPx, fps]));

/** A browser with nothing in it but what is measured. */
export interface MeasuredBrowser {
  readonly browser: Browser;
  openPage(url: string): Promise<Page>;
  close(): Promise<void>;
  /** CPU and memory of the whole browser, and lost frames on one page, after warm-up. */
  measure(page: Page, forMs: number): Promise<TreeUse & ProbeMark>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function openMeasuredBrowser(): Promise<MeasuredBrowser> {
  const server: BrowserServer = await chromium.launchServer(browserOptions());
  const browser = await chromium.connect(server.wsEndpoint());
  const context = await browser.newContext({ viewport: VIEWPORT });
  await context.addInitScript(installProbe);
  const pid = server.process().pid ?? 0;
  return {
    browser,
    async openPage(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
    async measure(page, forMs) {
      await pause(WARM_UP_MS);
      await page.evaluate(() => glasshouseProbe.begin());
      const stop = measureTrees([pid]);
      await pause(forMs);
      const use = stop();
      const mark = await page.evaluate((fpsOf) => glasshouseProbe.end(fpsOf), SOURCE_FPS);
      return { ...use, ...mark };
    },
  };
}

const FIRST_FRAMES_LIMIT_MS = 20_000;

/** Milliseconds from an instant to the first presented frame of each of so many videos. */
export async function awaitFirstFrames(page: Page, count: number, sinceAtMs: number): Promise<number[]> {
  await page.waitForFunction((n) => glasshouseProbe.firstFrameAtMs.length >= n, count, {
    timeout: FIRST_FRAMES_LIMIT_MS,
    polling: 50,
  });
  const atMs = await page.evaluate(() => glasshouseProbe.firstFrameAtMs);
  return atMs.map((at) => at - sinceAtMs);
}
