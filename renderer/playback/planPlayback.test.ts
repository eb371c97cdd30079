import { describe, expect, it } from "vitest";
import type { IncidentCamera, Prospect } from "../../contract/incidents.ts";
import {
  chooseRange,
  chooseStart,
  chooseView,
  findFreeTile,
  judgeRange,
  planOpening,
  widenRange,
} from "./planPlayback.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 10, 23, 19);

function camera(number: number, prospect: Prospect): IncidentCamera {
  return {
    ...{ cameraId: `cam-${number}`, number: String(number), name: "", distanceM: number, seesPlace: null },
    ...{ prospect, reasons: [] },
  };
}

describe("opening an incident", () => {
  it("takes those that may be seen, the nearest first, and leaves no other out of its list", () => {
    const cameras = [
      camera(1, "allowed"),
      camera(2, "asks-owner"),
      camera(3, "offline"),
      camera(4, "refused"),
      camera(5, "registry-only"),
      camera(6, "allowed"),
    ];
    const { cameraIds, left } = planOpening({ cameras }, 16);
    expect(cameraIds).toEqual(["cam-1", "cam-3", "cam-6"]);
    expect(left.map(({ number }) => number)).toEqual(["2", "4", "5"]);
  });

  it("lists those for which there was no room", () => {
    const cameras = Array.from({ length: 20 }, (_, n) => camera(n, "allowed"));
    const { cameraIds, left } = planOpening({ cameras }, 16);
    expect([cameraIds.length, left.length]).toEqual([16, 4]);
  });

  it.each([
    ["five minutes before it", NOW_MS - HOUR_MS, NOW_MS - HOUR_MS - 300_000],
    ["as far back as can be asked for", NOW_MS - 9 * DAY_MS, NOW_MS - 7 * DAY_MS],
    ["now, for one that is said to be still to come", NOW_MS + HOUR_MS, NOW_MS],
  ])("begins %s", (_name, openedAtMs, startMs) => {
    expect(chooseStart(openedAtMs, NOW_MS)).toBe(startMs);
  });

  it("shows a view that ends now where little has happened since", () => {
    const view = chooseView(NOW_MS - 300_000, NOW_MS);
    expect(view.toMs).toBe(NOW_MS);
    expect(chooseView(NOW_MS, NOW_MS).toMs - chooseView(NOW_MS, NOW_MS).fromMs).toBeGreaterThan(0);
  });
});

describe("what is asked for", () => {
  const range = { fromMs: NOW_MS - 4 * HOUR_MS, toMs: NOW_MS - 2 * HOUR_MS };

  it("is an hour before a moment until now, and no more than can be asked for", () => {
    expect(chooseRange(NOW_MS - HOUR_MS, NOW_MS)).toEqual({ fromMs: NOW_MS - 2 * HOUR_MS, toMs: null });
    expect(chooseRange(NOW_MS - 7 * DAY_MS, NOW_MS)).toEqual({ fromMs: NOW_MS - 7 * DAY_MS, toMs: null });
  });

  it("stays the same object for a moment inside it", () => {
    expect(widenRange(range, NOW_MS - 3 * HOUR_MS, NOW_MS)).toBe(range);
  });

  it.each([
    ["before it", NOW_MS - 6 * HOUR_MS, { fromMs: NOW_MS - 7 * HOUR_MS, toMs: range.toMs }],
    ["after it", NOW_MS - HOUR_MS, { fromMs: range.fromMs, toMs: null }],
  ])("grows by a moment %s", (_name, atMs, grown) => {
    expect(widenRange(range, atMs, NOW_MS)).toEqual(grown);
  });
});

describe("a range by hand", () => {
  it.each([
    ["of two hours", NOW_MS - 3 * HOUR_MS, NOW_MS - HOUR_MS, "range"],
    ["that rolls on", NOW_MS - 3 * HOUR_MS, null, "range"],
    ["in the future", NOW_MS + HOUR_MS, NOW_MS + 2 * HOUR_MS, "future"],
    ["whose end is in the future", NOW_MS - HOUR_MS, NOW_MS + HOUR_MS, "future"],
    ["from now on", NOW_MS, null, "future"],
    ["reversed", NOW_MS - HOUR_MS, NOW_MS - 2 * HOUR_MS, "reversed"],
    ["of no length", NOW_MS - HOUR_MS, NOW_MS - HOUR_MS, "reversed"],
    ["longer ago than anything kept", NOW_MS - 30 * DAY_MS, NOW_MS - 20 * DAY_MS, "too-early"],
  ])("%s", (_name, fromMs, toMs, kind) => {
    expect(judgeRange({ fromMs, toMs }, NOW_MS).kind).toBe(kind);
  });

  it("of a month is cut to its last seven days, and is said to be", () => {
    expect(judgeRange({ fromMs: NOW_MS - 30 * DAY_MS, toMs: null }, NOW_MS)).toEqual({
      ...{ kind: "range", range: { fromMs: NOW_MS - 7 * DAY_MS, toMs: null }, isCut: true },
    });
    expect(judgeRange({ fromMs: NOW_MS - DAY_MS, toMs: null }, NOW_MS)).toMatchObject({ isCut: false });
  });
});

it.each([
  [[], 101],
  [[101, 103], 102],
  [[101, 102, 103], null],
])("beside the tiles %j the next free one is %s", (taken, free) => {
  expect(findFreeTile(taken, 101, 3)).toBe(free);
});
