import { beforeEach, expect, test } from "vitest";
import type { TrainingNow } from "../../../contract/training.ts";
import { createHandClock } from "../testing/handClock.ts";
import { createTrainingKeeper, type TrainingKeeper } from "./trainingKeeper.ts";

const NOW: TrainingNow = {
  ...{ runId: "r1", state: "playing", speed: 4, siteNowMs: 1_000_000, positionMs: 10_000, durationMs: 60_000 },
};

let clock: ReturnType<typeof createHandClock>;
let keeper: TrainingKeeper;
let told: (TrainingNow | null)[];

beforeEach(() => {
  clock = createHandClock();
  keeper = createTrainingKeeper(clock);
  told = [];
  keeper.changed.on((training) => told.push(training));
});

test("its time goes on between the hub's words, at the scenario's speed and not beyond its end", () => {
  keeper.hear(NOW);
  clock.advance(2_000);
  expect(keeper.now()).toMatchObject({ positionMs: 18_000, siteNowMs: 1_008_000 });
  clock.advance(60_000);
  expect(keeper.now()).toMatchObject({ positionMs: 60_000, siteNowMs: 1_050_000 });
});

test("a halt stops it", () => {
  keeper.hear({ ...NOW, state: "paused" });
  clock.advance(5_000);
  expect(keeper.now()).toMatchObject({ positionMs: 10_000, siteNowMs: 1_000_000 });
});

test("a heartbeat that says what was expected is no news, a little late or early", () => {
  keeper.hear(NOW);
  clock.advance(1_000);
  keeper.hear({ ...NOW, positionMs: 13_500, siteNowMs: 1_003_500 });
  expect(told).toEqual([NOW]);
});

test.each<[string, TrainingNow | null]>([
  ["a jump back", { ...NOW, positionMs: 0 }],
  ["a halt", { ...NOW, state: "paused" }],
  ["another speed", { ...NOW, speed: 1 }],
  ["another run", { ...NOW, runId: "r2" }],
  ["its end", null],
])("%s is news", (_what, next) => {
  keeper.hear(NOW);
  keeper.hear(next);
  expect(told).toEqual([NOW, next]);
});
