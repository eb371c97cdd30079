import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSilentLog } from "../media/testKit.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { loadRecordings } from "./loadRecordings.ts";
import { createRecordingDisk } from "./recordingDisk.ts";
import { writeRecordingPath } from "./recordingPath.ts";
import { createTestSite, DAY_MS, START_MS, type TestSite } from "./testKit.ts";

/** A recorder wrote ten seconds of one camera; something happened to the file; a hub starts. */

const TRACK = { cameraId: "cam-1", rendition: "sub" } as const;
const PATH = writeRecordingPath(TRACK, START_MS);
/** Of a stretch: each of its 15 frames has 64 bytes. */
const STRETCH_BYTES = 15 * 64;

let site: TestSite;
let file: string;

beforeEach(async () => {
  site = createTestSite();
  const recorder = await site.open();
  await site.run(recorder, 10_000);
  await recorder.close();
  file = join(site.dir, PATH);
});
afterEach(() => site.remove());

async function start(atMs = START_MS + 60_000) {
  const log = createSilentLog();
  const clock = createHandClock(atMs);
  const { index, aside } = await loadRecordings({ disk: createRecordingDisk(site.dir), clock, log });
  const spans = [...index.listTracks()].flat().flatMap(({ spans }) => spans);
  const seconds = spans.map(({ fromMs, toMs }) => [(fromMs - START_MS) / 1_000, (toMs - START_MS) / 1_000]);
  return { seconds, aside, log: log.lines.filter((line) => !line.startsWith("recorder.loaded")).join("\n"), index };
}

/** Where the n-th stretch begins in the file. */
function findStretch(n: number): number {
  const bytes = readFileSync(file);
  let at = -1;
  for (let found = 0; found <= n; found++) at = bytes.indexOf("moof", at + 1);
  return at - 4;
}
function overwrite(at: number, bytes: Uint8Array): void {
  const all = readFileSync(file);
  all.set(bytes, at);
  writeFileSync(file, all);
}
/** As it was before it was finished. */
function takeTableAway(): void {
  const bytes = readFileSync(file);
  truncateSync(file, bytes.length - bytes.readUInt32BE(bytes.length - 4));
}

test("a finished file is found again as it was", async () => {
  expect(await start()).toMatchObject({ seconds: [[0, 10]], aside: [], log: "" });
});

test("a file whose recorder was killed is found again whole, and finished", async () => {
  takeTableAway();
  expect(await start()).toMatchObject({ seconds: [[0, 10]], log: expect.stringContaining('"lostBytes":0') });
  expect(await start()).toMatchObject({ seconds: [[0, 10]], log: "" });
});

test.each([
  ["in the middle of its pictures", (at: number) => at + 500],
  ["in the middle of its head", (at: number) => at + 20],
  ["behind one byte of it", (at: number) => at + 1],
])("half a stretch, cut %s, is cut off and nothing else", async (_, cut) => {
  truncateSync(file, cut(findStretch(7)));
  expect(await start()).toMatchObject({
    seconds: [[0, 7]],
    aside: [],
    log: expect.stringContaining("recorder.cutShort"),
  });
  expect(await start()).toMatchObject({ seconds: [[0, 7]], log: "" });
});

test("pictures that a disk without power never wrote, and zeros behind them, are cut off", async () => {
  takeTableAway();
  const last = findStretch(9);
  const { size } = statSync(file);
  overwrite(size - STRETCH_BYTES, Buffer.alloc(STRETCH_BYTES));
  appendFileSync(file, Buffer.alloc(4_096));
  expect(await start()).toMatchObject({ seconds: [[0, 9]], aside: [] });
  expect(statSync(file).size).toBeGreaterThan(last);
});

test("a file cut down to its header holds nothing and is removed", async () => {
  truncateSync(file, findStretch(0) + 30);
  expect(await start()).toMatchObject({ seconds: [], aside: [] });
  expect(readdirSync(dirname(file))).toEqual([]);
});

