import { describe, expect, it } from "vitest";
import type { CameraHealth } from "../../contract/cameras.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import { decideTileState, type PlayerFacts } from "./decideTileState.ts";
import { permitted } from "./testKit.ts";

const NOW_MS = 100_000;
const OFFLINE: CameraHealth = { state: "offline", sinceMs: 5 };
const PERMITTED = permitted();

function player(facts: Partial<PlayerFacts> & { sinceFrameMs?: number } = {}): PlayerFacts {
  const { sinceFrameMs, ...rest } = facts;
  const lastFrameAtMs = sinceFrameMs === undefined ? null : NOW_MS - sinceFrameMs;
  const nothing = {
    frameAgeMs: null,
    unplayable: null,
    isStillKept: false,
    keyIntervalMs: null,
    frames: "all",
  } as const;
  return { picture: "none", protocol: "flv", attempt: 0, ...nothing, lastFrameAtMs, ...rest };
}
const playing = (sinceFrameMs: number, frameAgeMs: number | null = 400) =>
  player({ picture: "playing", sinceFrameMs, frameAgeMs });
const keys = (keyIntervalMs: number | null, sinceFrameMs: number, frameAgeMs: number | null = 400) =>
  player({ picture: "playing", frames: "key", keyIntervalMs, sinceFrameMs, frameAgeMs });

type Row = [string, ViewingStatus | null, CameraHealth | null, PlayerFacts, string, boolean];
const ROWS: Row[] = [
  ["no claim yet", null, null, player(), "connecting", true],
  ["asking", { state: "asking" }, null, player(), "connecting", true],
  ["pending", { state: "pending", stage: "owner", isAsked: true }, null, playing(10), "pending", true],
  ["revoked", { state: "revoked", cause: "owner-withdrew", atMs: 1 }, null, playing(10), "revoked", true],
  ["ended", { state: "ended", cause: "time-over", atMs: 1 }, null, playing(10), "ended", true],
  ["hub silent", { state: "silent", sinceMs: 1 }, null, playing(10), "silent", true],
  ["refused as offline", { state: "refused", reasons: ["RES_OFFLINE"] }, null, player(), "offline", true],
  ["refused", { state: "refused", reasons: ["RES_OFFLINE", "CONSENT_NONE"] }, null, player(), "refused", true],
  ["cannot be shown", PERMITTED, null, { ...playing(10), unplayable: "codec" }, "unplayable", true],
  ["fresh frames", PERMITTED, null, playing(1_999), "live", false],
  ["fresh frames of unknown age", PERMITTED, null, playing(10, null), "live", false],
  ["fresh frames exactly 2 s old", PERMITTED, null, playing(10, 2_000), "live", false],
  ["old frames over FLV", PERMITTED, null, playing(10, 2_001), "delayed", false],
  ["the same age over HLS", PERMITTED, null, { ...playing(10, 5_000), protocol: "hls" }, "live", false],
  ["old frames over HLS", PERMITTED, null, { ...playing(10, 5_001), protocol: "hls" }, "delayed", false],
  ["fresh frames of a camera called offline", PERMITTED, OFFLINE, playing(10), "live", false],
  ["no new frame, camera offline", PERMITTED, OFFLINE, playing(2_000), "offline", true],
  ["no picture, camera offline", PERMITTED, OFFLINE, player(), "offline", true],
  [
    "paused",
    PERMITTED,
    null,
    player({ picture: "paused", isStillKept: true, sinceFrameMs: 60_000 }),
    "overloaded",
    false,
  ],
  ["paused before its first frame", PERMITTED, null, player({ picture: "paused" }), "overloaded", true],
  ["paused, camera offline", PERMITTED, OFFLINE, player({ picture: "paused", isStillKept: true }), "offline", true],
  ["a key frame each second", PERMITTED, null, keys(1_000, 1_999), "live", false],
  ["a key frame each second, two missing", PERMITTED, null, keys(1_000, 2_000), "frozen", false],
  ["a key frame each four seconds", PERMITTED, null, keys(4_000, 7_999), "live", false],
  ["a key frame each four seconds, two missing", PERMITTED, null, keys(4_000, 8_000), "frozen", false],
  ["key frames of unknown distance", PERMITTED, null, keys(null, 2_000), "frozen", false],
  ["key frames as old as their distance lets them be", PERMITTED, null, keys(4_000, 10, 6_000), "live", false],
  ["key frames older than that", PERMITTED, null, keys(4_000, 10, 6_001), "delayed", false],
  ["no new frame for 2 s", PERMITTED, null, playing(2_000), "frozen", false],
  ["no new frame for 30 s", PERMITTED, null, playing(30_000), "frozen", true],
  ["first attempt", PERMITTED, null, player(), "connecting", true],
  [
    "broken just now",
    PERMITTED,
    null,
    player({ picture: "broken", attempt: 1, sinceFrameMs: 1_999 }),
    "reconnecting",
    false,
  ],
  [
    "broken for 2 s",
    PERMITTED,
    null,
    player({ picture: "broken", attempt: 1, sinceFrameMs: 2_000 }),
    "reconnecting",
    true,
  ],
  ["dropped", PERMITTED, null, player({ attempt: 2, sinceFrameMs: 100 }), "reconnecting", true],
];

describe("decideTileState", () => {
  it.each(ROWS)("%s", (_name, viewing, health, facts, state, isBlank) => {
    expect(decideTileState(viewing, health, facts, NOW_MS)).toEqual({ state, isBlank });
  });

  it.each<[string, ViewingStatus | null, CameraHealth | null, PlayerFacts, string, boolean]>([
    ["a fresh frame", PERMITTED, null, playing(10), "training-paused", false],
    ["a frame of an hour ago", PERMITTED, null, playing(3_600_000), "training-paused", false],
    ["key frames alone", PERMITTED, null, keys(1_000, 9_000), "training-paused", false],
    ["no frame yet", PERMITTED, null, player(), "training-paused", true],
    [
      "broken just now",
      PERMITTED,
      null,
      player({ picture: "broken", attempt: 1, sinceFrameMs: 9 }),
      "training-paused",
      false,
    ],
    [
      "broken for long",
      PERMITTED,
      null,
      player({ picture: "broken", attempt: 1, sinceFrameMs: 2_000 }),
      "training-paused",
      true,
    ],
    ["paused to save", PERMITTED, null, player({ picture: "paused", isStillKept: true }), "overloaded", false],
    ["a camera that went offline", PERMITTED, OFFLINE, player({ picture: "broken", attempt: 1 }), "offline", true],
    ["a view that ended", { state: "ended", cause: "time-over", atMs: 1 }, null, playing(10), "ended", true],
    ["a silent hub", { state: "silent", sinceMs: 1 }, null, playing(10), "silent", true],
    ["what cannot be shown", PERMITTED, null, { ...playing(10), unplayable: "codec" }, "unplayable", true],
  ])("with a paused scenario: %s", (_name, viewing, health, facts, state, isBlank) => {
    expect(decideTileState(viewing, health, facts, NOW_MS, true)).toEqual({ state, isBlank });
  });

  it("is never live over a frame older than the limit or shown longer than 2 s ago", () => {
    for (let ageMs = 0; ageMs < 6_000; ageMs += 100) {
      for (let sinceFrameMs = 0; sinceFrameMs < 6_000; sinceFrameMs += 100) {
        const { state } = decideTileState(PERMITTED, null, playing(sinceFrameMs, ageMs), NOW_MS);
        if (ageMs > 2_000 || sinceFrameMs >= 2_000) expect(state).not.toBe("live");
      }
    }
  });
});
