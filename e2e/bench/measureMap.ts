import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { browserOptions } from "../fixtures/browser.ts";
import { openDeskWindow } from "../fixtures/deskWindow.ts";
import { signIn } from "../fixtures/glasshouse.ts";
import { ROOT, startProgram } from "../fixtures/program.ts";
import type { Bench, BenchPart } from "./benchPart.ts";
import { BENCH_INCIDENT } from "./benchSiteData.ts";
import { describeMapSite, MAP_NEAR } from "./mapSiteData.ts";
import { measureTrees } from "./processTree.ts";
import { percentile } from "./statistics.ts";

/** The city of the design's bound, and the wall-sized site its memory is compared with. */
const MANY = 50_000;
const FEW = 64;
/** A scene of the training site: what it shows is of no interest here. */
const SCENE = "corner-day";
const QUERIES = ["co", "corner", "corner 4", "49", "49999", "street 12", "owner 7", "zzz", "41.05, -68.42", "str"];
const PAN_MS = 4_000;
const SETTLE_MS = 1_500;
const RANKINGS = 9;
const VIEWPORT = { width: 1_920, height: 1_080 };

/** Draws, moves and searches a map of 50 000 cameras in the built program, and of 64 for comparison of memory. */
export const mapPart: BenchPart = { name: "map", run: measureMap };

async function measureMap({ note, isQuick }: Bench): Promise<void> {
  const rounds = isQuick ? 1 : 3;
  const runs: Awaited<ReturnType<typeof measureOnce>>[] = [];
  for (let round = 0; round < rounds; round++) runs.push(await measureOnce(MANY));
  const few = await measureOnce(FEW);
  const median = (pick: (run: (typeof runs)[number]) => number) => percentile(runs.map(pick), 0.5);
  note("map50k.loadMs", Math.round(median((run) => run.loadMs)));
  note("map50k.firstDrawMs", Math.round(median((run) => run.firstDrawMs)));
  note("map50k.panFps", Math.round(median((run) => run.panFps)));
  note("map50k.zoomFps", Math.round(median((run) => run.zoomFps)));
  note("map50k.searchMs", Math.round(median((run) => run.searchMs)));
  note("map50k.rankMs", Math.round(median((run) => run.rankMs)));
  note("map50k.rankCallMs.p95", Math.round(median((run) => run.rankCallMs)));
  note("map50k.extraMb", Math.round(median((run) => run.pssMb) - few.pssMb));
}

function makeMapSite(cameras: number): string {
  const dir = join(tmpdir(), `glasshouse-map-site-${cameras}`);
  mkdirSync(dir, { recursive: true });
  // Anew each time: one that was left behind may lead to a project that is gone.
  rmSync(join(dir, "clips"), { force: true });
  symlinkSync(join(ROOT, "assets/site/clips"), join(dir, "clips"));
  for (const [name, content] of Object.entries(describeMapSite(cameras, [SCENE])))
    writeFileSync(join(dir, name), JSON.stringify(content));
  return dir;
}

async function measureOnce(cameras: number) {
  const program = await startProgram({
    entry: "dist/web/main.js",
    args: ["--web", "--no-open", "--site", makeMapSite(cameras)],
  });
  const server = await chromium.launchServer(browserOptions());
  const browser = await chromium.connect(server.wsEndpoint());
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  await page.goto(program.ready.url);
  const startedAt = performance.now();
  await signIn(page, "analyst");
  await page.getByText(`Corner ${1_001}`).first().waitFor();
  const loadMs = performance.now() - startedAt;
  const firstDrawMs = await measureFirstDraw(page);
  await page.waitForTimeout(SETTLE_MS);
  const panFps = await measureFrames(page, () => drag(page));
  const zoomFps = await measureFrames(page, () => zoom(page));
  const searchMs = await measureSearch(page);
  const rankMs = await measureRanking(page);
  await page.waitForTimeout(SETTLE_MS);
  const { pssMb } = measureTrees([server.process().pid ?? 0])();
  const rankCallMs = await measureRankCalls(program.ready);
  await browser.close();
  await server.close();
  await program.close();
  return { loadMs, firstDrawMs, panFps, zoomFps, searchMs, rankMs, rankCallMs, pssMb };
}

