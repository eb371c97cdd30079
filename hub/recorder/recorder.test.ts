import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Span } from "../../contract/recorded.ts";
import type { Recorder } from "./recorder.ts";
import { createTestSite, DAY_MS, EVER, makeClip, START_MS, secondsOf, type TestSite } from "./testKit.ts";

/** What is recorded of cameras whose terms, pictures, clocks and folders change. */

let site: TestSite;
let recorder: Recorder;
const TRACK = { cameraId: "cam-1", rendition: "sub" } as const;

beforeEach(() => {
  site = createTestSite();
});
afterEach(async () => {
  await recorder.close();
  site.remove();
});

async function listSeconds(within: Span = EVER): Promise<number[][]> {
  return secondsOf(await recorder.source.spans(TRACK, within));
}
function listFiles(): string[] {
  return readdirSync(join(site.dir, "cam-1", "sub")).sort();
}

test("what a camera sent is on the disk a group later, without a gap", async () => {
  recorder = await site.open();
  await site.run(recorder, 10_000);
  expect(await listSeconds()).toEqual([[0, 10]]);
  const segments = await recorder.source.segments(TRACK, EVER, 600);
  expect(segments.map(({ atMs }) => atMs - START_MS)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((s) => s * 1_000));
  expect(segments.every(({ frames, durationMs }) => frames === 15 && durationMs === 1_000)).toBe(true);
  expect(recorder.health()).toMatchObject({ state: "recording", cameras: 1, lostStretches: 0, oldestAtMs: START_MS });
});

test("a withdrawal stops recording at once, and what is given again begins anew, in a file of its own", async () => {
  recorder = await site.open();
  await site.run(recorder, 5_500);
  site.changeTerms("cam-1", { state: "withdrawn" });
  await site.run(recorder, 30_000);
  expect(await listSeconds()).toEqual([[0, 5]]);
  expect(recorder.health().cameras).toBe(0);
  site.changeTerms("cam-1", { state: "active", captureFromMs: site.clock.nowMs() });
  await site.run(recorder, 5_000);
  // The group that had begun before it was given again is not touched.
  expect(await listSeconds()).toEqual([[0, 5], [36, 40]]); // biome-ignore format: one line
  expect(listFiles()).toHaveLength(2);
  expect(recorder.health().lostStretches).toBe(0);
});

test.each([
  ["withdrawn", { state: "withdrawn" }],
  ["suspended", { state: "suspended" }],
  ["only in the registry", { tier: "registry-only" }],
] as const)("nothing is recorded of a camera that is %s", async (_, terms) => {
  site.changeTerms("cam-1", terms);
  recorder = await site.open();
  await site.run(recorder, 10_000);
  expect(await listSeconds()).toEqual([]);
  expect(readdirSync(site.dir)).toEqual([]);
});

test("terms that run out end the recording without anybody's act", async () => {
  site.changeTerms("cam-1", { validUntilMs: START_MS + 4_000 });
  recorder = await site.open();
  await site.run(recorder, 10_000);
  expect(await listSeconds()).toEqual([[0, 4]]);
});

test("scheduled terms are recorded in their hours alone", async () => {
  // START_MS is a Friday, 08:00 UTC.
  const weekly = [{ days: [5], fromMin: 481, toMin: 482 }];
  site.changeTerms("cam-1", { tier: "scheduled", schedule: { timeZone: "UTC", weekly } });
  recorder = await site.open();
  await site.run(recorder, 180_000);
  expect(await listSeconds()).toEqual([[60, 120]]);
});

test("terms that allow fewer lines end what is larger, and the smaller goes on", async () => {
  site.setClip("main", { ...makeClip(), widthPx: 1_280, heightPx: 720 });
  recorder = await site.open();
  await site.run(recorder, 3_000);
  site.changeTerms("cam-1", { obligations: { ...site.terms("cam-1").obligations, maxHeightPx: 480 } });
  await site.run(recorder, 3_000);
  const main = await recorder.source.spans({ ...TRACK, rendition: "main" }, EVER);
  expect(secondsOf(main)).toEqual([[0, 3]]);
  expect(await listSeconds()).toEqual([[0, 6]]);
});

