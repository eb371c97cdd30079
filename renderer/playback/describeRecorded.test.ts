import { describe, expect, it } from "vitest";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import {
  describeGap,
  describeRecorded,
  formatRecordedTime,
  formatSpeed,
  type RecordedFacts,
} from "./describeRecorded.ts";
import { SPEEDS } from "./playbackClock.ts";

const AT = new Date(2026, 10, 23, 14, 3, 12, 430).getTime();
const PERMITTED = { state: "permitted" } as ViewingStatus;
type Shown = NonNullable<RecordedFacts["shown"]>;
const SHOWN: Shown = {
  ...{ state: "recorded", isLate: false, reason: null, blankedAfterMs: null, gapFromMs: null, gapToMs: null },
};

function describeOf(shown: Partial<Shown>, status: ViewingStatus | null = PERMITTED) {
  const { word, sentences } = describeRecorded({ shown: { ...SHOWN, ...shown }, status, camera: null, hubNowMs: AT });
  return [word, sentences.join(" ")];
}

describe("a tile of the past", () => {
  it.each<[string, Partial<Shown>, ViewingStatus | null, string, RegExp]>([
    ["with a picture leaves the word to its time", {}, PERMITTED, "", /^$/],
    ["whose pictures come says so", { state: "connecting" }, PERMITTED, "CONNECTING", /being fetched/],
    [
      "that keeps others waiting no longer says so",
      { state: "connecting", isLate: true },
      PERMITTED,
      "LATE",
      /without it/,
    ],
    ["that waits for the hub says that", { state: "connecting" }, { state: "asking" }, "CONNECTING", /hub/i],
    ["of no recording", { state: "no-data" }, PERMITTED, "NOT RECORDED", /No recording of this time/],
    [
      "refused for its time says why",
      { state: "refused" },
      { state: "refused", reasons: ["RULE_OUTSIDE_LOOKBACK"] },
      "NOT AVAILABLE",
      /Longer ago/,
    ],
    [
      "refused by its owner says no more than that",
      { state: "refused" },
      { state: "refused", reasons: ["REQUEST_NO_ANSWER"] },
      "NOT AVAILABLE",
      /^$/,
    ],
  ])("%s", (_name, shown, status, word, sentence) => {
    const said = describeOf(shown, status);
    expect(said[0]).toBe(word);
    expect(said[1]).toMatch(sentence);
  });

  it.each([
    [{ fromMs: AT, toMs: AT + 60_000 }, /between .*03.*12.* and .*04.*12/],
    [{ fromMs: AT, toMs: null }, /since/],
    [{ fromMs: null, toMs: AT }, /until/],
    [{ fromMs: null, toMs: null }, /of this time/],
  ])("names the gap %j", (gap, sentence) => {
    expect(describeGap(gap)).toMatch(sentence);
  });

  it("writes its speed whenever it is not that of life", () => {
    expect(formatRecordedTime(AT, 1)).toMatch(/03.*12.4$/);
    expect(formatRecordedTime(AT, 2)).toMatch(/12.4 · 2×$/);
    expect(SPEEDS.map(formatSpeed)).toEqual([
      "−16×",
      "−8×",
      "−4×",
      "−2×",
      "−1×",
      "¼×",
      "½×",
      "1×",
      "2×",
      "4×",
      "8×",
      "16×",
    ]);
  });
});