/** From the press on the rail to the first frame with pins, inside the page. */
function measureFirstDraw(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const startedAt = performance.now();
        const look = () => {
          const pins = Number(document.querySelector<HTMLElement>(".mapStage")?.dataset.pins ?? 0);
          if (pins > 0) requestAnimationFrame(() => resolve(performance.now() - startedAt));
          else requestAnimationFrame(look);
        };
        document.querySelector<HTMLElement>('[data-screen="map"]')?.click();
        look();
      }),
  );
}

/** Frames the page draws in a second while something is done with it. */
async function measureFrames(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const marks: number[] = [];
    const count = (atMs: number) => {
      marks.push(atMs);
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    Object.assign(window, { glasshouseMarks: marks });
  });
  const from = await page.evaluate(() => performance.now());
  await act();
  return page.evaluate((since) => {
    const marks = (window as unknown as { glasshouseMarks: number[] }).glasshouseMarks.filter((at) => at >= since);
    const seconds = ((marks.at(-1) ?? 0) - (marks[0] ?? 0)) / 1_000;
    return (marks.length - 1) / seconds;
  }, from);
}

/** Back and forth by half a screen, as a hand does. */
async function drag(page: Page): Promise<void> {
  const [x, y] = [VIEWPORT.width / 2, VIEWPORT.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const until = performance.now() + PAN_MS;
  for (let step = 0; performance.now() < until; step++) {
    await page.mouse.move(x + Math.sin(step / 9) * 480, y + Math.cos(step / 13) * 260);
    await page.waitForTimeout(8);
  }
  await page.mouse.up();
}

async function zoom(page: Page): Promise<void> {
  for (const key of ["+", "+", "-", "+", "-", "-"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(500);
  }
}

/** From a key to the results it brings, inside the page; the median of several queries. */
async function measureSearch(page: Page): Promise<number> {
  const took = await page.evaluate(async (queries) => {
    const box = document.querySelector<HTMLInputElement>(".mapScreen input[type=search]");
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    const all: number[] = [];
    for (const query of queries) {
      const startedAt = performance.now();
      set?.call(box, query);
      box?.dispatchEvent(new Event("input", { bubbles: true }));
      // React is done with a key in the task it came in.
      await Promise.resolve();
      all.push(performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    set?.call(box, "");
    box?.dispatchEvent(new Event("input", { bubbles: true }));
    return all;
  }, QUERIES);
  return percentile(took, 0.5);
}

/** From the press on the incident to its cameras being counted on the screen. */
async function measureRanking(page: Page): Promise<number> {
  return page.evaluate(
    ({ near, incident }) =>
      new Promise<number>((resolve) => {
        const startedAt = performance.now();
        const look = () => {
          const chips = [...document.querySelectorAll(".mapBar .chip")].map(({ textContent }) => textContent ?? "");
          if (chips.some((words) => words.startsWith(`${near} cameras`))) resolve(performance.now() - startedAt);
          else requestAnimationFrame(look);
        };
        const option = [...document.querySelectorAll<HTMLElement>(".mapLists [role=option]")];
        option.find(({ textContent }) => textContent?.includes(incident) === true)?.click();
        look();
      }),
    { near: MAP_NEAR, incident: BENCH_INCIDENT },
  );
}

/** The same question by a window of its own, over and over. */
async function measureRankCalls(ready: Parameters<typeof openDeskWindow>[0]): Promise<number> {
  const desk = await openDeskWindow(ready);
  const took: number[] = [];
  for (let turn = 0; turn < RANKINGS; turn++) {
    const startedAt = performance.now();
    await desk.call("incidents.cameras", { incidentId: BENCH_INCIDENT });
    took.push(performance.now() - startedAt);
  }
  desk.close();
  return percentile(took, 0.95);
}
