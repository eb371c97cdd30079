import { expect, test } from "vitest";
import type { StreamBehaviour } from "../site/siteFiles.ts";
import { createCameraFeed } from "./cameraFeed.ts";
import { findSegment, type HlsTimes, listWindow, WINDOW_SEGMENTS, writePlaylist } from "./hlsPlaylist.ts";
import { createLoopFeed } from "./loopFeed.ts";
import { makeClip } from "./testKit.ts";

const START_MS = 1_800_000_000_000;

function createFeed(behaviour: StreamBehaviour = "steady") {
  return createCameraFeed(createLoopFeed(makeClip(), 0), () => behaviour);
}

function at(nowMs: number, fromMs = 0): HlsTimes {
  return { nowMs, fromMs };
}

test("the window holds the newest whole segments, in order, each beginning where the one before ended", () => {
  const segments = listWindow(createFeed(), at(START_MS + 10_200));
  expect(segments).toHaveLength(WINDOW_SEGMENTS);
  expect(segments.at(-1)?.capturedAtMs).toBe(START_MS + 9_000);
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1];
    if (next === undefined) continue;
    expect(next.sequence).toBe(segment.sequence + 1);
    expect(next.capturedAtMs).toBe(segment.capturedAtMs + segment.durationMs);
  }
});

test("a segment keeps its number as the window slides", () => {
  const feed = createFeed();
  const before = listWindow(feed, at(START_MS + 10_200));
  const after = listWindow(feed, at(START_MS + 12_200));
  expect(after.slice(0, -2)).toEqual(before.slice(2));
});

test("a playlist says target duration, sequence and the hub time of each segment", () => {
  const feed = createFeed();
  const segments = listWindow(feed, at(START_MS + 10_200), 2);
  const first = segments[0]?.sequence ?? 0;
  expect(writePlaylist(segments, feed.longestGroupMs).split("\n")).toEqual([
    "#EXTM3U",
    "#EXT-X-VERSION:8",
    "#EXT-X-TARGETDURATION:1",
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    "#EXT-X-INDEPENDENT-SEGMENTS",
    '#EXT-X-MAP:URI="init.mp4"',
    "#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:08.000Z",
    "#EXTINF:1.000,",
    `${first}.m4s`,
    "#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:09.000Z",
    "#EXTINF:1.000,",
    `${first + 1}.m4s`,
    "",
  ]);
});

test("while a camera is frozen the playlist stands still; afterwards what is missing is listed as a gap", () => {
  const feed = createFeed("freezes");
  const before = listWindow(feed, at(START_MS + 50_500));
  expect(listWindow(feed, at(START_MS + 59_900))).toEqual(before);
  const after = listWindow(feed, at(START_MS + 62_200));
  expect(after.map(({ isGap }) => isGap)).toEqual([true, true, true, true, true, true, false, false]);
  expect(writePlaylist(after, feed.longestGroupMs).match(/#EXT-X-GAP/g)).toHaveLength(6);
});

test("only segments of the window may be fetched, with a little grace, and never a gap", () => {
  const feed = createFeed();
  const nowMs = START_MS + 10_200;
  const sequences = listWindow(feed, at(nowMs)).map(({ sequence }) => sequence);
  const [oldest = 0, newest = 0] = [sequences[0], sequences.at(-1)];
  expect(findSegment(feed, oldest - 2, at(nowMs))).not.toBeNull();
  expect(findSegment(feed, oldest - 3, at(nowMs))).toBeNull();
  expect(findSegment(feed, newest, at(nowMs))).not.toBeNull();
  expect(findSegment(feed, newest + 1, at(nowMs))).toBeNull();
  const gap = listWindow(createFeed("freezes"), at(START_MS + 62_200)).find(({ isGap }) => isGap);
  expect(findSegment(createFeed("freezes"), gap?.sequence ?? 0, at(START_MS + 62_200))).toBeNull();
});

test("what was captured before the terms' beginning is listed as a gap and cannot be fetched", () => {
  const feed = createFeed();
  const times = at(START_MS + 10_200, START_MS + 7_500);
  expect(listWindow(feed, times).map(({ isGap }) => isGap)).toEqual([...Array<boolean>(6).fill(true), false, false]);
  const [first] = listWindow(feed, times);
  expect(findSegment(feed, first?.sequence ?? 0, times)).toBeNull();
});
