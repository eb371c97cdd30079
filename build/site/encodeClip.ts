import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createRenderer } from "./renderScene.ts";
import { PICTURE } from "./scenes/lens.ts";
import { LOOP_S } from "./scenes/motion.ts";
import type { Scene } from "./scenes/scene.ts";

/**
 * Draws a scene once and encodes its three renditions in one ffmpeg process. Every clip begins with a key frame, has
 * one each second and nowhere else, and no B-frames, so that a loop can be restamped without decoding.
 */

/** Frames drawn per second, and of `main` and `sub`. */
const FPS = 15;

interface Encoding {
  readonly name: "main" | "sub" | "thumb";
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
  /** Constant rate factor of x264: lower is better and larger. */
  readonly crf: number;
  readonly maxKbps: number;
}

const ENCODINGS: readonly Encoding[] = [
  { name: "main", widthPx: 1_280, heightPx: 720, fps: FPS, crf: 32, maxKbps: 245 },
  { name: "sub", widthPx: 640, heightPx: 360, fps: FPS, crf: 31, maxKbps: 92 },
  { name: "thumb", widthPx: 320, heightPx: 180, fps: 8, crf: 31, maxKbps: 33 },
];

/** Writes `<scene>-<rendition>.flv` three times. `FFMPEG_PATH` names another ffmpeg than the one on the PATH. */
export async function encodeScene(scene: Scene, clipsDir: string): Promise<void> {
  const ffmpeg = spawn(process.env.FFMPEG_PATH ?? "ffmpeg", planArguments(scene.name, clipsDir), {
    stdio: ["pipe", "ignore", "inherit"],
  });
  const ended = once(ffmpeg, "close");
  const renderer = createRenderer(scene);
  for (let frame = 0; frame < LOOP_S * FPS; frame += 1) {
    const pixels = Buffer.from(renderer.renderFrame(frame / FPS));
    if (!ffmpeg.stdin.write(pixels)) await once(ffmpeg.stdin, "drain");
  }
  ffmpeg.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code} on scene ${scene.name}`);
}

function planArguments(scene: string, clipsDir: string): string[] {
  const size = `${PICTURE.widthPx}x${PICTURE.heightPx}`;
  const splits = ENCODINGS.map(({ name }) => `[${name}In]`).join("");
  const filters = ENCODINGS.map(
    ({ name, widthPx, heightPx, fps }) =>
      `[${name}In]fps=${fps},scale=${widthPx}:${heightPx}:flags=lanczos:out_color_matrix=bt709:out_range=tv,format=yuv420p[${name}]`,
  );
  const input = ["-f", "rawvideo", "-pix_fmt", "rgba", "-s", size, "-r", String(FPS), "-i", "-"];
  return [
    ...["-v", "error", "-y", ...input],
    ...["-filter_complex", [`[0]split=${ENCODINGS.length}${splits}`, ...filters].join(";")],
    ...ENCODINGS.flatMap((encoding) => planOutput(encoding, join(clipsDir, `${scene}-${encoding.name}.flv`))),
  ];
}

function planOutput({ name, fps, crf, maxKbps }: Encoding, file: string): string[] {
  return [
    ...["-map", `[${name}]`, "-c:v", "libx264", "-preset", "slow", "-profile:v", "high"],
    ...["-crf", String(crf), "-maxrate", `${maxKbps}k`, "-bufsize", `${maxKbps * 2}k`],
    ...["-bf", "0", "-g", String(fps), "-keyint_min", String(fps), "-sc_threshold", "0"],
    ...["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"],
    ...["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-an", "-f", "flv", file],
  ];
}
