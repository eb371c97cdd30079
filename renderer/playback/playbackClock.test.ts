import { expect, test, vi } from "vitest";
import { createHandClock } from "../media/testKit.ts";
import {
  type ClockChange,
  createPlaybackClock,
  type PlaybackClock,
  SPEEDS,
  type Speed,
  showsEveryFrame,
  stepSpeed,
} from "./playbackClock.ts";

const START_MS = 1_700_000_000_000;
const BOUNDS = { fromMs: START_MS - 60_000, toMs: START_MS + 60_000 };

function setUp(bounds = () => BOUNDS) {
  const hand = createHandClock();
  const clock = createPlaybackClock({ clock: hand, atMs: START_MS, bounds });
  const changes: ClockChange[] = [];
  clock.subscribe((change) => changes.push(change));
  return { hand, clock, changes, movedMs: () => clock.atMs() - START_MS };
}

test.each(SPEEDS)("at speed %d a second of the window is that many seconds of the past", (speed) => {
  const { hand, clock, movedMs } = setUp();
  clock.setSpeed(speed);
  clock.play();
  hand.pass(1_000);
  expect(movedMs()).toBe(speed * 1_000);
});

const acts: readonly [string, (clock: PlaybackClock) => void, number][] = [
  ["a paused clock rests", (clock) => clock.pause(), 0],
  ["a clock that was played twice runs once", (clock) => [clock.play(), clock.play()], 1_000],
  ["a jump while paused stays where it went", (clock) => clock.seek(START_MS + 5_000), 5_000],
  ["a jump while playing goes on from there", (clock) => [clock.play(), clock.seek(START_MS + 5_000)], 6_000],
  ["a jump beyond the end ends there", (clock) => clock.seek(START_MS + 90_000), 60_000],
  ["a jump before the beginning ends there", (clock) => clock.seek(0), -60_000],
  ["held by two and let go by one it rests", (clock) => holdTwice(clock), 0],
  ["a change of speed keeps it paused", (clock) => clock.setSpeed(4), 0],
];
test.each(acts)("%s", (_name, act, movedMs) => {
  const setting = setUp();
  act(setting.clock);
  setting.hand.pass(1_000);
  expect(setting.movedMs()).toBe(movedMs);
});

function holdTwice(clock: PlaybackClock): void {
  const [one, other] = [{}, {}];
  clock.play();
  clock.hold(one);
  clock.hold(other);
  clock.hold(other);
  clock.release(other);
}

test("what passed before a hold is kept, what passes during it does not count", () => {
  const { hand, clock, movedMs } = setUp();
  const holder = {};
  clock.play();
  hand.pass(300);
  clock.hold(holder);
  hand.pass(5_000);
  clock.release(holder);
  hand.pass(200);
  expect(movedMs()).toBe(500);
});

test("it rests at a bound, and pauses there when it is settled", () => {
  const { hand, clock, movedMs } = setUp();
  clock.setSpeed(16);
  clock.play();
  hand.pass(10_000);
  expect(movedMs()).toBe(60_000);
  expect(clock.isPlaying).toBe(true);
  clock.settle();
  expect(clock.isPlaying).toBe(false);
  clock.setSpeed(-16);
  clock.play();
  clock.settle();
  expect(clock.isPlaying).toBe(true);
  hand.pass(10_000);
  clock.settle();
  expect([movedMs(), clock.isPlaying]).toEqual([-60_000, false]);
});

test("an end that rolls on is followed", () => {
  let toMs = START_MS + 1_000;
  const { hand, clock, movedMs } = setUp(() => ({ fromMs: 0, toMs }));
  clock.setSpeed(4);
  clock.play();
  hand.pass(1_000);
  expect(movedMs()).toBe(1_000);
  toMs += 3_000;
  expect(movedMs()).toBe(4_000);
});

test("a step asks the leading follower first, pauses, and says which way it went", () => {
  const { clock, changes, movedMs } = setUp();
  clock.follow({ isLeading: () => false, frameBeside: (atMs, frames) => atMs + frames * 40 });
  const end = clock.follow({ isLeading: () => true, frameBeside: (atMs, frames) => atMs + frames * 100 });
  clock.play();
  clock.step(1);
  expect([movedMs(), clock.isPlaying]).toEqual([100, false]);
  end();
  clock.step(-1);
  expect(movedMs()).toBe(60);
  expect(changes.slice(-2)).toEqual([
    { kind: "step", frames: 1 },
    { kind: "step", frames: -1 },
  ]);
});

test("a step where nobody knows its frames is a fifteenth of a second", () => {
  const { clock, movedMs } = setUp();
  clock.follow({ isLeading: () => true, frameBeside: () => null });
  for (let count = 0; count < 15; count += 1) clock.step(1);
  expect(movedMs()).toBeCloseTo(1_000, 2);
});

test("a follower that leaves holds nothing any more", () => {
  const { clock } = setUp();
  const follower = { isLeading: () => true, frameBeside: () => null };
  const end = clock.follow(follower);
  clock.hold(follower);
  expect(clock.isHeld).toBe(true);
  end();
  expect(clock.isHeld).toBe(false);
});

test("what changes nothing tells nobody, and who left hears nothing", () => {
  const { clock, changes } = setUp();
  const listener = vi.fn();
  clock.subscribe(listener)();
  clock.pause();
  clock.setSpeed(1);
  clock.release({});
  clock.settle();
  clock.play();
  expect(changes).toEqual([{ kind: "pace" }]);
  expect(listener).not.toHaveBeenCalled();
});

const steps: readonly [Speed, 1 | -1, Speed][] = [
  [1, 1, 2],
  [1, -1, 0.5],
  [0.25, -1, -1],
  [-1, 1, 0.25],
  [16, 1, 16],
  [-16, -1, -16],
];
test.each(steps)("from %d the next speed by %d is %d", (speed, by, next) => {
  expect(stepSpeed(speed, by)).toBe(next);
});

test("every frame is shown forwards up to four times, key frames alone beyond and backwards", () => {
  expect(SPEEDS.filter(showsEveryFrame)).toEqual([0.25, 0.5, 1, 2, 4]);
});
