import { spawn } from "node:child_process";
import { once } from "node:events";
import { BAR_CODE, writeBarCode } from "./barCode.ts";

/** Length of the loop. At least a minute, so that a frame number means one moment only. */
export const BENCH_LOOP_S = 60;

/** The same three encodings as the training site's. */
export const BENCH_RENDITIONS = {
  main: { widthPx: 1_280, heightPx: 720, fps: 15, bitrateBps: 2_000_000 },
  sub: { widthPx: 640, heightPx: 360, fps: 15, bitrateBps: 500_000 },
  thumb: { widthPx: 320, heightPx: 180, fps: 8, bitrateBps: 120_000 },
} as const;

/** What moves in the picture, as ffmpeg sources and filters: hard edges, the same mirrored, soft colour with grain. */
export const BENCH_SCENES: Readonly<Record<string, (size: string, fps: number) => string>> = {
  chart: (size, fps) => `testsrc2=size=${size}:rate=${fps}`,
  mirror: (size, fps) => `testsrc2=size=${size}:rate=${fps},hflip,hue=h=120`,
  grain: (size, fps) => `gradients=size=${size}:rate=${fps}:speed=0.02:seed=7,noise=alls=8:allf=t:all_seed=7`,
};

interface BenchClip {
  readonly picture: (size: string, fps: number) => string;
  readonly rendition: keyof typeof BENCH_RENDITIONS;
  readonly path: string;
}

/** Encodes one clip with frame N carrying bar code N: a key frame each second, no B-frames, no sound. */
export async function encodeBenchClip({ picture, rendition, path }: BenchClip): Promise<void> {
  const { widthPx, heightPx, fps, bitrateBps } = BENCH_RENDITIONS[rendition];
  const bandPx = Math.round(heightPx * (BAR_CODE.bottom - BAR_CODE.top));
  const filters = [
    `[0:v]scale=${widthPx}:${bandPx}:flags=neighbor[band]`,
    `${picture(`${widthPx}x${heightPx}`, fps)}[picture]`,
    `[picture][band]overlay=0:${Math.round(heightPx * BAR_CODE.top)}:shortest=1,format=yuv420p`,
  ].join(";");
  const bands = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", `${BAR_CODE.cells}x1`, "-r", `${fps}`, "-i", "pipe:0"];
  const group = ["-bf", "0", "-g", `${fps}`, "-keyint_min", `${fps}`, "-sc_threshold", "0"];
  const rate = ["-b:v", `${bitrateBps}`, "-maxrate", `${bitrateBps * 1.5}`, "-bufsize", `${bitrateBps}`];
  const encoder = ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", ...group, ...rate];
  const frames = Array.from({ length: BENCH_LOOP_S * fps }, (_, frame) => writeBarCode(frame));
  await runFfmpeg([...bands, "-filter_complex", filters, ...encoder, "-an", "-y", "-f", "flv", path], frames);
}

async function runFfmpeg(args: readonly string[], input: readonly Uint8Array[]): Promise<void> {
  const program = process.env.FFMPEG_PATH ?? "ffmpeg";
  const child = spawn(program, ["-v", "error", ...args], { stdio: ["pipe", "ignore", "inherit"] });
  child.stdin.end(Buffer.concat(input));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${program} could not make a clip of the benchmark (exit code ${code})`);
}
