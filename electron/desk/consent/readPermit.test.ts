import { describe, expect, test } from "vitest";
import { makePermit } from "../testing/consentBench.ts";
import { makeClaims } from "../testing/signGrant.ts";
import { describePermit, readPermit } from "./readPermit.ts";

const HUB_NOW_MS = 1_800_000_000_000;
const MOMENT = { nowMs: 5_000, hubNowMs: HUB_NOW_MS, spread: 1 };
const claims = makeClaims({ hubNowMs: HUB_NOW_MS });
const honest = makePermit("cam:1", "v1", "resident");

describe("a permit", () => {
  test.each([
    ["its grant's end, less half a second", {}, HUB_NOW_MS, 64_500],
    ["its grant's end as hub time has it by now", {}, HUB_NOW_MS + 20_000, 44_500],
    ["a grant's life even if hub time seems to lag by a year", {}, HUB_NOW_MS - 31_536_000_000, 64_500],
    ["the end of the terms", { endsInMs: 9_000 }, HUB_NOW_MS, 14_000],
  ])("lasts until %s", (_what, change, hubNowMs, deadlineMs) => {
    expect(readPermit({ ...honest, ...change }, claims, { ...MOMENT, hubNowMs }).deadlineMs).toBe(deadlineMs);
  });

  test.each(["/v1/media/v2/live/sub.flv", "/v1/media/v1/live/main.flv", "/v1/media/v1/live/../../v2/live/sub.flv"])(
    "offers nothing at %s",
    (path) => {
      const media = honest.media.map((offer) => ({ ...offer, path }));
      expect(readPermit({ ...honest, media }, claims, MOMENT).offers).toEqual([]);
    },
  );

  test("offers recordings with a range, and live pictures without one", () => {
    const path = "/v1/media/v1/recorded/sub/index.json";
    const media = [
      ...honest.media,
      ...honest.media.map((offer) => ({ ...offer, path, protocol: "recorded" as const })),
    ];
    const protocols = (change: object) =>
      readPermit({ ...honest, media, ...change }, claims, MOMENT).offers.map(({ protocol }) => protocol);
    expect(protocols({})).toEqual(["flv"]);
    expect(protocols({ range: { fromMs: 1, toMs: null } })).toEqual(["recorded"]);
  });

  test("offers nothing above the terms' picture height", () => {
    const media = honest.media.map((offer) => ({ ...offer, heightPx: 1_080 }));
    expect(readPermit({ ...honest, media }, claims, MOMENT).offers).toEqual([]);
  });

  test("shows a window neither grant nor path", () => {
    const shown = JSON.stringify(describePermit(honest, readPermit(honest, claims, MOMENT)));
    expect(shown).not.toContain("grant-of");
    expect(shown).not.toContain("/v1/");
  });
});
