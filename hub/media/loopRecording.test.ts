import { describe, expect, test } from "vitest";
import type { Span } from "../../contract/recorded.ts";
import { createHandClock } from "../test/createHandClock.ts";
import { createLoopFeed } from "./loopFeed.ts";
import { createLoopRecording } from "./loopRecording.ts";
import { type BehaviourSince, listGaps } from "./recordingGaps.ts";
import { makeClip } from "./testKit.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 17);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const TRACK = { cameraId: "cam-205", rendition: "sub" } as const;

/** A camera with a group of pictures a second, beginning on whole seconds. */
function makeRecording(behaviours: BehaviourSince[] = [], gaps: Span[] = []) {
  const clock = createHandClock(NOW_MS);
  const loop = createLoopFeed(makeClip(), 0);
  const sources = {
    renditions: () => [],
    loop: (cameraId: string) => (cameraId === TRACK.cameraId ? loop : null),
    behaviours: () => behaviours,
  };
  return { clock, recording: createLoopRecording({ sources, gapsOf: () => gaps, clock }) };
}

describe("a loop answers for the past", () => {
  test("with segments one after another, up to the last that is whole", async () => {
    const { recording } = makeRecording();
    const within = { fromMs: NOW_MS - 10_500, toMs: NOW_MS + MINUTE_MS };
    const segments = await recording.segments(TRACK, within, 100);
    expect(segments.map(({ atMs }) => NOW_MS - atMs)).toEqual(
      [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((s) => s * 1_000),
    );
    expect(await recording.spans(TRACK, within)).toEqual([{ fromMs: NOW_MS - 10_500, toMs: NOW_MS }]);
  });

  test("and with nothing that is not over yet, until it is", async () => {
    const { clock, recording } = makeRecording();
    const seq = (await recording.segments(TRACK, { fromMs: NOW_MS - 1_000, toMs: NOW_MS }, 1))[0]?.seq ?? 0;
    expect(await recording.findSegment(TRACK, seq)).toBeDefined();
    expect(await recording.findSegment(TRACK, seq + 1)).toBeUndefined();
    expect(await recording.readSegment(TRACK, seq + 1)).toBeUndefined();
    clock.advance(1_000);
    expect(await recording.findSegment(TRACK, seq + 1)).toBeDefined();
  });

  test("without the groups that a gap touches", async () => {
    const gap = { fromMs: NOW_MS - 7_500, toMs: NOW_MS - 5_500 };
    const { recording } = makeRecording([], [gap]);
    const within = { fromMs: NOW_MS - 10_000, toMs: NOW_MS };
    expect(await recording.spans(TRACK, within)).toEqual([
      { fromMs: NOW_MS - 10_000, toMs: NOW_MS - 8_000 },
      { fromMs: NOW_MS - 5_000, toMs: NOW_MS },
    ]);
    const segments = await recording.segments(TRACK, within, 100);
    expect(segments.map(({ atMs }) => (NOW_MS - atMs) / 1_000)).toEqual([10, 9, 5, 4, 3, 2, 1]);
    const lost = (segments[1]?.seq ?? 0) + 1;
    expect(await recording.readSegment(TRACK, lost)).toBeUndefined();
  });

  test("without the time a camera was dark, or stood still", async () => {
    const behaviours: BehaviourSince[] = [
      { fromMs: 0, behaviour: "steady" },
      { fromMs: NOW_MS - 10 * MINUTE_MS, behaviour: "offline" },
      { fromMs: NOW_MS - 5 * MINUTE_MS, behaviour: "freezes" },
    ];
    const { recording } = makeRecording(behaviours);
    const spans = await recording.spans(TRACK, { fromMs: NOW_MS - 11 * MINUTE_MS, toMs: NOW_MS });
    expect(spans.map(({ fromMs, toMs }) => [(NOW_MS - fromMs) / 1_000, (NOW_MS - toMs) / 1_000])).toEqual([
      [660, 600],
      ...[300, 240, 180, 120, 60].map((atS) => [atS, atS - 50]),
    ]);
  });

  test.each([
    ["a camera there is not", { cameraId: "cam-0", rendition: "sub" } as const, 5],
    ["a number below nothing", TRACK, -1],
  ])("with nothing for %s", async (_what, track, seq) => {
    const { recording } = makeRecording();
    expect(await recording.findSegment(track, seq)).toBeUndefined();
    expect(await recording.readSegment(track, seq)).toBeUndefined();
    expect(await recording.findInit(track, 1)).toBeUndefined();
  });
});

describe("gaps", () => {
  const week = { fromMs: NOW_MS - 7 * DAY_MS, toMs: NOW_MS };

  test("are the same whoever asks, and for whatever part", () => {
    for (const cameraId of ["cam-101", "cam-212", "cam-331"]) {
      const whole = listGaps(cameraId, [], [], week);
      const halves = [
        ...listGaps(cameraId, [], [], { fromMs: week.fromMs, toMs: NOW_MS - 3 * DAY_MS }),
        ...listGaps(cameraId, [], [], { fromMs: NOW_MS - 3 * DAY_MS, toMs: NOW_MS }),
      ];
      const lengths = (gaps: readonly Span[]) => gaps.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
      expect(lengths(halves)).toBe(lengths(whole));
    }
  });

  test("are in few cameras, some a week, and none of them longer than eleven minutes", () => {
    const cameras = Array.from({ length: 300 }, (_, index) => listGaps(`cam-${index}`, [], [], week));
    const broken = cameras.filter((gaps) => gaps.length > 0);
    expect(broken.length).toBeGreaterThan(30);
    expect(broken.length).toBeLessThan(90);
    for (const { fromMs, toMs } of broken.flat()) expect(toMs - fromMs).toBeLessThanOrEqual(11 * MINUTE_MS);
  });
});
