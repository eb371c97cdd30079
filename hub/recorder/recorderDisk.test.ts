import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RenditionName } from "../../contract/cameras.ts";
import type { Recorder } from "./recorder.ts";
import { writeRecordingPath } from "./recordingPath.ts";
import { createFailingDisk, createTestSite, EVER, START_MS, secondsOf, type TestSite } from "./testKit.ts";

/** What becomes of recordings when the disk is full, fails, or gives back something else. */

const CAMERAS = 3;
let site: TestSite;
let recorder: Recorder;
let disk: ReturnType<typeof createFailingDisk>;

beforeEach(() => {
  site = createTestSite(CAMERAS);
  disk = createFailingDisk(site.dir);
});
afterEach(async () => {
  await recorder.close();
  site.remove();
});

const trackOf = (n: number) => ({ cameraId: `cam-${n}`, rendition: "sub" as RenditionName });
async function listSeconds(n = 1): Promise<number[][]> {
  return secondsOf(await recorder.source.spans(trackOf(n), EVER));
}
const has = (event: string) => site.log.lines.some((line) => line.startsWith(event));

test("with a limit the oldest of all cameras goes first, so that all keep as long a past", async () => {
  // A minute of three cameras is 230 kB; files are cut to 64 kB to fit.
  recorder = await site.open({ disk, limitBytes: 1_000_000 });
  await site.run(recorder, 20 * 60_000);
  const { usedBytes, state, lostStretches } = recorder.health();
  expect([state, lostStretches]).toEqual(["recording", 0]);
  expect(usedBytes).toBeLessThanOrEqual(1_000_000);
  expect(usedBytes).toBeGreaterThan(750_000);
  const spans = await Promise.all([1, 2, 3].map(listSeconds));
  const begins = spans.map(([span]) => span?.[0] ?? 0);
  expect(spans.map((ofCamera) => ofCamera.length)).toEqual([1, 1, 1]);
  expect(spans.map(([span]) => span?.[1])).toEqual([1_200, 1_200, 1_200]);
  // Not further apart than one file.
  expect(Math.max(...begins) - Math.min(...begins)).toBeLessThanOrEqual(60);
});

test("a limit of half a minute is kept all the time", async () => {
  recorder = await site.open({ disk, limitBytes: 150_000 });
  let mostBytes = 0;
  for (let second = 0; second < 300; second++) {
    await site.run(recorder, 1_000);
    mostBytes = Math.max(mostBytes, recorder.health().usedBytes);
  }
  expect(mostBytes).toBeLessThanOrEqual(150_000);
  expect(mostBytes).toBeGreaterThan(100_000);
  expect((await listSeconds()).at(-1)?.[1]).toBeGreaterThan(290);
});

test("a held camera keeps what is held while the others make room", async () => {
  site.held.set("cam-2", [{ fromMs: START_MS, toMs: START_MS + 60_000 }]);
  recorder = await site.open({ disk, limitBytes: 1_000_000 });
  await site.run(recorder, 20 * 60_000);
  const [held = []] = await listSeconds(2);
  expect(held[0]).toBe(0);
  expect(held[1]).toBeGreaterThanOrEqual(60);
  expect((await listSeconds(1))[0]?.[0]).toBeGreaterThan(600);
  expect(recorder.health()).toMatchObject({ state: "recording", lostStretches: 0 });
});

test("when everything is held recording stops, says so, and starts again by itself", async () => {
  for (let n = 1; n <= CAMERAS; n++) site.held.set(`cam-${n}`, [EVER]);
  recorder = await site.open({ disk, limitBytes: 1_000_000 });
  await site.run(recorder, 10 * 60_000);
  const full = recorder.health();
  expect(full).toMatchObject({ state: "full", cameras: 0 });
  expect(full.usedBytes).toBeLessThanOrEqual(1_000_000);
  expect(full.sinceMs).toBeLessThan(START_MS + 6 * 60_000);
  expect(has("recorder.full")).toBe(true);
  const [[fromS, toS] = []] = await listSeconds();
  expect(fromS).toBe(0);
  site.held.clear();
  await site.run(recorder, 60_000);
  expect(recorder.health()).toMatchObject({ state: "recording", cameras: CAMERAS });
  // What came meanwhile is a gap, not invented and not waited for.
  expect((await listSeconds()).at(-1)?.[1]).toBe(660);
  expect((await listSeconds()).at(-1)?.[0]).toBeGreaterThan(toS ?? 0);
});

test("room is made before others on the disk go short", async () => {
  recorder = await site.open({ disk });
  await site.run(recorder, 11 * 60_000);
  disk.freeBytes = 900_000_000;
  await site.run(recorder, 20_000);
  // Nothing finished is left, and it is not enough.
  expect(recorder.health().state).toBe("full");
  expect(has("recorder.removed")).toBe(true);
  disk.freeBytes = 10_000_000_000;
  await site.run(recorder, 20_000);
  expect(recorder.health().state).toBe("recording");
});

test("a disk that says it is full loses the oldest, and the stretch is written after all", async () => {
  recorder = await site.open({ disk });
  await site.run(recorder, 10 * 60_000 + 5_000);
  disk.onFail = () => {
    // As a file system does: room is what was removed.
    disk.freeBytes = 0;
    disk.onRemove = () => {
      disk.fail = undefined;
      disk.freeBytes = 10_000_000_000;
    };
  };
  disk.fail = "ENOSPC";
  await site.run(recorder, 60_000);
  expect(recorder.health()).toMatchObject({ state: "recording", lostStretches: 0 });
  expect(await listSeconds()).toEqual([[600, 665]]);
  for (const { seq } of await recorder.source.segments(trackOf(1), EVER, 600)) {
    expect(await recorder.source.readSegment(trackOf(1), seq)).toBeInstanceOf(Buffer);
  }
});

