import { expect, test } from "vitest";
import { ClockTag } from "../../contract/hubEvents.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { createCameraFeed } from "./cameraFeed.ts";
import { createLiveStream } from "./liveStream.ts";
import { createLoopFeed } from "./loopFeed.ts";
import { createPictureClock } from "./pictureClock.ts";
import { makeClip, readFlv, readFrameNumber, readScript } from "./testKit.ts";
import { createTicker } from "./ticker.ts";

const START_MS = 1_800_000_000_000;
const HALT_MS = 7_000;

function open() {
  const clock = createHandClock(START_MS);
  const pictures = createPictureClock();
  const feed = createCameraFeed(createLoopFeed(makeClip(), 0, pictures), () => "steady");
  const stream = createLiveStream(feed, clock, createTicker(clock), "cam-9");
  const join = () => {
    const chunks: Buffer[] = [];
    stream.join({ keysOnly: false, send: (bytes) => void chunks.push(bytes), check: () => {}, end: () => {} });
    const tags = () => readFlv(Buffer.concat(chunks));
    const frames = () => tags().filter(({ kind, isHeader }) => kind === "video" && !isHeader);
    return { tags, frames, numbers: () => frames().map(readFrameNumber) };
  };
  return { clock, pictures, feed, join };
}

test("a halt stops the frames, and the next one goes on from there with its true time of capture", () => {
  const { clock, pictures, join } = open();
  const viewer = join();
  clock.advance(2_500);
  const before = viewer.numbers();
  pictures.set({ hubFromMs: clock.nowMs(), pictureFromMs: clock.nowMs(), isMoving: false });
  clock.advance(HALT_MS);
  expect(viewer.numbers()).toEqual(before);
  const last = viewer.frames().at(-1)?.timestampMs ?? 0;
  pictures.set({ hubFromMs: clock.nowMs(), pictureFromMs: clock.nowMs() - HALT_MS, isMoving: true });
  clock.advance(1_000);
  const [first, ...rest] = viewer.frames().slice(before.length);
  expect(first && readFrameNumber(first)).toBe(((before.at(-1) ?? 0) + 1) % 60);
  expect(rest).toHaveLength(14);
  expect((first?.timestampMs ?? 0) - last).toBeGreaterThanOrEqual(HALT_MS);
  expect((first?.timestampMs ?? 0) - last).toBeLessThan(HALT_MS + 100);
});

test("who joins while pictures stand still is shown the one they stand at, and no later one", () => {
  const { clock, pictures, join } = open();
  pictures.set({ hubFromMs: START_MS, pictureFromMs: START_MS + 500, isMoving: false });
  clock.advance(60_000);
  const viewer = join();
  clock.advance(3_000);
  expect(viewer.numbers()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test("the line gives a sign of life while pictures stand still, and only then", () => {
  const { clock, pictures, join } = open();
  const viewer = join();
  clock.advance(1_000);
  pictures.set({ hubFromMs: clock.nowMs(), pictureFromMs: clock.nowMs(), isMoving: false });
  const count = () => viewer.tags().filter((tag) => tag.kind === "script").length;
  const before = count();
  clock.advance(21_000);
  expect(count() - before).toBe(4);
  const last = viewer.tags().findLast((tag) => tag.kind === "script");
  const clockTag = last && ClockTag.parse(readScript(last).values);
  expect(clockTag?.capturedAtMs).toBe(START_MS + 1_000);
});

test("what was seen before is seen again when the pictures are taken back", () => {
  const { clock, pictures, feed } = open();
  const seen = feed.sampleOf(feed.frameAt(START_MS + 300));
  clock.advance(9_100);
  pictures.set({ hubFromMs: clock.nowMs(), pictureFromMs: START_MS + 300, isMoving: true });
  const frame = feed.frameAt(clock.nowMs());
  expect(feed.sampleOf(frame)).toEqual(seen);
  expect(feed.capturedAtMs(frame)).toBeLessThanOrEqual(clock.nowMs());
  expect(feed.capturedAtMs(frame + 1)).toBeGreaterThan(clock.nowMs());
});