test("another codec or size begins another file with a header of its own", async () => {
  recorder = await site.open();
  await site.run(recorder, 3_000);
  const avcDecoderConfig = Buffer.from([1, 77, 0, 31, 255, 225, 0, 0]);
  site.setClip("sub", { ...makeClip(), widthPx: 1_280, heightPx: 720, codec: "avc1.4d001f", avcDecoderConfig });
  await site.run(recorder, 3_000);
  expect(await listSeconds()).toEqual([[0, 6]]);
  const inits = (await recorder.source.segments(TRACK, EVER, 600)).map(({ init }) => init);
  const [before, after] = [...new Set(inits)];
  expect(await recorder.source.findInit(TRACK, before ?? 0)).toMatchObject({ codec: "avc1.42001e", heightPx: 360 });
  expect(await recorder.source.findInit(TRACK, after ?? 0)).toMatchObject({ codec: "avc1.4d001f", heightPx: 720 });
});

test("a new file begins every ten minutes, and no picture is lost between two", async () => {
  recorder = await site.open();
  await site.run(recorder, 25 * 60_000);
  expect(listFiles()).toEqual(["20270115T080000000Z.mp4", "20270115T081000000Z.mp4", "20270115T082000000Z.mp4"]);
  expect(await listSeconds()).toEqual([[0, 1_500]]);
  expect(await recorder.source.segments(TRACK, EVER, 2_000)).toHaveLength(1_500);
});

test("a camera that was silent leaves a gap, and no file is open longer than it should be", async () => {
  recorder = await site.open();
  await site.run(recorder, 5_000);
  site.setBehaviour("offline");
  await site.run(recorder, 11 * 60_000);
  site.setBehaviour("steady");
  await site.run(recorder, 5_000);
  expect(await listSeconds()).toEqual([[0, 5], [665, 670]]); // biome-ignore format: one line
  expect(listFiles()).toHaveLength(2);
  expect(recorder.health().lostStretches).toBe(0);
});

test("a recorder that starts again goes on behind what is there, also with a clock put back", async () => {
  recorder = await site.open();
  await site.run(recorder, 60_000);
  await recorder.close();
  site.clock.advance(5_000);
  recorder = await site.open();
  await site.run(recorder, 5_000);
  expect(await listSeconds()).toEqual([[0, 60], [65, 70]]); // biome-ignore format: one line
  await recorder.close();
  site.setClock(START_MS + 40_500);
  recorder = await site.open();
  await site.run(recorder, 40_000);
  // No moment has two pictures: it waited until its clock was past what it had.
  expect(await listSeconds()).toEqual([[0, 60], [65, 80]]); // biome-ignore format: one line
  const starts = (await recorder.source.segments(TRACK, EVER, 600)).map(({ atMs }) => atMs);
  expect(new Set(starts).size).toBe(75);
});

test("a jump of the machine's clock changes nothing", async () => {
  recorder = await site.open();
  await site.run(recorder, 5_000);
  site.clock.setWallAhead(-7_200_000);
  await site.run(recorder, 5_000);
  site.clock.setWallAhead(7_200_000);
  await site.run(recorder, 5_000);
  expect(await listSeconds()).toEqual([[0, 15]]);
});

test("a file taken away while it is written is noticed, and recording goes on in another", async () => {
  recorder = await site.open();
  await site.run(recorder, 5_000);
  const [name = ""] = listFiles();
  rmSync(join(site.dir, "cam-1", "sub", name));
  await site.run(recorder, 15_000);
  expect(listFiles()).toHaveLength(1);
  expect(site.log.lines.join()).toContain("recorder.fileGone");
  const [[fromS = 0, toS = 0] = []] = await listSeconds();
  expect(fromS).toBeGreaterThan(5);
  expect(toS).toBe(20);
});

test("recordings stay as long as the terms let anybody look back, and held ones beyond", async () => {
  site.changeTerms("cam-1", { lookbackMs: 1_800_000 });
  site.held.set("cam-1", [{ fromMs: START_MS + 700_000, toMs: START_MS + 710_000 }]);
  recorder = await site.open();
  await site.run(recorder, 25 * 60_000);
  site.setBehaviour("offline");
  await site.run(recorder, 60 * 60_000);
  // Of three files the one with the held ten seconds is left.
  expect(await listSeconds()).toEqual([[600, 1_200]]);
  site.held.clear();
  await site.run(recorder, 20_000);
  expect(await listSeconds()).toEqual([]);
  expect(readdirSync(join(site.dir, "cam-1", "sub"))).toEqual([]);
});

test("a camera whose owner withdrew keeps what it had for its time, and no longer", async () => {
  recorder = await site.open();
  await site.run(recorder, 5_000);
  site.changeTerms("cam-1", { state: "withdrawn" });
  await site.run(recorder, 1_000);
  expect(await listSeconds()).toEqual([[0, 5]]);
  await recorder.close();
  site.setClock(START_MS + DAY_MS + 20_000);
  recorder = await site.open();
  expect(await listSeconds()).toEqual([]);
});
