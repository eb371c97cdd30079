import { beforeEach, describe, expect, test } from "vitest";
import { createHandClock } from "../test/createHandClock.ts";
import { createStandingPurposes, type StandingPurposes } from "./standingPurposes.ts";

const KEPT_MS = 12 * 3_600_000;
const about = (incidentId: string) => ({ code: "emergency-response", incidentId }) as const;

describe("a pushed purpose", () => {
  let clock: ReturnType<typeof createHandClock>;
  let standing: StandingPurposes;
  beforeEach(() => {
    clock = createHandClock();
    standing = createStandingPurposes(clock.nowMs, KEPT_MS);
  });

  const send = (name: string, display = 1, stationId = "s") =>
    standing.send({ pushId: name, stationId, display, purpose: about(name), atMs: clock.nowMs() });
  const standingOnes = () => ["A", "B", "C"].filter((name) => standing.stands("s", about(name)));

  test.each<[string, string[], string]>([
    ["its answer is awaited", [], "AB"],
    ["the first was refused, then the second", ["A-", "B-"], ""],
    ["the second was refused, then the first", ["B-", "A-"], ""],
    ["the first was shown, the second refused", ["A+", "B-"], "A"],
    ["the second was shown, the first refused", ["B+", "A-"], "B"],
    ["both were shown, the second later", ["A+", "B+"], "B"],
    ["both were shown, the first later", ["B+", "A+"], "A"],
    ["an answer comes to what was never sent", ["C-", "C+"], "AB"],
  ])("of two on one display, when %s", (_what, answers, expected) => {
    send("A");
    send("B");
    for (const [name = "", answer] of answers) standing.settle(name, answer === "-");
    expect(standingOnes().join("")).toBe(expected);
  });

  test("gives way on its own display and station alone", () => {
    send("A");
    standing.settle("A", false);
    send("B", 2);
    standing.settle("B", false);
    send("C", 1, "other");
    standing.settle("C", false);
    expect(standingOnes()).toEqual(["A", "B"]);
    expect(standing.stands("other", about("C"))).toBe(true);
  });

  test("stands for a shift, though the station is never started again and nothing replaces it", () => {
    send("A");
    standing.settle("A", false);
    clock.advance(KEPT_MS - 1);
    expect(standingOnes()).toEqual(["A"]);
    clock.advance(1);
    expect(standingOnes()).toEqual([]);
  });
});
