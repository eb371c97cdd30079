import { expect, test } from "vitest";
import { type FollowFacts, planFollow } from "./planFollow.ts";

const RIGHT: FollowFacts = { behindMs: 0, pace: 1, frameMs: 67, isStuck: false };

const rates: readonly [string, Partial<FollowFacts>, number][] = [
  ["right on the moment it is left alone", {}, 0],
  ["a quarter of a frame is left alone", { behindMs: 16 }, 0],
  ["a little behind it plays a little faster", { behindMs: 30 }, 0.025],
  ["further behind it plays faster, by a twentieth at most", { behindMs: 400 }, 0.05],
  ["ahead it plays slower", { behindMs: -400 }, -0.05],
  ["at four times, errors count in time of now", { behindMs: 120, pace: 4 }, 0.025],
  ["a key frame that stands for two seconds is no error", { behindMs: 1_900, frameMs: 2_000, pace: 1 }, 0.05],
];
test.each(rates)("%s", (_name, facts, correction) => {
  expect(planFollow({ ...RIGHT, ...facts })).toEqual({ kind: "rate", correction });
});

const jumps: readonly [string, Partial<FollowFacts>][] = [
  ["half a second behind it jumps", { behindMs: 501 }],
  ["half a second ahead it jumps", { behindMs: -501 }],
  ["where it stands still it jumps over what it does not get over", { behindMs: 200, isStuck: true }],
];
test.each(jumps)("%s", (_name, facts) => {
  expect(planFollow({ ...RIGHT, ...facts })).toEqual({ kind: "seek" });
});
