import { beforeEach, expect, test } from "vitest";
import { ClockTag } from "../../contract/hubEvents.ts";
import type { StreamBehaviour } from "../site/siteFiles.ts";
import { createHandClock, type HandClock } from "../test/createHandClock.ts";
import { createCameraFeed } from "./cameraFeed.ts";
import { createLiveStream, type LiveStream, type LiveViewer } from "./liveStream.ts";
import { createLoopFeed } from "./loopFeed.ts";
import { makeClip, type ReadTag, readFlv, readFrameNumber, readScript } from "./testKit.ts";
import { createTicker } from "./ticker.ts";

/** A multiple of the loop and of both misbehaviours' cycles. */
const START_MS = 1_800_000_000_000;

let clock: HandClock;
let behaviour: StreamBehaviour;
let stream: LiveStream;

interface Recorder extends LiveViewer {
  tags(): ReadTag[];
  frames(): ReadTag[];
  clocks(): ClockTag[];
  isEnded(): boolean;
}

function createRecorder(keysOnly = false): Recorder {
  const chunks: Buffer[] = [];
  let isEnded = false;
  const tags = () => readFlv(Buffer.concat(chunks));
  return {
    keysOnly,
    send: (bytes) => void chunks.push(bytes),
    check: () => {},
    end: () => {
      isEnded = true;
    },
    tags,
    frames: () => tags().filter((tag) => tag.kind === "video" && !tag.isHeader),
    clocks: () =>
      tags()
        .filter((tag) => tag.kind === "script" && readScript(tag).name === "onClock")
        .map((tag) => ClockTag.parse(readScript(tag).values)),
    isEnded: () => isEnded,
  };
}

beforeEach(() => {
  clock = createHandClock(START_MS + 500);
  behaviour = "steady";
  const feed = createCameraFeed(createLoopFeed(makeClip(), 0), () => behaviour);
  stream = createLiveStream(feed, clock, createTicker(clock), "cam-9");
});

test("a response begins with metadata, decoder configuration, clock and the group so far", () => {
  const viewer = createRecorder();
  stream.join(viewer);
  const [metadata, config, clockTag, key, ...rest] = viewer.tags();
  expect(metadata && readScript(metadata)).toMatchObject({ name: "onMetaData", values: { width: 640, framerate: 15 } });
  expect(config).toMatchObject({ isHeader: true, isKey: true });
  expect(clockTag && readScript(clockTag)).toMatchObject({ name: "onClock", values: { cameraId: "cam-9" } });
  expect(key && [key.isKey, readFrameNumber(key)]).toEqual([true, 0]);
  expect(rest.map(readFrameNumber)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("timestamps never go back and follow capture times over the end of the loop", () => {
  const viewer = createRecorder();
  stream.join(viewer);
  clock.advance(9_500);
  const frames = viewer.frames();
  expect(frames).toHaveLength(15 * 10 + 1);
  expect(frames.map(({ timestampMs }) => timestampMs)).toEqual(frames.map((_, i) => Math.round((i * 1_000) / 15)));
  expect(frames.map(readFrameNumber)).toEqual(frames.map((_, i) => i % 60));
});

test("a clock tag with the true capture time stands right before each key frame", () => {
  const viewer = createRecorder();
  stream.join(viewer);
  clock.advance(5_000);
  const tags = viewer.tags();
  const keys = tags.flatMap((tag, index) => (tag.isKey && !tag.isHeader ? [index] : []));
  expect(keys).toHaveLength(6);
  expect(keys.map((index) => tags[index - 1]?.kind)).toEqual(keys.map(() => "script"));
  expect(viewer.clocks()).toEqual(
    keys.map((index, second) => ({
      ptsMs: tags[index]?.timestampMs,
      capturedAtMs: START_MS + second * 1_000,
      trusted: true,
      cameraId: "cam-9",
    })),
  );
});

test("two viewers get the same frames with the same clock, whenever they came", () => {
  const early = createRecorder();
  stream.join(early);
  clock.advance(2_700);
  const late = createRecorder();
  stream.join(late);
  clock.advance(1_000);
  const shared = late.frames().map((tag) => [tag.timestampMs, readFrameNumber(tag)]);
  expect(shared.length).toBeGreaterThan(15);
  expect(
    early
      .frames()
      .map((tag) => [tag.timestampMs, readFrameNumber(tag)])
      .slice(-shared.length),
  ).toEqual(shared);
  expect(early.clocks()).toEqual(expect.arrayContaining(late.clocks()));
});

test("a viewer of key frames gets only those", () => {
  const viewer = createRecorder(true);
  stream.join(viewer);
  clock.advance(4_000);
  expect(viewer.frames().every((tag) => tag.isKey)).toBe(true);
  expect(viewer.frames()).toHaveLength(5);
});

test("a stutter holds frames back and then sends them at once", () => {
  behaviour = "stutters";
  clock.advance(900);
  const viewer = createRecorder();
  stream.join(viewer);
  clock.advance(150);
  const before = viewer.frames().length;
  clock.advance(500);
  expect(viewer.frames()).toHaveLength(before);
  clock.advance(60);
  expect(viewer.frames()).toHaveLength(before + 9);
});

test("a freeze keeps the response open without a frame for 10 s and goes on live with a key frame", () => {
  behaviour = "freezes";
  clock.advance(48_500);
  const viewer = createRecorder();
  stream.join(viewer);
  clock.advance(1_100);
  const before = viewer.frames().length;
  clock.advance(9_800);
  expect(viewer.frames()).toHaveLength(before);
  expect(viewer.isEnded()).toBe(false);
  clock.advance(1_000);
  const next = viewer.frames()[before];
  expect(next?.isKey).toBe(true);
  expect(viewer.clocks().at(-1)?.capturedAtMs).toBe(START_MS + 60_000);
});

test("after the process slept a minute, viewers go on with the current group", () => {
  const viewer = createRecorder();
  stream.join(viewer);
  const before = viewer.frames().length;
  const slept = createHandClock(clock.nowMs() + 60_000);
  clock.nowMs = slept.nowMs;
  clock.advance(20);
  const arrears = viewer.frames().slice(before);
  expect(arrears[0]?.isKey).toBe(true);
  expect(arrears.length).toBeLessThanOrEqual(15);
});

test("no timer runs while nobody watches", () => {
  expect(clock.pending()).toBe(0);
  const leave = stream.join(createRecorder());
  const other = createRecorder();
  stream.join(other);
  expect(clock.pending()).toBe(1);
  leave();
  expect(clock.pending()).toBe(1);
  stream.endAll();
  expect([clock.pending(), other.isEnded()]).toEqual([0, true]);
});

test("a group begun before the terms is waited out", () => {
  const viewer = createRecorder();
  stream.join(viewer, START_MS + 400);
  clock.advance(590);
  expect(viewer.clocks().map(({ capturedAtMs }) => capturedAtMs)).toEqual([START_MS + 1_000]);
  expect(viewer.frames()[0]?.isKey).toBe(true);
});