test.each<[string, () => void, string]>([
  ["is empty", () => truncateSync(file, 0), "it is empty"],
  ["is no MP4", () => writeFileSync(file, "a shopping list, rather long for one ".repeat(20)), "it is not an MP4 file"],
  [
    "is another program's MP4",
    () => overwrite(readFileSync(file).indexOf("uuid"), Buffer.from("free")),
    "not made by this recorder",
  ],
  [
    "has a damaged header",
    () => overwrite(readFileSync(file).indexOf("avcC"), Buffer.from("xxxx")),
    "its header is damaged",
  ],
  ["is cut within its header", () => truncateSync(file, 100), "it was not made by this recorder"],
  [
    "is damaged in the middle",
    () => {
      takeTableAway();
      overwrite(findStretch(4), Buffer.alloc(60, 255));
    },
    "it is damaged in the middle",
  ],
  [
    "has a stretch from before the one in front of it",
    () => {
      takeTableAway();
      const at = readFileSync(file).indexOf("tfdt", findStretch(5));
      overwrite(at + 8, Buffer.alloc(8));
    },
    "it is damaged in the middle",
  ],
  [
    "lies in another camera's folder",
    () => {
      const other = join(site.dir, writeRecordingPath({ ...TRACK, cameraId: "cam-9" }, START_MS));
      mkdirSync(dirname(other), { recursive: true });
      renameSync(file, other);
    },
    "it is of cam-1 sub, not of this folder",
  ],
])("a file that %s is named, kept apart and never served", async (_, harm, why) => {
  harm();
  const { seconds, aside, log } = await start();
  expect(seconds).toEqual([]);
  expect(aside).toHaveLength(1);
  expect(log).toContain("recorder.setAside");
  expect(log).toContain(why);
  expect(statSync(join(site.dir, aside[0]?.path ?? "")).isFile()).toBe(true);
  expect(await start()).toMatchObject({ seconds: [], log: "" });
});

test.each([
  ["an hour ahead", START_MS - 3_600_000],
  ["ahead at its end alone", START_MS - 55_000],
])("a file whose clock was %s is named, kept apart and never served", async (_, nowMs) => {
  expect(await start(nowMs)).toMatchObject({ seconds: [], log: expect.stringContaining("its clock was wrong") });
});

test("a clock that was put back by half a minute costs nothing", async () => {
  expect(await start(START_MS - 30_000)).toMatchObject({ seconds: [[0, 10]], aside: [] });
});

test("a file from 1970 is named and kept apart", async () => {
  const early = createTestSite();
  early.clock.advance(-START_MS + DAY_MS);
  const recorder = await early.open();
  await early.run(recorder, 5_000);
  await recorder.close();
  const { log } = early;
  const clock = createHandClock(START_MS);
  const { index } = await loadRecordings({ disk: createRecordingDisk(early.dir), clock, log });
  expect([...index.listTracks()].flat()).toEqual([]);
  expect(log.lines.join()).toContain("its clock was wrong: it says 1970-01-02");
  early.remove();
});

test("somebody else's files stay where they are and are named", async () => {
  writeFileSync(join(site.dir, "holiday.mp4"), "beach");
  mkdirSync(join(site.dir, "cam-1", "notes"));
  writeFileSync(join(site.dir, "cam-1", "notes", "a.txt"), "hello");
  const { seconds, log } = await start();
  expect(seconds).toEqual([[0, 10]]);
  expect(log).toContain("holiday.mp4");
  expect(log).toContain("cam-1/notes/a.txt");
  expect(readFileSync(join(site.dir, "holiday.mp4"), "utf8")).toBe("beach");
});

test("a table that is damaged is not believed; the file is walked instead", async () => {
  const { size } = statSync(file);
  overwrite(size - 40, Buffer.of(1, 2, 3));
  expect(await start()).toMatchObject({ seconds: [[0, 10]], aside: [] });
});
