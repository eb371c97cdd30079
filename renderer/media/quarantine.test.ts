import { beforeEach, describe, expect, it } from "vitest";
import { createQuarantine, type Quarantine } from "./quarantine.ts";

let quarantine: Quarantine;
beforeEach(() => {
  quarantine = createQuarantine();
});
const crash = (source: string, ...atMs: number[]) => {
  for (const each of atMs) quarantine.noteCrash(source, each);
};

describe("a source whose decoder crashes", () => {
  it("twice is tried on, a third time within a minute is left alone for a minute", () => {
    crash("a", 1_000, 20_000);
    expect(quarantine.restsUntilMs("a", 20_000)).toBeNull();
    crash("a", 59_000);
    expect(quarantine.restsUntilMs("a", 59_000)).toBe(119_000);
    expect(quarantine.restsUntilMs("a", 119_000)).toBeNull();
  });

  it("three times over a longer time is tried on", () => {
    crash("a", 1_000, 20_000, 61_500);
    expect(quarantine.restsUntilMs("a", 61_500)).toBeNull();
  });

  it("leaves all others alone", () => {
    crash("a", 1, 2_000, 4_000);
    expect(quarantine.restsUntilMs("b", 4_000)).toBeNull();
  });

  it("again after its rest, rests twice as long at once, ten minutes at most", () => {
    crash("a", 1, 2_000, 4_000);
    const rests: number[] = [];
    for (let n = 0, nowMs = 64_000; n < 6; n++) {
      crash("a", nowMs);
      const untilMs = quarantine.restsUntilMs("a", nowMs) ?? 0;
      rests.push(untilMs - nowMs);
      nowMs = untilMs;
    }
    expect(rests).toEqual([120_000, 240_000, 480_000, 600_000, 600_000, 600_000]);
  });

  it("is tried at once on the operator's word, and forgotten after good picture", () => {
    crash("a", 1, 2_000, 4_000);
    quarantine.release("a");
    expect(quarantine.restsUntilMs("a", 4_000)).toBeNull();
    crash("a", 5_000, 6_000);
    quarantine.noteGood("a");
    crash("a", 7_000);
    expect(quarantine.restsUntilMs("a", 7_000)).toBeNull();
  });

  it("together with others is not to blame: the machine lost its decoders", () => {
    for (const atMs of [1_000, 10_000, 20_000]) for (const source of ["a", "b", "c"]) crash(source, atMs);
    expect(["a", "b", "c"].map((source) => quarantine.restsUntilMs(source, 20_000))).toEqual([null, null, null]);
  });
});
