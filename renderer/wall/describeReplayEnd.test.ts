import { expect, test } from "vitest";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import { permitted } from "../media/testKit.ts";
import { replayWords } from "../ui/replayWords.ts";
import { text } from "../ui/text.ts";
import { describeReplayEnd } from "./describeReplayEnd.ts";

type Shown = Parameters<typeof describeReplayEnd>[1];
const PERMIT = permitted();
const GOOD = { state: "recorded", reason: null, isLate: false } as const;

const goesOn: readonly [string, ViewingStatus | null, Shown][] = [
  ["before the desk has answered", null, null],
  ["while it asks", { state: "asking" }, { ...GOOD, state: "connecting" }],
  ["while it shows a picture", PERMIT, GOOD],
  ["while the picture is on its way", PERMIT, { ...GOOD, state: "connecting" }],
];
test.each(goesOn)("a replay goes on %s", (_name, status, shown) => {
  expect(describeReplayEnd(status, shown)).toBeNull();
});

const ends: readonly [string, ViewingStatus | null, Shown, string | null][] = [
  [
    "terms that do not reach back are named",
    { state: "refused", reasons: ["CTX_TIME_RANGE_INVALID"] },
    null,
    "No replay: This time is not in the past.",
  ],
  [
    "a hidden reason stays hidden",
    { state: "refused", reasons: ["CONSENT_WITHDRAWN"] },
    null,
    replayWords.refused(text.notAvailable),
  ],
  ["nobody is asked for a replay", { state: "pending", stage: "owner", isAsked: false }, null, replayWords.wouldAsk],
  ["a withdrawal leaves the word to the tile", { state: "revoked", cause: "owner-withdrew", atMs: 1 }, GOOD, null],
  ["an end leaves the word to the tile", { state: "ended", cause: "time-over", atMs: 1 }, GOOD, null],
  ["a silent hub leaves the word to the tile", { state: "silent", sinceMs: 1 }, GOOD, null],
  ["what was not recorded is said", PERMIT, { ...GOOD, state: "no-data" }, replayWords.notRecorded],
  ["why it cannot be shown is said", PERMIT, { ...GOOD, state: "unplayable", reason: "Why." }, "No replay: Why."],
  [
    "a recording that does not arrive is said",
    PERMIT,
    { ...GOOD, state: "connecting", isLate: true },
    replayWords.late,
  ],
];
test.each(ends)("%s", (_name, status, shown, words) => {
  expect(describeReplayEnd(status, shown)).toEqual({ words });
});
