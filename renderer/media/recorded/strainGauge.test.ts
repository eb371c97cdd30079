import { expect, test } from "vitest";
import { createHandClock } from "../testKit.ts";
import { StrainGauge } from "./strainGauge.ts";

const rows: readonly [string, readonly number[], boolean][] = [
  ["two jumps are chance", [0, 1_000], false],
  ["three within five seconds are strain", [0, 1_000, 1_000], true],
  ["three spread over a minute are none", [0, 20_000, 20_000], false],
];
test.each(rows)("%s", (_name, waitsMs, isStrained) => {
  const hand = createHandClock();
  const gauge = new StrainGauge(hand);
  for (const waitMs of waitsMs) {
    hand.pass(waitMs);
    gauge.noteJump();
  }
  expect(gauge.isStrained()).toBe(isStrained);
  gauge.forget();
  expect(gauge.isStrained()).toBe(false);
});