test("a full disk on which nothing may go leaves whole files, and recording goes on when there is room", async () => {
  for (let n = 1; n <= CAMERAS; n++) site.held.set(`cam-${n}`, [EVER]);
  recorder = await site.open({ disk });
  await site.run(recorder, 10_500);
  disk.freeBytes = 0;
  disk.fail = "ENOSPC";
  await site.run(recorder, 60_000);
  expect(recorder.health().state).toBe("full");
  disk.fail = undefined;
  disk.freeBytes = 10_000_000_000;
  await site.run(recorder, 30_500);
  expect(recorder.health().state).toBe("recording");
  await recorder.close();
  site.log.lines.length = 0;
  recorder = await site.open({ disk });
  for (const n of [1, 2, 3]) {
    const spans = await listSeconds(n);
    expect(spans[0]).toEqual([0, 10]);
    expect(spans).toHaveLength(2);
    expect(spans[1]?.[1]).toBe(101);
  }
  expect(has("recorder.setAside")).toBe(false);
});

test("a disk that fails for another reason is tried again, and what was lost meanwhile is counted", async () => {
  recorder = await site.open({ disk });
  await site.run(recorder, 5_500);
  disk.fail = "EIO";
  await site.run(recorder, 2_000);
  expect(recorder.health()).toMatchObject({ state: "failing", why: "EIO" });
  disk.fail = undefined;
  await site.run(recorder, 10_500);
  expect(recorder.health()).toMatchObject({ state: "recording", lostStretches: CAMERAS });
  // One stretch could not be written; what came while the disk was left alone was still in hand.
  expect(await listSeconds()).toEqual([
    [0, 5],
    [6, 18],
  ]);
});

test("a disk that is too slow loses pictures, never the hub's memory", async () => {
  const slow = createFailingDisk(site.dir);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const create: typeof slow.create = async (path) => {
    const file = await slow.create(path);
    return { ...file, append: (bytes) => held.then(() => file.append(bytes)) };
  };
  // Thirty seconds of three cameras are 86 kB here; the bound is on frames that wait.
  recorder = await site.open({ disk: { ...slow, create }, maxWaitingBytes: 50_000 });
  for (let n = 0; n < 120; n++) site.clock.advance(250);
  const { state, why, lostStretches } = recorder.health();
  expect([state, why]).toEqual(["failing", "the disk is too slow"]);
  expect(lostStretches).toBeGreaterThan(30);
  release();
  await site.run(recorder, 3_000);
  expect(recorder.health().state).toBe("recording");
});

/** Ten seconds of the first camera, in a file that is finished; then something happens to it. */
async function recordThen(harm: (file: string) => void): Promise<void> {
  recorder = await site.open({ disk });
  await site.run(recorder, 10_000);
  await recorder.close();
  recorder = await site.open({ disk });
  harm(join(site.dir, writeRecordingPath(trackOf(1), START_MS)));
}

test.each<[string, (file: string) => void, string]>([
  ["is gone", (file) => rmSync(file), "ENOENT"],
  ["was cut short", (file) => truncateSync(file, statSync(file).size >> 1), "recorder.setAside"],
  ["is empty now", (file) => truncateSync(file, 0), "recorder.setAside"],
  [
    "has another time in it",
    (file) => {
      const bytes = readFileSync(file);
      let at = 0;
      for (let n = 0; n < 6; n++) at = bytes.indexOf("tfdt", at + 1);
      bytes.writeUInt32BE(77_000, at + 12);
      writeFileSync(file, bytes);
    },
    "recorder.setAside",
  ],
])("a file that %s while the hub runs is named and a gap from then on", async (_, harm, event) => {
  await recordThen(harm);
  const seq = START_MS + 5_000;
  expect(await recorder.source.readSegment(trackOf(1), seq)).toBeUndefined();
  expect(await listSeconds(1)).toEqual([]);
  expect(await recorder.source.segments(trackOf(1), EVER, 10)).toEqual([]);
  expect(await recorder.source.readInit(trackOf(1), START_MS)).toBeUndefined();
  expect(site.log.lines.join()).toContain(event);
  // The neighbour is whole.
  expect(await listSeconds(2)).toEqual([[0, 10]]);
  expect(await recorder.source.readSegment(trackOf(2), seq)).toBeInstanceOf(Buffer);
});

test("header and stretches together are a film that begins where it was asked for", async () => {
  await recordThen(() => undefined);
  const track = trackOf(1);
  const within = { fromMs: START_MS + 3_500, toMs: START_MS + 5_500 };
  const segments = await recorder.source.segments(track, within, 10);
  expect(segments.map(({ atMs }) => (atMs - START_MS) / 1_000)).toEqual([3, 4, 5]);
  expect(await recorder.source.segments(track, within, 2)).toEqual(segments.slice(0, 2));
  expect(secondsOf(await recorder.source.spans(track, within))).toEqual([[3.5, 5.5]]);
  const [first] = segments;
  const init = await recorder.source.findInit(track, first?.init ?? 0);
  expect(init).toMatchObject({ baseMs: START_MS, codec: "avc1.42001e", widthPx: 640, heightPx: 360 });
  expect((await recorder.source.readInit(track, init?.init ?? 0))?.toString("latin1", 4, 8)).toBe("ftyp");
  expect(await recorder.source.findSegment(track, (first?.seq ?? 0) + 1)).toBeUndefined();
  expect(recorder.source.renditions("cam-1")).toMatchObject([{ name: "sub", fps: 15, heightPx: 360 }]);
  expect(recorder.source.renditions("cam-99")).toEqual([]);
});
