import { describe, expect, it } from "vitest";
import { describeSnapshot, type SnapshotFacts, wrapLines } from "./describeSnapshot.ts";

const FACTS: SnapshotFacts = {
  ...{ camera: "204 Mill St & 4th, north", operator: "A. Reyes", station: "Station 3" },
  ...{ purpose: "Emergency response 26-118422", state: "live", capturedAtMs: 1_764_079_392_412, frameAgeMs: 412 },
  ...{ viewingId: "viewing:1", auditSeq: 48_201 },
};

describe("the words below a snapshot", () => {
  it("say what, when, who, why and by which decision", () => {
    expect(describeSnapshot(FACTS)).toEqual([
      "204 Mill St & 4th, north",
      "Captured 2025-11-25 14:03:12 UTC · frame 0.4 s old · LIVE",
      "A. Reyes · Station 3 · Emergency response 26-118422",
      "viewing:1 · audit entry 48201",
    ]);
  });

  it("say so when nobody knows when it was captured", () => {
    const [, when] = describeSnapshot({ ...FACTS, state: "delayed", capturedAtMs: null, frameAgeMs: null });
    expect(when).toBe("Time of capture unknown · DELAYED");
  });

  it.each([
    ["one two three", 7, ["one two", "three"]],
    ["one two three", 100, ["one two three"]],
    ["unbreakable", 4, ["unbr", "eaka", "ble"]],
    ["", 10, [""]],
  ])("%j are wrapped at %i", (line, maxChars, wrapped) => {
    expect(wrapLines([line], maxChars)).toEqual(wrapped);
  });
});
