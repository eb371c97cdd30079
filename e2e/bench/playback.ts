import type { Page } from "@playwright/test";
import { signIn } from "../fixtures/glasshouse.ts";
import { selectIncident } from "../fixtures/operate.ts";
import { startProgram } from "../fixtures/program.ts";
import type { Bench, BenchPart } from "./benchPart.ts";
import { BENCH_INCIDENT, benchOffsetMs } from "./benchSiteData.ts";
import { BENCH_RENDITIONS } from "./encodeBenchClip.ts";
import { makeBenchSite } from "./makeBenchSite.ts";
import { openMeasuredBrowser } from "./measuredBrowser.ts";
import { countFramesBeside, measureBetween, modulo, readTiles } from "./readTiles.ts";
import { median, percentile } from "./statistics.ts";

/** Nine cameras of the past on one clock, and instant replay beside eight live ones; times are read from the pictures. */
export const playbackPart: BenchPart = { name: "playback", run: measurePlayback };

const TILES = 9;
const PLAYED = ".playbackTile";
/** A picture that is later than this is broken, not slow. */
const LIMIT_MS = 20_000;
/** A jump is a minute; before the clock has made it, tiles are right by the moment of before. */
const JUMP_LEAST_MS = 30_000;
const SETTLE_MS = 2_500;
const STEP_SETTLE_MS = 700;
const SKEW_EVERY_MS = 120;
const REPLAY_FOR_MS = 2_500;
/** A replay begins so long before now, and is read a moment after it began. */
const REPLAY_BACK_MS = 30_000;
const REPLAY_WITHIN_MS = 3_000;
const LOOP_MS = 60_000;
const SOURCE_FPS = Object.fromEntries(Object.values(BENCH_RENDITIONS).map(({ heightPx, fps }) => [heightPx, fps]));

