import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createSilentLog } from "../media/testKit.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { runToEnd, type SpawnedHub, spawnHub } from "../test/spawnHub.ts";
import { SITE_DIR } from "../test/startTestHub.ts";
import { createDiskRecording } from "./diskRecording.ts";
import { loadRecordings } from "./loadRecordings.ts";
import { createRecordingDisk } from "./recordingDisk.ts";

/** A hub as a program that records the training site, and is killed. */

let dataDir: string;
let recordDir: string;
let siteDir: string;
let running: SpawnedHub[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "glasshouse-recorder-crash-"));
  recordDir = join(dataDir, "recordings");
  siteDir = makeSite(join(dataDir, "site"));
  running = [];
});
afterEach(() => {
  for (const { child } of running) child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** More than a header and three stretches of the smallest pictures. */
const GROWN_BYTES = 30_000;
const CAMERAS = ["cam-101", "cam-212", "cam-260"];

/** The training site, whose owners all let recordings be kept for a day. */
function makeSite(dir: string): string {
  mkdirSync(dir);
  for (const name of readdirSync(SITE_DIR)) {
    if (name !== "terms.json") symlinkSync(join(SITE_DIR, name), join(dir, name));
  }
  const terms = z.array(z.looseObject({})).parse(JSON.parse(readFileSync(join(SITE_DIR, "terms.json"), "utf8")));
  writeFileSync(join(dir, "terms.json"), JSON.stringify(terms.map((entry) => ({ ...entry, lookbackMs: 86_400_000 }))));
  return dir;
}
async function record(): Promise<SpawnedHub> {
  const flags = ["--site", siteDir, "--record", recordDir, "--record-renditions", "sub"];
  const hub = await spawnHub(dataDir, flags);
  running.push(hub);
  return hub;
}
/** Until a file that was not there before holds a few stretches. */
async function untilGrown(cameraId: string, known: number): Promise<void> {
  const folder = join(recordDir, cameraId, "sub");
  await expect
    .poll(
      () => {
        const names = existsSync(folder) ? readdirSync(folder).sort() : [];
        return names.length > known ? statSync(join(folder, names.at(-1) ?? "")).size : 0;
      },
      { timeout: 30_000, interval: 50 },
    )
    .toBeGreaterThan(GROWN_BYTES);
}
async function readBack() {
  const log = createSilentLog();
  const disk = createRecordingDisk(recordDir);
  const { index, aside } = await loadRecordings({ disk, clock: createHandClock(Date.now()), log });
  const setAside = () => Promise.reject(new Error("a stretch is damaged"));
  return { index, aside, log, source: createDiskRecording({ disk, index, log, setAside }) };
}

test("a hub killed while it writes loses no more than what it was writing", { timeout: 120_000 }, async () => {
  for (let round = 0; round < 2; round++) {
    const { child } = await record();
    for (const cameraId of CAMERAS) await untilGrown(cameraId, round);
    const died = once(child, "exit");
    child.kill("SIGKILL");
    await died;
    const killedAtMs = Date.now();
    const { aside, source, log } = await readBack();
    expect([aside, log.lines.filter((line) => line.startsWith("recorder.setAside"))]).toEqual([[], []]);
    for (const cameraId of CAMERAS) {
      const track = { cameraId, rendition: "sub" as const };
      const ever = { fromMs: 0, toMs: killedAtMs + 60_000 };
      const spans = await source.spans(track, ever);
      // One without a gap for each life of the hub, up to the last whole second and what a step and a write take.
      expect(spans).toHaveLength(round + 1);
      expect(killedAtMs - (spans.at(-1)?.toMs ?? 0)).toBeLessThan(4_000);
      const segments = await source.segments(track, ever, 600);
      for (const { seq, frames } of segments) {
        expect(frames).toBe(15);
        expect(await source.readSegment(track, seq)).toBeInstanceOf(Buffer);
      }
    }
  }
});

test("two hubs never record into one folder, and the second says so in a sentence", { timeout: 60_000 }, async () => {
  const { child } = await record();
  const other = ["--data", join(dataDir, "other"), "--site", siteDir, "--port", "0", "--record", recordDir];
  expect(await runToEnd(other)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`${recordDir} is used by another recorder.`),
  });
  const died = once(child, "exit");
  child.kill("SIGTERM");
  expect(await died).toEqual([0, null]);
  // A hub that ends as it should finishes its files.
  const { log } = await readBack();
  expect(log.lines.filter((line) => line.includes("cutShort"))).toEqual([]);
});
