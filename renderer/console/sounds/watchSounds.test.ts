import { describe, expect, it } from "vitest";
import type { Approval } from "../../../contract/approvals.ts";
import type { TileState } from "../../../contract/tileStates.ts";
import { type SoundName, settingsWords } from "../../ui/settingsWords.ts";
import { SOUND_NAMES } from "./soundTable.ts";
import { findNewRequests, hearHub, hearTiles } from "./watchSounds.ts";

const tiles = (states: Record<string, TileState>) =>
  new Map(Object.entries(states).map(([id, state]) => [id, { state, isAsked: false }]));

const request = (requestId: string, isOwn = false): Approval => ({
  requestId,
  isOwn,
  ...{ cameraId: "c", cameraNumber: "326", cameraName: "Porch", ownerLabel: "Home", askedBy: "A. Reyes" },
  ...{ purpose: { code: "emergency-response", incidentId: "26-1" }, askedAtMs: 1, expiresInMs: 1_000 },
});

describe("what is worth hearing", () => {
  it.each<[string, Record<string, TileState>, Record<string, TileState>, SoundName[]]>([
    ["a shown view that is withdrawn", { a: "live" }, { a: "revoked" }, ["withdrawn"]],
    ["a picture that freezes", { a: "live" }, { a: "frozen" }, ["frozen"]],
    ["both, the withdrawal first", { a: "live", b: "delayed" }, { a: "frozen", b: "revoked" }, ["withdrawn", "frozen"]],
    ["nothing that stays as it was", { a: "revoked", b: "frozen" }, { a: "revoked", b: "frozen" }, []],
    ["no camera that comes withdrawn from a restored wall", {}, { a: "revoked" }, []],
    ["no withdrawal of what was never seen", { a: "connecting" }, { a: "revoked" }, []],
    ["no tile that is emptied", { a: "live" }, {}, []],
    ["no picture that comes back", { a: "frozen" }, { a: "live" }, []],
  ])("is %s", (_what, before, now, heard) => expect(hearTiles(tiles(before), tiles(now))).toEqual(heard));

  it("is a hub lost and found, not one heard for the first time", () => {
    expect(hearHub("up", "silent")).toBe("hubSilent");
    expect(hearHub("silent", "up")).toBe("hubBack");
    expect(hearHub(undefined, "up")).toBeNull();
    expect(hearHub("silent", "unreachable")).toBeNull();
    expect(hearHub("up", "up")).toBeNull();
  });

  it("is a request that others made and that was not there before", () => {
    const found = findNewRequests([request("1")], [request("1"), request("2", true), request("3")]);
    expect(found.map(({ requestId }) => requestId)).toEqual(["3"]);
  });

  it("has words for what is seen instead, every time", () => {
    expect(Object.keys(settingsWords.soundTwins).sort()).toEqual([...SOUND_NAMES].sort());
  });
});
