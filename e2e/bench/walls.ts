import type { RenditionName } from "../../contract/cameras.ts";
import type { Bench, BenchPart } from "./benchPart.ts";
import { describeBenchSite } from "./benchSiteData.ts";
import { BENCH_SCENES } from "./encodeBenchClip.ts";
import { makeBenchSite } from "./makeBenchSite.ts";
import { awaitFirstFrames, openMeasuredBrowser } from "./measuredBrowser.ts";
import { measureLatency } from "./measureLatency.ts";
import { measureNative } from "./nativePeers.ts";
import { openOurWall } from "./ourWall.ts";
import { startPeerGrids } from "./peerGrids.ts";
import type { PeerName } from "./peerPages.ts";
import { measureTrees } from "./processTree.ts";
import { median, percentile } from "./statistics.ts";

/** Our wall in turn with its peers on the same streams. */

const LOST_MS = 20_000;
const LATENCY_ROUNDS = 6;
const TILES = 16;
const LARGE_TILES = 36;

const measureMs = ({ isQuick }: Bench) => (isQuick ? 15_000 : 30_000);
const countRounds = ({ isQuick }: Bench) => (isQuick ? 2 : 4);

/** The bare grid of our own first protocol: the peer that every other figure is a ratio to. */
export const wall16Part: BenchPart = {
  name: "wall",
  async run(bench) {
    await makeBenchSite(bench.siteDir, TILES);
    const ours: OurRun[] = [];
    const bare: PeerRun[] = [];
    for (let round = 0; round < countRounds(bench); round++) {
      bare.push(await measurePeer(bench, { peer: "mpegts" }));
      ours.push(await measureOurs(bench, TILES, measureMs(bench)));
    }
    noteOurs(bench, `tiles${TILES}`, ours);
    noteRatios(bench, `tiles${TILES}.ratioBareGrid`, ours, bare);
    noteMedian(bench, `tiles${TILES}.bare.cpuCores`, bare, ({ cpuCores }) => cpuCores);
    noteMedian(bench, `tiles${TILES}.bare.lostFrames`, bare, ({ lost }) => lost);
    const latencies = ours.flatMap((run) => run.latencies);
    bench.note("latencyMs.flv.p95", Math.round(percentile(latencies, 0.95)));
  },
};

export const wall36Part: BenchPart = {
  name: "wall",
  async run(bench) {
    await makeBenchSite(bench.siteDir, LARGE_TILES);
    noteOurs(bench, `tiles${LARGE_TILES}`, [await measureOurs(bench, LARGE_TILES, LOST_MS)]);
  },
};

/** What others play the same streams with, and what a wall without a choice of rendition does. */
const PEERS = [
  { name: "hlsGrid16", peer: "hls" },
  { name: "shakaGrid16", peer: "shaka" },
  { name: "mainGrid16", peer: "mpegts", rendition: "main" },
] as const;

export const peersPart: BenchPart = {
  name: "peers",
  async run(bench) {
    await makeBenchSite(bench.siteDir, TILES);
    const ours: OurRun[] = [];
    const peers = new Map<string, PeerRun[]>(PEERS.map(({ name }) => [name, []]));
    const native = new Map<string, number[]>();
    for (let round = 0; round < countRounds(bench); round++) {
      ours.push(await measureOurs(bench, TILES, measureMs(bench)));
      for (const wish of PEERS) peers.get(wish.name)?.push(await measurePeer(bench, wish));
      for (const [name, cpuCores] of await measureNative(bench.siteDir, TILES, measureMs(bench)))
        native.set(name, [...(native.get(name) ?? []), cpuCores]);
    }
    for (const [name, runs] of peers) {
      noteMedian(bench, `${name}.cpuCores`, runs, ({ cpuCores }) => cpuCores);
      noteMedian(bench, `${name}.pssMb`, runs, ({ pssMb }) => Math.round(pssMb));
      noteMedian(bench, `${name}.lostFrames`, runs, ({ lost }) => lost);
      noteMedian(bench, `${name}.firstFrameMs.p95`, runs, ({ firstFrames }) =>
        Math.round(percentile(firstFrames, 0.95)),
      );
      // How much more the peer needs than we do, run by run.
      bench.note(`${name}.ratio`, median(runs.map((run, n) => run.cpuCores / (ours[n]?.cpuCores ?? Number.NaN))));
    }
    for (const [name, cores] of native) {
      bench.note(`${name}.cpuCores`, median(cores));
      if (name !== "gstreamer16") continue;
      bench.note(`tiles${TILES}.ratioNative`, median(ours.map((run, n) => run.cpuCores / (cores[n] ?? Number.NaN))));
    }
  },
};

