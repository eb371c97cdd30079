import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, type Page } from "@playwright/test";
import { launchBrowser } from "../fixtures/browser.ts";
import { signIn } from "../fixtures/glasshouse.ts";
import { selectIncident } from "../fixtures/operate.ts";
import { type Program, startProgram } from "../fixtures/program.ts";
import { INCIDENT } from "../fixtures/site.ts";
import type { Bench, BenchPart } from "./benchPart.ts";
import { percentile } from "./statistics.ts";

/** The design's bound: a week of sixteen cameras with a thousand markers, and as many spans as an answer may have. */
const CAMERAS = 16;
const MARKERS = 1_000;
const SPANS = 2_000;
const RECORDED_SHARE = 0.8;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Cameras of the city that are not near the incident, to make up the sixteen. */
const MORE = ["101", "102", "103"];
const ZOOM_MS = 4_000;
const SETTLE_MS = 2_000;
const VIEWPORT = { width: 1_920, height: 1_080 };

/** Zooms the timeline with one turn of the wheel for each frame, all it can hold on it, playback paused. */
export const timelinePart: BenchPart = { name: "timeline", run: measureTimeline };

async function measureTimeline({ note, isQuick }: Bench): Promise<void> {
  const program = await startProgram({ entry: "dist/web/main.js", args: ["--web", "--no-open"] });
  const browser = await launchBrowser();
  try {
    const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
    await coverWeek(page);
    await countDraws(page);
    await page.goto(program.ready.url);
    await signIn(page, "analyst");
    setMarkers(program);
    await openWeek(page);
    const runs: Awaited<ReturnType<typeof zoomInAndOut>>[] = [];
    for (let round = 0; round < (isQuick ? 1 : 3); round++) runs.push(await zoomInAndOut(page));
    const median = (pick: (run: (typeof runs)[number]) => number) => percentile(runs.map(pick), 0.5);
    note("timeline.zoomFps", Math.round(median(({ framesPerS }) => framesPerS)));
    note(
      "timeline.frameMs.p95",
      median(({ frameMs }) => percentile(frameMs, 0.95)),
    );
  } finally {
    await browser.close();
    await program.close();
  }
}

/** The most spans an answer may have, gaps between all of them: no real week is as hard to draw. */
async function coverWeek(page: Page): Promise<void> {
  await page.route(/\/coverage\.json\?/, async (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const [fromMs, toMs] = [Number(asked.get("fromMs")), Number(asked.get("toMs"))];
    const stepMs = (toMs - fromMs) / SPANS;
    const spans = Array.from({ length: SPANS }, (_, n) => ({
      fromMs: Math.round(fromMs + n * stepMs),
      toMs: Math.round(fromMs + (n + RECORDED_SHARE) * stepMs),
    }));
    const range = { fromMs, toMs };
    await route.fulfill({ json: { spans, range, stepMs: Number(asked.get("stepMs") ?? 0) } });
  });
}

/** A frame counts when the timeline was drawn in it, not when one could have been. */
async function countDraws(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const drawn: number[] = [];
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      if (this.canvas.classList.contains("timelineCanvas")) drawn.push(performance.now());
      clear.apply(this, box);
    };
    Object.assign(window, { glasshouseDrawn: drawn });
  });
}

/** As if they had been set over a week. */
function setMarkers({ dataDir }: Program): void {
  const db = new DatabaseSync(join(dataDir, "hub", "hub.sqlite"));
  const insert = db.prepare("insert into marker values (?, ?, ?, ?, ?, 'analyst', 'A. Reyes')");
  const nowMs = Date.now();
  db.exec("begin");
  for (let n = 0; n < MARKERS; n++) {
    const camera = n % 3 === 0 ? null : "cam-205";
    insert.run(`mk-bench-${n}`, INCIDENT, Math.round(nowMs - WEEK_MS * ((n + 0.5) / MARKERS)), camera, `Marker ${n}`);
  }
  db.exec("commit");
  db.close();
}

async function openWeek(page: Page): Promise<void> {
  await selectIncident(page);
  await page.getByRole("button", { name: "Play back", exact: true }).click();
  await page.locator(".playbackTile").first().waitFor();
  await page.keyboard.press("k");
  for (const number of MORE.slice(0, CAMERAS - (await page.locator(".playbackTile").count()))) {
    await page.keyboard.type(number);
    await page.keyboard.press("Enter");
  }
  const asked = page.locator(".card", { has: page.getByRole("heading", { name: "Asked for" }) });
  await asked.getByRole("button", { name: "Change" }).click();
  await asked.getByRole("textbox", { name: "From" }).fill(`-${WEEK_MS / DAY_MS - 0.01}d`);
  await asked.getByRole("textbox", { name: "From" }).press("Enter");
  await page.getByText(String(MARKERS), { exact: true }).waitFor();
  // All cameras' spans have come, and those of this part: the city's own week looks otherwise.
  const recorded = page.locator(".card", { has: page.getByRole("heading", { name: "Recorded" }) });
  await expect(recorded.getByText(`${RECORDED_SHARE * 100} %`, { exact: true })).toHaveCount(CAMERAS);
  await page.keyboard.press("z");
  await page.waitForTimeout(SETTLE_MS);
  const count = await page.locator(".playbackTile").count();
  if (count !== CAMERAS) throw new Error(`there are ${count} cameras, not ${CAMERAS}`);
}

/** In to a second and out to the week again; when each frame was drawn, inside the page. */
async function zoomInAndOut(page: Page): Promise<{ framesPerS: number; frameMs: number[] }> {
  const atMs = await page.evaluate(
    (lastMs) =>
      new Promise<number[]>((resolve) => {
        const canvas = document.querySelector(".timelineCanvas");
        const drawn = (window as unknown as { glasshouseDrawn: number[] }).glasshouseDrawn;
        const startedAt = performance.now();
        const turn = () => {
          const passedMs = performance.now() - startedAt;
          if (canvas === null || passedMs > lastMs) return resolve(drawn.filter((at) => at >= startedAt));
          const box = canvas.getBoundingClientRect();
          const place = { clientX: box.left + box.width * 0.6, clientY: box.top + box.height / 2 };
          const deltaY = passedMs < lastMs / 2 ? -60 : 60;
          canvas.dispatchEvent(new WheelEvent("wheel", { deltaY, cancelable: true, bubbles: true, ...place }));
          requestAnimationFrame(turn);
        };
        requestAnimationFrame(turn);
      }),
    ZOOM_MS,
  );
  const frameMs = atMs.slice(1).map((at, index) => at - (atMs[index] ?? at));
  return { framesPerS: (atMs.length - 1) / (((atMs.at(-1) ?? 0) - (atMs[0] ?? 0)) / 1_000), frameMs };
}
