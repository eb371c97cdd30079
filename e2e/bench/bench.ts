import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startBareGrid } from "./bareGrid.ts";
import { describeBenchSite } from "./benchSiteData.ts";
import { BENCH_SCENES } from "./encodeBenchClip.ts";
import { makeBenchSite } from "./makeBenchSite.ts";
import { awaitFirstFrames, openMeasuredBrowser } from "./measuredBrowser.ts";
import { measureLatency } from "./measureLatency.ts";
import { openOurWall } from "./ourWall.ts";
import { measureTrees } from "./processTree.ts";
import { percentile } from "./statistics.ts";
import { measureTrust } from "./trust.ts";

/**
 * Measures the built program in headless Chromium at 1920×1080, each wall in a browser of its own, in turn with a bare
 * grid of players on the same streams. Ratios compare browser process trees; desk and hub are reported apart.
 */
const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    only: { type: "string" },
  },
});

const MEASURE_MS = flags.quick ? 15_000 : 30_000;
const LOST_MS = 20_000;
const ROUNDS = flags.quick ? 2 : 4;
const LATENCY_ROUNDS = 6;
const siteDir = join(tmpdir(), "glasshouse-bench-site");
const figures = new Map<string, number>();

function note(name: string, value: number): void {
  figures.set(name, value);
  process.stdout.write(`${name.padEnd(36)} ${Number.isInteger(value) ? value : value.toFixed(4)}\n`);
}

const median = (samples: readonly number[]) => percentile(samples, 0.5);

function offsetsOf(cameras: number): (number: string) => number {
  const site = describeBenchSite(cameras, Object.keys(BENCH_SCENES));
  const offsets = new Map(site["cameras.json"].map((camera) => [camera.number, camera.stream?.offsetMs ?? 0]));
  return (number) => offsets.get(number) ?? 0;
}

async function measureOurs(tiles: number, forMs: number) {
  const browser = await openMeasuredBrowser();
  const wall = await openOurWall(siteDir, browser);
  const openedAtMs = await wall.open();
  const firstFrames = await awaitFirstFrames(wall.page, tiles, openedAtMs);
  const stop = measureTrees([wall.program.pid]);
  const use = await browser.measure(wall.page, forMs);
  const node = stop();
  const latencies = await measureLatency(wall.page, offsetsOf(tiles), tiles > 16 ? 0 : LATENCY_ROUNDS);
  const states = await wall.page
    .locator("[data-tile][data-camera]")
    .evaluateAll((all) => all.map((tile) => tile.getAttribute("data-state")));
  await wall.close();
  await browser.close();
  const notLive = states.filter((state) => state !== "live" && state !== "empty").length;
  return { ...use, firstFrames, latencies, node, notLive };
}

async function measureBare(tiles: number, forMs: number) {
  const browser = await openMeasuredBrowser();
  const grid = await startBareGrid(siteDir);
  const openedAtMs = performance.timeOrigin + performance.now();
  const page = await browser.openPage(grid.urlFor(tiles));
  const firstFrames = await awaitFirstFrames(page, tiles, openedAtMs);
  const use = await browser.measure(page, forMs);
  await browser.close();
  await grid.close();
  return { ...use, firstFrames };
}

async function compareWalls(tiles: number): Promise<void> {
  await makeBenchSite(siteDir, tiles);
  const ours: Awaited<ReturnType<typeof measureOurs>>[] = [];
  const bare: Awaited<ReturnType<typeof measureBare>>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await measureBare(tiles, MEASURE_MS));
    ours.push(await measureOurs(tiles, MEASURE_MS));
  }
  const name = `tiles${tiles}`;
  const of = (pick: (run: (typeof ours)[number]) => number) => median(ours.map(pick));
  note(`${name}.firstFrameMs.p95`, Math.round(of((run) => percentile(run.firstFrames, 0.95))));
  note(`${name}.firstFrameMs.max`, Math.round(of((run) => Math.max(...run.firstFrames))));
  note(
    `${name}.cpuCores`,
    of((run) => run.cpuCores),
  );
  note(`${name}.ratioBareGrid`, median(ours.map((run, n) => run.cpuCores / (bare[n]?.cpuCores ?? Number.NaN))));
  note(`${name}.pssMb`, Math.round(of((run) => run.pssMb)));
  note(`${name}.ratioBareGridMemory`, median(ours.map((run, n) => run.pssMb / (bare[n]?.pssMb ?? Number.NaN))));
  note(
    `${name}.nodeCpuCores`,
    of((run) => run.node.cpuCores),
  );
  note(`${name}.nodePssMb`, Math.round(of((run) => run.node.pssMb)));
  note(
    `${name}.lostFrames`,
    of((run) => run.lost),
  );
  note(
    `${name}.notLive`,
    of((run) => run.notLive),
  );
  note(`${name}.bare.cpuCores`, median(bare.map((run) => run.cpuCores)));
  note(`${name}.bare.lostFrames`, median(bare.map((run) => run.lost)));
  const latencies = ours.flatMap((run) => run.latencies);
  if (latencies.length > 0) note("latencyMs.flv.p95", Math.round(percentile(latencies, 0.95)));
}

async function measureLarge(tiles: number): Promise<void> {
  await makeBenchSite(siteDir, tiles);
  const run = await measureOurs(tiles, LOST_MS);
  note(`tiles${tiles}.firstFrameMs.p95`, Math.round(percentile(run.firstFrames, 0.95)));
  note(`tiles${tiles}.firstFrameMs.max`, Math.round(Math.max(...run.firstFrames)));
  note(`tiles${tiles}.cpuCores`, run.cpuCores);
  note(`tiles${tiles}.pssMb`, Math.round(run.pssMb));
  note(`tiles${tiles}.lostFrames`, run.lost);
  note(`tiles${tiles}.notLive`, run.notLive);
}

const parts: [string, () => Promise<void>][] = [
  ["wall", () => compareWalls(16)],
  ["wall", () => measureLarge(36)],
  ["trust", () => measureTrust(note, flags.quick ? 5 : 20)],
];
for (const [name, act] of parts) if (flags.only === undefined || flags.only === name) await act();
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(Object.fromEntries(figures), null, 2)}\n`);