declare global {
  /** What an act took, milliseconds: watched for from before it on, so that no press comes too early. */
  var glasshouseTook: Promise<number>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const read = (page: Page) => readTiles(page, benchOffsetMs);

async function measurePlayback(bench: Bench): Promise<void> {
  const siteDir = await makeBenchSite(bench.siteDir, TILES);
  const program = await startProgram({ entry: "dist/web/main.js", args: ["--web", "--no-open", "--site", siteDir] });
  const browser = await openMeasuredBrowser();
  try {
    const page = await browser.openPage(program.ready.url);
    await signIn(page, "analyst");
    await measureOpening(bench, page);
    await measureJumps(bench, page);
    await measurePaused(bench, page);
    await measureSteps(bench, page);
    await measureSkew(bench, page);
    await measureReplays(bench, page);
  } finally {
    await browser.close();
    await program.close();
  }
}

async function measureOpening({ note, isQuick }: Bench, page: Page): Promise<void> {
  const took: number[] = [];
  for (let round = 0; round < (isQuick ? 3 : 8); round++) {
    await selectIncident(page, BENCH_INCIDENT);
    const button = page.getByRole("button", { name: "Play back", exact: true }).first();
    await button.waitFor();
    const opened = await watchTogether(page, "pointerdown");
    await button.click();
    took.push(await opened());
    await checkTogether(page);
  }
  note("playback9.openMs.p95", Math.round(percentile(took, 0.95)));
}

async function measureJumps({ note, isQuick }: Bench, page: Page): Promise<void> {
  const took: number[] = [];
  for (let round = 0; round < (isQuick ? 6 : 20); round++) {
    const jumped = await watchTogether(page, "keydown");
    await page.keyboard.press(round % 4 === 3 ? "Shift+ArrowRight" : "Shift+ArrowLeft");
    took.push(await jumped());
    await checkTogether(page);
  }
  note("playback9.jumpMs.p95", Math.round(percentile(took, 0.95)));
}

/** Paused, every tile shows the frame of the clock's moment or the one beside it. */
async function measurePaused({ note }: Bench, page: Page): Promise<void> {
  await page.keyboard.press("k");
  await pause(SETTLE_MS);
  const clockMs = modulo(await readClock(page), LOOP_MS);
  const tiles = await read(page);
  const gaps = await page.locator(`${PLAYED}[data-state="no-data"]`).count();
  if (tiles.length !== TILES - gaps) throw new Error(`${tiles.length} of ${TILES} tiles show a picture while paused`);
  note("playback9.skewPausedFrames", Math.max(...tiles.map((tile) => Math.abs(countFramesBeside(tile, clockMs)))));
}

/** Share of steps, over all tiles, that went on or back by exactly one source frame. */
async function measureSteps({ note, isQuick }: Bench, page: Page): Promise<void> {
  const count = isQuick ? 5 : 15;
  const steps = [...Array.from({ length: count }, () => 1), ...Array.from({ length: count + 2 }, () => -1)];
  let exact = 0;
  let all = 0;
  let before = await read(page);
  for (const by of steps) {
    await page.keyboard.press(by === 1 ? "." : ",");
    await pause(STEP_SETTLE_MS);
    const after = await read(page);
    all += before.length;
    for (const { camera, frame, frames } of before) {
      const next = after.find((tile) => tile.camera === camera);
      if (next !== undefined && modulo(next.frame - frame, frames) === modulo(by, frames)) exact += 1;
    }
    before = after;
  }
  note("playback9.stepFrames", exact / all);
}

/** Distance of each picture from the middle of all at the same moment, playing at the pace of life. */
async function measureSkew({ note, isQuick }: Bench, page: Page): Promise<void> {
  await page.keyboard.press(" ");
  await pause(SETTLE_MS);
  const skews: number[] = [];
  for (let round = 0; round < (isQuick ? 40 : 120); round++) {
    const tiles = await read(page);
    const [first] = tiles;
    if (first === undefined) throw new Error("no tile shows a picture while playing");
    // Pictures are read one after the other, and time goes on meanwhile; half a frame, as each stands for a whole one.
    const besides = tiles.map(
      ({ loopMs, frameMs, atMs }) => measureBetween(first.loopMs, loopMs) + frameMs / 2 - (atMs - first.atMs),
    );
    const middle = median(besides);
    skews.push(...besides.map((beside) => Math.abs(beside - middle)));
    await pause(SKEW_EVERY_MS);
  }
  note("playback9.skewMs.p95", Math.round(percentile(skews, 0.95)));
}

async function measureReplays({ note, isQuick }: Bench, page: Page): Promise<void> {
  await selectIncident(page, BENCH_INCIDENT);
  await page.getByRole("button", { name: "Open wall" }).click();
  const isLive = '[data-tile][data-state="live"]';
  await page.waitForFunction(([live, count]) => document.querySelectorAll(live).length === count, [
    isLive,
    TILES,
  ] as const);
  await pause(SETTLE_MS);
  const [back, forth, lost]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < (isQuick ? 4 : 12); round++) {
    const tile = page.locator(isLive).nth(round % TILES);
    const camera = (await tile.getAttribute("data-camera")) ?? "";
    await tile.click();
    await page.evaluate(() => glasshouseProbe.begin());
    back.push(await measureKey(page, "r", camera, "recorded"));
    await pause(REPLAY_FOR_MS);
    await checkReplay(page, camera);
    forth.push(await measureKey(page, "l", camera, "live"));
    lost.push((await page.evaluate((fpsOf) => glasshouseProbe.end(fpsOf), SOURCE_FPS)).lost);
  }
  note("playback9.replayMs.p95", Math.round(percentile(back, 0.95)));
  note("playback9.replayBackMs.p95", Math.round(percentile(forth, 0.95)));
  note("playback9.replayNeighbourLost", median(lost));
}

