import { describe, expect, test } from "vitest";
import type { Clip } from "../../contract/clips.ts";
import { describeClipFacts, describeGaps, describeState, listShares, measureCovered } from "./describeClip.ts";

const FROM_MS = Date.UTC(2026, 10, 25, 14);
const CLIP: Clip = {
  ...{ id: "clip:1", incidentId: "26-1", cameraId: "cam-1", number: "204", cameraName: "Mill & 4th" },
  ...{
    fromMs: FROM_MS,
    toMs: FROM_MS + 60_000,
    name: "Van",
    description: "",
    markers: [],
    state: "ready",
    progress: 1,
  },
  ...{ making: "copied", covered: [], missing: [], bytes: 12_345_678, reasons: [], isOutdated: false },
  ...{ askedBy: "A. Reyes", askedAtMs: FROM_MS, isOwn: true },
};

describe("a clip in words", () => {
  test.each([
    [{ state: "queued", progress: 0 }, "Waits for its turn"],
    [{ state: "working", progress: 0.429 }, "Cutting, 42 %"],
    [{}, "Ready, 12 MB"],
    [{ bytes: 1_234_567 }, "Ready, 1.2 MB"],
    [{ reasons: ["CONSENT_NONE"] }, "Not available now"],
    [{ isOutdated: true }, "Not available now"],
    [{ state: "failed", why: "refused" }, "Not made"],
    [{ state: "ended", why: "deleted" }, "Ended"],
  ] as [Partial<Clip>, string][])("%j stands as %s", (change, state) => {
    expect(describeState({ ...CLIP, ...change })).toBe(state);
  });

  test.each([
    ["a hidden reason is not told", { state: "failed", why: "refused", reasons: ["CONSENT_NONE"] }, "Not available."],
    [
      "one that may be known is",
      { state: "failed", why: "refused", reasons: ["RULE_OUTSIDE_RADIUS"] },
      "Too far from the incident for the owner's terms.",
    ],
    [
      "terms that let nothing be kept",
      { state: "failed", why: "refused", reasons: ["RES_ACTION_UNSUPPORTED"] },
      "No clips of this camera: its owner lets nothing be kept, or nothing of it is recorded.",
    ],
    [
      "a file that lacks what is asked for now",
      { isOutdated: true },
      "The owner's terms have changed since. Pull it anew.",
    ],
    [
      "one that begins early",
      { covered: [{ fromMs: FROM_MS - 3_200, toMs: FROM_MS + 60_000 }] },
      "begins 3 s early, with a whole picture",
    ],
  ] as [string, Partial<Clip>, string][])("%s", (_what, change, sentence) => {
    expect(describeClipFacts({ ...CLIP, ...change })).toContain(sentence);
  });

  test("a gap of less than a second is not told: it would end when it began", () => {
    expect(describeGaps([{ fromMs: FROM_MS, toMs: FROM_MS + 900, why: "not-recorded" }])).toEqual([]);
  });

  test("the longest gaps are told in their order, and the others counted", () => {
    const gaps = [1, 9, 2, 8, 3, 7].map((seconds, index) => ({
      ...{ fromMs: FROM_MS + index * 10_000, toMs: FROM_MS + index * 10_000 + seconds * 1_000 },
      why: "not-recorded" as const,
    }));
    const told = describeGaps(gaps);
    expect(told).toHaveLength(4);
    expect(told.at(-1)).toBe("and 3 more");
    expect(told.slice(0, 3).every((line) => line.startsWith("Not recorded "))).toBe(true);
  });
});

test("a bar shows only what lies in the span, and its share", () => {
  const covered = [
    { fromMs: FROM_MS - 5_000, toMs: FROM_MS + 15_000 },
    { fromMs: FROM_MS + 45_000, toMs: FROM_MS + 90_000 },
    { fromMs: FROM_MS + 70_000, toMs: FROM_MS + 80_000 },
  ];
  expect(listShares(CLIP, covered)).toEqual([
    { from: 0, width: 0.25 },
    { from: 0.75, width: 0.25 },
  ]);
  expect(measureCovered(CLIP, covered)).toBe(50);
});
