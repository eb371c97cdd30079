import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProgram } from "../fixtures/program.ts";
import type { Bench, BenchPart } from "./benchPart.ts";
import { makeBenchSite } from "./makeBenchSite.ts";
import { measureTrees } from "./processTree.ts";

/** 64 cameras recorded at once by a hub alone, copied and never decoded; nobody watches. */
export const recorderPart: BenchPart = { name: "recorder", isExtra: true, run: measureRecorder };

const CAMERAS = 64;
const WARM_UP_MS = 8_000;
const FULL_MS = 600_000;
const QUICK_MS = 30_000;
/** One key frame a second, as the clips are encoded. */
const STRETCH_MS = 1_000;
/** What is not over, or not written, when the hub is told to end; and what it takes to begin. */
const EDGE_MS = 2_500;
const PROBES_AT_ONCE = 4;

async function measureRecorder({ note, isQuick, siteDir }: Bench): Promise<void> {
  await makeBenchSite(siteDir, CAMERAS);
  const dataDir = mkdtempSync(join(tmpdir(), "glasshouse-recorder-"));
  const recordDir = join(dataDir, "recordings");
  const args = ["--site", siteDir, "--record", recordDir, "--record-renditions", "sub"];
  try {
    const hub = await startProgram({ entry: "dist/hub/main.js", args, dataDir, keepData: true });
    const fromMs = Date.now();
    await pause(WARM_UP_MS);
    const measure = measureTrees([hub.pid]);
    await pause(isQuick ? QUICK_MS : FULL_MS);
    const { cpuCores, pssMb } = measure();
    const toMs = Date.now();
    await hub.close();
    note("recorder.cpuCores", cpuCores);
    note("recorder.pssMb", pssMb);
    const lost = await countLost(recordDir, { fromMs: fromMs + EDGE_MS, toMs: toMs - EDGE_MS });
    note("recorder.cameras", lost.length);
    note(
      "recorder.lostSegments",
      lost.reduce((sum, ofCamera) => sum + ofCamera, 0),
    );
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Of each camera, the seconds of a span of which no key frame is found, by ffprobe, in its files. */
async function countLost(recordDir: string, { fromMs, toMs }: { fromMs: number; toMs: number }): Promise<number[]> {
  const cameras = readdirSync(recordDir).filter((name) => name.startsWith("cam-"));
  const waiting = cameras.values();
  const lost: number[] = [];
  const work = async () => {
    for (const camera of waiting) {
      const folder = join(recordDir, camera, "sub");
      const keysMs = (
        await Promise.all(
          readdirSync(folder)
            .sort()
            .map((name) => readKeysMs(folder, name)),
        )
      ).flat();
      const edgesMs = [fromMs, ...keysMs.filter((atMs) => atMs > fromMs && atMs < toMs), toMs];
      const gapsMs = edgesMs.slice(1).map((atMs, index) => atMs - (edgesMs[index] ?? atMs));
      // The edges are anywhere between two key frames.
      lost.push(gapsMs.reduce((sum, gapMs) => sum + Math.max(0, Math.ceil(gapMs / STRETCH_MS - 1.01)), 0));
    }
  };
  await Promise.all(Array.from({ length: PROBES_AT_ONCE }, work));
  return lost;
}

/** When the key frames of a file were captured: its name says when it begins. */
async function readKeysMs(folder: string, name: string): Promise<number[]> {
  const [year, month, day, hour, minute, second, ms] = [
    ...[name.slice(0, 4), name.slice(4, 6), name.slice(6, 8)],
    ...[name.slice(9, 11), name.slice(11, 13), name.slice(13, 15), name.slice(15, 18)],
  ].map(Number);
  const baseMs = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, ms);
  const shown = ["-show_entries", "packet=pts_time,flags", "-of", "csv=p=0"];
  const text = await run(["-v", "error", "-select_streams", "v", ...shown, join(folder, name)]);
  return text.split("\n").flatMap((line) => {
    const [time, flags] = line.split(",");
    return flags?.startsWith("K") === true ? [baseMs + Number(time) * 1_000] : [];
  });
}

function run(args: readonly string[]): Promise<string> {
  const child = spawn("ffprobe", args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve(text) : reject(new Error(`ffprobe ended with ${code}`))));
  });
}
