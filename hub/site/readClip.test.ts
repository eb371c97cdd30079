import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Fault } from "../../contract/faults.ts";
import { parseClip, readClip } from "./readClip.ts";

const SITE_DIR = join(import.meta.dirname, "../../assets/site");
const CLIPS_DIR = join(SITE_DIR, "clips");
const CLIP = join(CLIPS_DIR, "till-thumb.flv");
const SIZES = { main: [1_280, 720, 15], sub: [640, 360, 15], thumb: [320, 180, 8] } as const;
const MAX_CLIP_BYTES = 5_000_000;
/** Of the whole site folder, which every copy of the program carries. */
const MAX_SITE_BYTES = 22_000_000;

test.each(Object.entries(SIZES))("every %s clip loops in whole seconds with one key frame in each", (name, size) => {
  const files = readdirSync(CLIPS_DIR).filter((file) => file.endsWith(`-${name}.flv`));
  expect(files.length).toBeGreaterThanOrEqual(12);
  for (const file of files) {
    const clip = readClip(join(CLIPS_DIR, file));
    expect([file, clip.widthPx, clip.heightPx, clip.fps]).toEqual([file, ...size]);
    expect(clip.codec).toMatch(/^avc1\.64[0-9a-f]{4}$/);
    expect(clip.loopMs % 1_000).toBe(0);
    const keysAtMs = clip.samples.filter((sample) => sample.isKey).map((sample) => sample.atMs);
    expect(keysAtMs).toEqual(Array.from({ length: clip.loopMs / 1_000 }, (_, second) => second * 1_000));
    expect(clip.bitrateBps).toBeGreaterThan(1_000);
  }
});

test("every scene has its three clips, each under 5 MB", () => {
  const files = readdirSync(CLIPS_DIR).filter((file) => file.endsWith(".flv"));
  const scenes = new Set(files.map((file) => file.replace(/-(main|sub|thumb)\.flv$/, "")));
  expect(files).toHaveLength(scenes.size * 3);
  expect(Math.max(...files.map((file) => statSync(join(CLIPS_DIR, file)).size))).toBeLessThan(MAX_CLIP_BYTES);
});

test("the whole training site is under 22 MB", () => {
  const entries = readdirSync(SITE_DIR, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = entries.map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_SITE_BYTES);
});

test("a file that is missing or is not FLV is a fault that names it", () => {
  expect(() => readClip(join(CLIPS_DIR, "nothing-main.flv"))).toThrow(/nothing-main\.flv/);
  expect(() => readClip(join(CLIPS_DIR, "../site.json"))).toThrow(/site\.json.*not an FLV file/);
});

test("a clip cut off anywhere is a fault or, between two tags, a shorter clip", () => {
  const whole = readFileSync(CLIP);
  for (let length = 0; length < whole.length; length += 97) {
    const cut = attempt(whole.subarray(0, length));
    if (cut !== "fault") expect(cut).toBeLessThan(parseClip(whole).samples.length);
  }
});

test("a clip with wrong bytes is a fault or a clip, never another error", () => {
  const whole = readFileSync(CLIP);
  let faults = 0;
  for (let at = 0; at < 4_000; at += 1) {
    const wrong = Uint8Array.from(whole.subarray(0, 60_000));
    wrong[at] = (wrong[at] ?? 0) ^ (1 << (at % 8));
    if (attempt(wrong) === "fault") faults += 1;
  }
  expect(faults).toBeGreaterThan(10);
});

/** Number of samples, or that it was refused. */
function attempt(bytes: Uint8Array): number | "fault" {
  try {
    return parseClip(bytes).samples.length;
  } catch (error) {
    if (error instanceof Fault && error.code === "SITE_UNUSABLE") return "fault";
    throw error;
  }
}
