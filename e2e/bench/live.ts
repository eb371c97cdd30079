import { signIn, tileOf } from "../fixtures/glasshouse.ts";
import { measureReturn, setHidden } from "../fixtures/hidden.ts";
import { startHostileMedia } from "../fixtures/hostileMedia.ts";
import { pressButton, selectIncident } from "../fixtures/operate.ts";
import { startProgram } from "../fixtures/program.ts";
import type { BenchPart } from "./benchPart.ts";
import { BENCH_INCIDENT, describeBenchSite } from "./benchSiteData.ts";
import { BENCH_SCENES } from "./encodeBenchClip.ts";
import { makeBenchSite } from "./makeBenchSite.ts";
import { awaitFirstFrames, openMeasuredBrowser } from "./measuredBrowser.ts";
import { measureLatency } from "./measureLatency.ts";
import { openOurWall } from "./ourWall.ts";
import { percentile } from "./statistics.ts";

/** How near to live pictures are over the second protocol, and after their window was hidden. */

const TILES = 9;
const LATENCY_ROUNDS = 8;
/** HLS starts at its target or behind it and closes the gap slowly. */
const SETTLE_MS = 20_000;
const HIDDEN_MS = 60_000;
const EDGE_MS = 1_500;

const camerasOf = (tiles: number) => describeBenchSite(tiles, Object.keys(BENCH_SCENES))["cameras.json"];

/** All cameras offered over HLS alone; frame numbers are read from the pictures. */
export const hlsPart: BenchPart = {
  name: "hls",
  async run({ siteDir, note }) {
    await makeBenchSite(siteDir, TILES);
    const cameras = camerasOf(TILES);
    const hub = await startProgram({ entry: "dist/hub/main.js", args: ["--site", siteDir] });
    const relay = await startHostileMedia(hub.ready.hubUrl);
    for (const { id } of cameras) relay.damage(id, { only: "hls" });
    const args = ["--web", "--no-open", "--hub", relay.url, "--enrol", hub.ready.enrolCode ?? ""];
    const desk = await startProgram({ entry: "dist/web/main.js", args });
    const browser = await openMeasuredBrowser();
    const page = await browser.openPage(desk.ready.url);
    await signIn(page, "analyst");
    await selectIncident(page, BENCH_INCIDENT);
    const openedAtMs = await pressButton(page.getByRole("button", { name: "Open wall" }));
    const firstFrames = await awaitFirstFrames(page, TILES, openedAtMs);
    await page.waitForTimeout(SETTLE_MS);
    const offsets = new Map(cameras.map(({ number, stream }) => [number, stream?.offsetMs ?? 0]));
    const ages = await measureLatency(page, (number) => offsets.get(number) ?? 0, LATENCY_ROUNDS);
    note("hls9.firstFrameMs.p95", Math.round(percentile(firstFrames, 0.95)));
    note("latencyMs.hls.p50", Math.round(percentile(ages, 0.5)));
    note("latencyMs.hls.p95", Math.round(percentile(ages, 0.95)));
    await browser.close();
    await desk.close();
    await relay.close();
    await hub.close();
  },
};

/** A window hidden for a minute and shown again: until every tile is live with a frame at the live edge. */
export const hiddenPart: BenchPart = {
  name: "hidden",
  async run({ siteDir, note }) {
    await makeBenchSite(siteDir, TILES);
    const browser = await openMeasuredBrowser();
    const wall = await openOurWall(siteDir, browser);
    await awaitFirstFrames(wall.page, TILES, await wall.open());
    await setHidden(wall.page, true);
    const numbers = camerasOf(TILES).map(({ number }) => number);
    for (const number of numbers)
      await tileOf(wall.page, number).and(wall.page.locator("[data-state=ended]")).waitFor();
    await wall.page.waitForTimeout(HIDDEN_MS);
    note("hidden60.backMs", Math.round(await measureReturn(wall.page, numbers, EDGE_MS)));
    await wall.close();
    await browser.close();
  },
};
