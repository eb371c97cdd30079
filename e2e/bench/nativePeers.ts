import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { startPeerGrids } from "./peerGrids.ts";
import { measureTrees } from "./processTree.ts";

/** Size of the native wall, the same as the browser's. */
const WALL = { widthPx: 1_920, heightPx: 1_080 };
const WARM_UP_MS = 8_000;

const hasProgram = (name: string, flag: string) => spawnSync(name, [flag], { stdio: "ignore" }).status === 0;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Busy cores of walls without a browser on the same streams, by name: GStreamer's compositor with software decoding,
 * and ffmpeg's bare decode. Empty where neither is installed, which is then said.
 */
export async function measureNative(siteDir: string, tiles: number, forMs: number): Promise<[string, number][]> {
  const grids = await startPeerGrids(siteDir);
  const streams = grids.streamsOf(tiles);
  const figures: [string, number][] = [];
  for (const { name, program, flag, args } of [
    { name: `gstreamer${tiles}`, program: "gst-launch-1.0", flag: "--version", args: describePipeline(streams) },
    { name: `bareDecode${tiles}`, program: "ffmpeg", flag: "-version", args: describeDecode(streams) },
  ]) {
    if (hasProgram(program, flag)) figures.push([name, await measureProgram(program, args, forMs)]);
    else process.stderr.write(`${name} is left out: ${program} is not installed.\n`);
  }
  await grids.close();
  return figures;
}

async function measureProgram(program: string, args: readonly string[], forMs: number): Promise<number> {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(child, "close");
  await pause(WARM_UP_MS);
  if (child.exitCode !== null) throw new Error(`${program} ended by itself with exit code ${child.exitCode}`);
  const stop = measureTrees([child.pid ?? 0]);
  await pause(forMs);
  const { cpuCores } = stop();
  child.kill("SIGTERM");
  await ended;
  return cpuCores;
}

/** Every stream decoded, scaled into its place and composed at 15 frames a second onto nothing. */
function describePipeline(streams: readonly string[]): string[] {
  const side = Math.ceil(Math.sqrt(streams.length));
  const widthPx = Math.floor(WALL.widthPx / side);
  const heightPx = Math.floor(WALL.heightPx / side);
  const places = streams.flatMap((_url, n) => [
    `sink_${n}::xpos=${(n % side) * widthPx}`,
    `sink_${n}::ypos=${Math.floor(n / side) * heightPx}`,
    `sink_${n}::width=${widthPx}`,
    `sink_${n}::height=${heightPx}`,
  ]);
  const size = `video/x-raw,width=${WALL.widthPx},height=${WALL.heightPx},framerate=15/1`;
  const sink = ["compositor", "name=wall", "background=black", ...places, "!", size, "!", "fakesink", "sync=true"];
  const sources = streams.flatMap((url, n) => [
    ...["souphttpsrc", `location=${url}`, "is-live=true", "!", "flvdemux", "!", "queue", "!"],
    ...["h264parse", "!", "avdec_h264", "max-threads=1", "!", "queue", "!", `wall.sink_${n}`],
  ]);
  return ["-q", ...sink, ...sources];
}

function describeDecode(streams: readonly string[]): string[] {
  // Each input is opened in turn, and by default watched for seconds before the next.
  const quick = ["-probesize", "50000", "-analyzeduration", "200000", "-fflags", "nobuffer"];
  const inputs = streams.flatMap((url) => [...quick, "-threads", "1", "-i", url]);
  const outputs = streams.flatMap((_url, n) => ["-map", `${n}:v`]);
  return ["-v", "error", ...inputs, ...outputs, "-f", "null", "-"];
}