type OurRun = Awaited<ReturnType<typeof measureOurs>>;
type PeerRun = Awaited<ReturnType<typeof measurePeer>>;

function noteMedian<T>({ note }: Bench, name: string, runs: readonly T[], pick: (run: T) => number): void {
  note(name, median(runs.map(pick)));
}

/** CPU under the name itself, memory under the same with `Memory`. */
function noteRatios({ note }: Bench, name: string, ours: readonly OurRun[], peer: readonly PeerRun[]): void {
  note(name, median(ours.map((run, n) => run.cpuCores / (peer[n]?.cpuCores ?? Number.NaN))));
  note(`${name}Memory`, median(ours.map((run, n) => run.pssMb / (peer[n]?.pssMb ?? Number.NaN))));
}

function noteOurs(bench: Bench, name: string, runs: readonly OurRun[]): void {
  noteMedian(bench, `${name}.firstFrameMs.p95`, runs, ({ firstFrames }) => Math.round(percentile(firstFrames, 0.95)));
  noteMedian(bench, `${name}.firstFrameMs.max`, runs, ({ firstFrames }) => Math.round(Math.max(...firstFrames)));
  noteMedian(bench, `${name}.cpuCores`, runs, ({ cpuCores }) => cpuCores);
  noteMedian(bench, `${name}.pssMb`, runs, ({ pssMb }) => Math.round(pssMb));
  noteMedian(bench, `${name}.nodeCpuCores`, runs, ({ node }) => node.cpuCores);
  noteMedian(bench, `${name}.nodePssMb`, runs, ({ node }) => Math.round(node.pssMb));
  noteMedian(bench, `${name}.lostFrames`, runs, ({ lost }) => lost);
  noteMedian(bench, `${name}.notLive`, runs, ({ notLive }) => notLive);
}

function offsetsOf(cameras: number): (number: string) => number {
  const site = describeBenchSite(cameras, Object.keys(BENCH_SCENES));
  const offsets = new Map(site["cameras.json"].map((camera) => [camera.number, camera.stream?.offsetMs ?? 0]));
  return (number) => offsets.get(number) ?? 0;
}

async function measureOurs({ siteDir }: Bench, tiles: number, forMs: number) {
  const browser = await openMeasuredBrowser();
  const wall = await openOurWall(siteDir, browser);
  const openedAtMs = await wall.open();
  const firstFrames = await awaitFirstFrames(wall.page, tiles, openedAtMs);
  const stop = measureTrees([wall.program.pid]);
  const use = await browser.measure(wall.page, forMs);
  const node = stop();
  const latencies = await measureLatency(wall.page, offsetsOf(tiles), tiles > TILES ? 0 : LATENCY_ROUNDS);
  const states = await wall.page
    .locator("[data-tile][data-camera]")
    .evaluateAll((all) => all.map((tile) => tile.getAttribute("data-state")));
  await wall.close();
  await browser.close();
  const notLive = states.filter((state) => state !== "live" && state !== "empty").length;
  return { ...use, firstFrames, latencies, node, notLive };
}

async function measurePeer(bench: Bench, { peer, rendition }: { peer: PeerName; rendition?: RenditionName }) {
  const browser = await openMeasuredBrowser();
  const grids = await startPeerGrids(bench.siteDir);
  const openedAtMs = performance.timeOrigin + performance.now();
  const page = await browser.openPage(grids.urlFor(peer, TILES, rendition));
  const firstFrames = await awaitFirstFrames(page, TILES, openedAtMs);
  const use = await browser.measure(page, measureMs(bench));
  await browser.close();
  await grids.close();
  return { ...use, firstFrames };
}
