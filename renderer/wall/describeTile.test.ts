import { describe, expect, it } from "vitest";
import type { CameraRow } from "../../contract/cameras.ts";
import { HIDDEN_REASONS } from "../../contract/reasons.ts";
import type { ViewingStatus } from "../../contract/viewingCalls.ts";
import { describeTile, type TileFacts } from "./describeTile.ts";

const NOW_MS = 1_790_000_000_000;

const camera: CameraRow = {
  id: "cam-107",
  number: "107",
  name: "Mill St garage, ramp",
  ownerKind: "city",
  ownerLabel: "Harbor City",
  position: { lat: 41, lng: -68, accuracyM: 3 },
  sharing: "standing",
  health: { state: "offline", sinceMs: NOW_MS - 10_800_000, reason: "No signal" },
  street: "Mill St",
  hasStream: true,
};

function describeAs(state: TileFacts["state"], status: ViewingStatus | null, change: Partial<TileFacts> = {}) {
  const plain = { camera, reason: null, blankedAfterMs: null, hubNowMs: NOW_MS, frames: "all" as const, kept: [] };
  return describeTile({ state, status, ...plain, ...change });
}

describe("words of a tile", () => {
  it("reads the same for every reason that must not single out a household", () => {
    const words = [...HIDDEN_REASONS].map((reason) => describeAs("refused", { state: "refused", reasons: [reason] }));
    expect(new Set(words.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(words[0]).toEqual({ word: "NOT AVAILABLE", suffix: "", sentences: [], action: null });
  });

  it("hides a known reason that comes with a hidden one", () => {
    const both = describeAs("refused", { state: "refused", reasons: ["RULE_OUTSIDE_RADIUS", "CONSENT_WITHDRAWN"] });
    expect(both.sentences).toEqual([]);
  });

  it("offers to ask while nobody has been asked, and then counts the wait", () => {
    expect(describeAs("pending", { state: "pending", stage: "owner", isAsked: false }).action).toBe("ask");
    const asked = { state: "pending", stage: "supervisor", isAsked: true, askedAtMs: NOW_MS - 41_000 } as const;
    expect(describeAs("pending", asked)).toMatchObject({
      word: "WAITING FOR SUPERVISOR",
      suffix: "00:41",
      action: null,
    });
  });

  it("calls only an owner's own act a withdrawal, and says how fast the picture went", () => {
    const withdrawn = { state: "revoked", cause: "owner-withdrew", atMs: NOW_MS } as const;
    const told = describeAs("revoked", withdrawn, { blankedAfterMs: 180 });
    expect(told.word).toBe("WITHDRAWN BY OWNER");
    expect(told.sentences[1]).toBe("Picture removed in 0.18 s.");
    expect(told.action).toBe("retry");
    expect(describeAs("revoked", { ...withdrawn, cause: "incident-closed" }).word).toBe("VIEW ENDED");
  });

  it.each([
    ["time-over", "retry"],
    ["not-renewed", "retry"],
    ["terms-changed", "retry"],
    ["replaced", "retry"],
    ["incident-closed", null],
    ["station-locked", null],
    ["window-closed", null],
    ["signed-out", null],
  ] as const)("after %s offers to try again only where that can change the answer", (cause, action) => {
    expect(describeAs("ended", { state: "ended", cause, atMs: NOW_MS }).action).toBe(action);
  });

  it("says since when a camera is offline, and why", () => {
    const offline = describeAs("offline", { state: "refused", reasons: ["RES_OFFLINE"] });
    expect(offline).toMatchObject({ word: "OFFLINE", suffix: "3 h", sentences: ["No picture for 3 h.", "No signal."] });
  });

  it("says of key frames that they are, and of a delayed picture of them that it is delayed", () => {
    expect(describeAs("live", null, { frames: "key" }).word).toBe("KEY FRAMES");
    expect(describeAs("delayed", null, { frames: "key" }).word).toBe("DELAYED");
  });

  it("says of a paused tile why it is, and which tiles were kept", () => {
    const kept = [1, 2, 5].map((tile) => ({ display: 1, tile }));
    expect(describeAs("overloaded", null, { kept })).toMatchObject({
      word: "PAUSED TO SAVE",
      sentences: ["This machine cannot decode more. Kept: tiles 1, 2, 5."],
    });
    expect(describeAs("overloaded", null).sentences).toEqual(["This machine cannot decode more."]);
  });

  it("tells asking the hub from opening the picture", () => {
    expect(describeAs("connecting", { state: "asking" }).sentences).toEqual(["Asking the hub."]);
    expect(describeAs("connecting", null).sentences).toEqual(["Asking the hub."]);
  });
});
