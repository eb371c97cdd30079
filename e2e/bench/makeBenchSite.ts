import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeBenchSite } from "./benchSiteData.ts";
import { BENCH_SCENES, encodeBenchClip } from "./encodeBenchClip.ts";

/** Raised when what is encoded changes, so that clips of an older kind are not used again. */
const CLIPS_VERSION = "1";
const RENDITIONS = ["main", "sub", "thumb"] as const;

/**
 * Makes a site of `cameras` cameras in `dir`, whose clips carry their frame number ({@link readBarCode}), and returns
 * the folder. Clips are encoded once, about a minute on two cores, and found again later. Needs ffmpeg.
 */
export async function makeBenchSite(dir: string, cameras: number): Promise<string> {
  const clipsDir = join(dir, "clips");
  mkdirSync(clipsDir, { recursive: true });
  await encodeMissingClips(clipsDir);
  for (const [name, content] of Object.entries(describeBenchSite(cameras, Object.keys(BENCH_SCENES)))) {
    writeFileSync(join(dir, name), JSON.stringify(content, null, 1));
  }
  return dir;
}

async function encodeMissingClips(clipsDir: string): Promise<void> {
  const stamp = join(clipsDir, "version.txt");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === CLIPS_VERSION) return;
  for (const [scene, picture] of Object.entries(BENCH_SCENES)) {
    for (const rendition of RENDITIONS) {
      await encodeBenchClip({ picture, rendition, path: join(clipsDir, `${scene}-${rendition}.flv`) });
    }
  }
  writeFileSync(stamp, CLIPS_VERSION);
}