/** From the key, inside the page, to the state of a camera's tile. */
async function measureKey(page: Page, key: string, camera: string, state: string): Promise<number> {
  await page.evaluate(
    ([number, wanted]) => {
      globalThis.glasshouseTook = new Promise<number>((resolve) => {
        const tile = document.querySelector(`[data-tile][data-camera="${number}"]`);
        const watch = ({ timeStamp }: Event) => {
          const look = () => {
            if (tile?.getAttribute("data-state") === wanted) resolve(performance.now() - timeStamp);
            else requestAnimationFrame(look);
          };
          look();
        };
        addEventListener("keydown", watch, { once: true, capture: true });
      });
    },
    [camera, state] as const,
  );
  await page.keyboard.press(key);
  return await page.evaluate(() => globalThis.glasshouseTook);
}

/** The picture itself has to be one of half a minute ago. */
async function checkReplay(page: Page, camera: string): Promise<void> {
  const tile = (await read(page)).find((each) => each.camera === camera);
  if (tile === undefined) throw new Error(`the replay of ${camera} shows no picture`);
  const agoMs = measureBetween(tile.loopMs, modulo(tile.atMs, LOOP_MS));
  const besideMs = Math.abs(Math.abs(agoMs) - REPLAY_BACK_MS);
  if (besideMs > REPLAY_WITHIN_MS) throw new Error(`the replay of ${camera} shows ${agoMs} ms ago`);
}

/** From an event in the page until every tile shows the moment of the clock; after a key the clock has to have jumped. */
async function watchTogether(page: Page, event: "keydown" | "pointerdown"): Promise<() => Promise<number>> {
  await page.evaluate(
    ([name, played, count, limitMs, jumpMs]) => {
      const readClockMs = () => Number(document.querySelector(".clockTime")?.getAttribute("data-at-ms") ?? Number.NaN);
      globalThis.glasshouseTook = new Promise<number>((resolve, reject) => {
        const started = ({ timeStamp }: Event) => {
          const beforeMs = readClockMs();
          const look = () => {
            const tookMs = performance.now() - timeStamp;
            const clockMs = readClockMs();
            const isThen = name === "pointerdown" || Math.abs(clockMs - beforeMs) > jumpMs;
            const tiles = [...document.querySelectorAll(played)];
            const areThere = tiles.every((tile) => {
              const shownMs = Number(tile.getAttribute("data-shown-at-ms"));
              // The drawn cameras have gaps as real ones do: where nothing was recorded, saying so is right.
              if (tile.getAttribute("data-state") === "no-data") return true;
              return tile.getAttribute("data-state") === "recorded" && Math.abs(clockMs - shownMs) < 250;
            });
            if (tookMs > limitMs) reject(new Error(`not ${count} tiles show the moment after ${limitMs} ms`));
            else if (isThen && tiles.length === count && areThere) resolve(tookMs);
            else requestAnimationFrame(look);
          };
          look();
        };
        addEventListener(name, started, { once: true, capture: true });
      });
    },
    [event, PLAYED, TILES, LIMIT_MS, JUMP_LEAST_MS] as const,
  );
  return () => page.evaluate(() => globalThis.glasshouseTook);
}

/** What the tiles say of themselves is held against their pictures; one that has to catch up may be covered by now. */
async function checkTogether(page: Page): Promise<void> {
  const clockMs = modulo(await readClock(page), LOOP_MS);
  const tiles = await read(page);
  const far = tiles.filter((tile) => Math.abs(measureBetween(tile.loopMs, clockMs)) > 1_500);
  const gaps = await page.locator(`${PLAYED}[data-state="no-data"]`).count();
  if (far.length > 0 || (tiles.length === 0 && gaps < TILES)) {
    const words = far.map(({ camera, loopMs }) => `${camera} by ${measureBetween(loopMs, clockMs)} ms`);
    throw new Error(
      `${tiles.length} of ${TILES} tiles show a picture; beside the clock: ${words.join(", ") || "none"}`,
    );
  }
}

async function readClock(page: Page): Promise<number> {
  return Number(await page.locator(".clockTime").getAttribute("data-at-ms"));
}
