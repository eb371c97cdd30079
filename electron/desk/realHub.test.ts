import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Fault } from "../../contract/faults.ts";
import { RecordedIndex } from "../../contract/recorded.ts";
import { fetchMedia } from "./testing/fetchMedia.ts";
import { openTestDesk, type TestDesk } from "./testing/openTestDesk.ts";
import { signInOwner } from "./testing/ownerPage.ts";
import { type RealHub, startRealHub } from "./testing/realHub.ts";
import type { TestWindow } from "./testing/testWindow.ts";

const INCIDENT = "26-118422";
const ALLOWED = ["204", "205", "206", "211", "212", "219", "231", "233", "240", "241", "260", "271", "272"];

let hub: RealHub;
let at: TestDesk;
let window: TestWindow;

beforeAll(async () => {
  hub = await startRealHub();
  at = await openTestDesk({ hubUrl: hub.url, enrolCode: hub.enrolCode });
  window = await at.openWindow();
}, 60_000);
afterAll(async () => {
  await at?.close();
  await hub?.close();
});

async function claimWall(): Promise<{ claimId: string; number: string }[]> {
  const { displays } = await window.call("wall.snapshot", {});
  const { cameras } = await window.call("cameras.snapshot", {});
  const items = (displays[0]?.tiles ?? []).flatMap((cameraId, index) =>
    cameraId === null ? [] : [{ tile: index + 1, cameraId }],
  );
  const { claims } = await window.call("viewing.claim", { items });
  return claims.map(({ claimId }, index) => ({
    claimId,
    number: cameras.find(({ id }) => id === items[index]?.cameraId)?.number ?? "",
  }));
}

function pick(claims: readonly { claimId: string; number: string }[], number: string): string {
  return claims.find((claim) => claim.number === number)?.claimId ?? "";
}

describe("a desk at the real hub", () => {
  let claims: { claimId: string; number: string }[];

  test("refuses a wrong password and asks for the right one", async () => {
    await expect(window.call("session.signIn", { operator: "analyst", password: "guess" })).rejects.toThrow(Fault);
    const state = await window.call("session.signIn", { operator: "analyst", password: "training" });
    expect(state.state).toBe("signedIn");
  });

  test("shows exactly the 13 cameras the incident allows, nearest first", async () => {
    const { shown } = await window.call("wall.openIncident", { display: 1, incidentId: INCIDENT });
    const { cameras, revision: knownRevision } = await window.call("cameras.snapshot", {});
    const again = await window.call("cameras.snapshot", { knownRevision });
    expect([again.isKnown, again.cameras.length, cameras.length > 13]).toEqual([true, 0, true]);
    expect(shown.map((id) => cameras.find((camera) => camera.id === id)?.number).sort()).toEqual(ALLOWED);
    const { displays } = await window.call("wall.snapshot", {});
    expect(displays[0]?.layout).toBe("1+12");
    expect(displays[0]?.purpose).toEqual({ code: "emergency-response", incidentId: INCIDENT });
  });

  test("is permitted all of them with one question", async () => {
    claims = await claimWall();
    await Promise.all(claims.map(({ claimId }) => window.waitStatus(claimId, "permitted")));
    expect(claims).toHaveLength(13);
  });

  test("serves live FLV and HLS through the gateway", async () => {
    const claimId = pick(claims, "204");
    const flv = await window.call("viewing.openMedia", { claimId, protocol: "flv", rendition: "sub", frames: "all" });
    expect(new URL(flv.url).hostname).toMatch(/^w\d+d1t\d+\.localhost$/);
    const live = await fetchMedia(flv.url, at.desk.origin);
    expect(live.status).toBe(200);
    expect((await live.bytes(10_000)).subarray(0, 3).toString()).toBe("FLV");
    live.close();
    const hls = await window.call("viewing.openMedia", { claimId, protocol: "hls", rendition: "sub", frames: "all" });
    const playlist = await fetchMedia(hls.url, at.desk.origin);
    const text = (await playlist.bytes(20)).toString();
    expect(text).toMatch(/^#EXTM3U/);
    const init = await fetchMedia(hls.url.replace("index.m3u8", "init.mp4"), at.desk.origin);
    expect(init.status).toBe(200);
  });

  test("previews a camera in its smallest picture alone, marked in the audit, and asks no owner", async () => {
    const preview = await window.call("viewing.preview", { display: 1, cameraId: "cam-205" });
    const status = await window.waitStatus(preview.claimId, "permitted");
    expect(status.state === "permitted" && status.offers.map(({ rendition }) => rendition)).toEqual(["thumb"]);
    const asking = await window.call("viewing.preview", { display: 1, cameraId: "cam-326" });
    const pending = await window.waitStatus(asking.claimId, "pending");
    expect(pending).toMatchObject({ stage: "supervisor", isAsked: false });
    await window.call("viewing.release", { claimIds: [asking.claimId] });
  });

  test("foresees without opening, and brings the city", async () => {
    const purpose = { code: "emergency-response" as const, incidentId: INCIDENT };
    const { cameras } = await window.call("viewing.foresee", { purpose, cameraIds: ["cam-205", "cam-318"] });
    expect(cameras.map(({ prospect }) => prospect)).toEqual(["allowed", "refused"]);
    expect((await window.call("map.city", {})).features.length).toBeGreaterThan(2_000);
    expect(await window.call("map.base", {})).toMatchObject({ kind: "site", url: null, trouble: null });
  });

  test("plays recordings beside the live picture, as a viewing of their own, and cuts both when it is withdrawn", async () => {
    const nowMs = Date.now();
    const range = { fromMs: nowMs - 600_000, toMs: nowMs - 300_000 };
    const items = [
      { tile: 101, cameraId: "cam-231", range },
      { tile: 201, cameraId: "cam-231", range },
    ];
    const { claims: recorded } = await window.call("viewing.claim", { items });
    const [first, second] = recorded;
    const status = await window.waitStatus(first?.claimId ?? "", "permitted");
    const live = await window.waitStatus(pick(claims, "231"), "permitted");
    const again = await window.waitStatus(second?.claimId ?? "", "permitted");
    if (status.state !== "permitted" || live.state !== "permitted" || again.state !== "permitted") throw new Error();
    expect(status.range).toEqual(range);
    expect(status.viewingId).not.toBe(live.viewingId);
    expect(again.viewingId).toBe(status.viewingId);
    expect(status.offers.every(({ protocol }) => protocol === "recorded")).toBe(true);

    const choice = { claimId: first?.claimId ?? "", protocol: "recorded", rendition: "sub", frames: "all" } as const;
    const { url } = await window.call("viewing.openMedia", choice);
    const times = `?fromMs=${range.fromMs}&toMs=${range.toMs}`;
    const index = await fetchMedia(url + times, at.desk.origin);
    const wanted = Number(index.headers["content-length"] ?? 1);
    const { segments } = RecordedIndex.parse(JSON.parse((await index.bytes(wanted)).toString()));
    const segmentUrl = url.replace("index.json", `${segments[3]?.seq}.m4s`);
    expect((await fetchMedia(segmentUrl, at.desk.origin)).status).toBe(200);
    expect((await fetchMedia(url.replace("index.json", "coverage.json") + times, at.desk.origin)).status).toBe(200);
    const outside = url.replace("index.json", `${(segments[0]?.seq ?? 0) - 10}.m4s`);
    expect((await fetchMedia(outside, at.desk.origin)).status).toBe(401);
    await expect(window.call("viewing.openMedia", { ...choice, protocol: "flv" })).rejects.toThrow(Fault);

    const owner = await signInOwner(hub.url, "owner231");
    await owner.act("withdraw", "cam-231");
    await window.waitStatus(first?.claimId ?? "", "revoked");
    expect((await fetchMedia(segmentUrl, at.desk.origin)).status).toBe(404);
    await window.call("viewing.release", { claimIds: recorded.map(({ claimId }) => claimId) });
  });

  test("cuts a withdrawn camera within 250 ms", async () => {
    const claimId = pick(claims, "204");
    const { url } = await window.call("viewing.openMedia", {
      claimId,
      protocol: "flv",
      rendition: "sub",
      frames: "all",
    });
    const live = await fetchMedia(url, at.desk.origin);
    await live.bytes(1_000);
    const owner = await signInOwner(hub.url, "owner204");
    let toldAtMs = 0;
    window.listen(() => {
      if (toldAtMs === 0 && window.statuses.get(claimId)?.state === "revoked") toldAtMs = performance.now();
    });
    const sentAtMs = performance.now();
    const done = owner.act("withdraw", "204");
    const { lastByteAtMs, goneAtMs } = await live.gone;
    await done;
    const status = await window.waitStatus(claimId, "revoked");
    expect(status).toMatchObject({ cause: "owner-withdrew" });
    expect(toldAtMs - sentAtMs).toBeLessThan(250);
    expect(goneAtMs - sentAtMs).toBeLessThan(250);
    expect(lastByteAtMs - sentAtMs).toBeLessThan(250);
    await window.call("viewing.blanked", { claimId, blankedAfterMs: 1, framesAfter: 0 });
    await expect(
      window.call("viewing.openMedia", { claimId, protocol: "flv", rendition: "sub", frames: "all" }),
    ).rejects.toThrow();
    expect((await fetchMedia(url, at.desk.origin)).status).toBe(404);
    await owner.act("share", "204");
  });

  test("covers private tiles within 4 s of the hub's death and has them back within 5 s of its return", async () => {
    const resident = pick(claims, "260");
    const nowMs = Date.now();
    const [recorded] = (
      await window.call("viewing.claim", {
        items: [{ tile: 102, cameraId: "cam-260", range: { fromMs: nowMs - 60_000, toMs: null } }],
      })
    ).claims;
    const played = await window.waitStatus(recorded?.claimId ?? "", "permitted");
    const begun = await window.call("snapshot.begin", { claimId: pick(claims, "205") });
    const snapshotId = begun.outcome === "granted" ? begun.snapshotId : "";
    const diedAtMs = performance.now();
    await hub.kill();
    await window.waitStatus(resident, "silent");
    const silentAfterMs = performance.now() - diedAtMs;
    expect(window.statuses.get(pick(claims, "205"))?.state).toBe("permitted");
    // A city's picture may still be looked at; kept it is only while a revocation would be heard.
    const part = { snapshotId, part: 0, base64: "AAAA" };
    await expect(window.call("snapshot.part", part)).rejects.toThrow(/not kept/);
    await hub.restart();
    const backAtMs = performance.now();
    await window.waitStatus(resident, "permitted");
    const againAfterMs = performance.now() - backAtMs;
    // What was recorded goes the way of live pictures, and is the same viewing to its owner afterwards.
    const again = await window.waitStatus(recorded?.claimId ?? "", "permitted");
    expect(again.state === "permitted" && played.state === "permitted" && again.viewingId === played.viewingId).toBe(
      true,
    );
    expect(silentAfterMs).toBeLessThan(4_000);
    expect(againAfterMs).toBeLessThan(5_000);
  }, 30_000);

  test("ends everything when locked and opens with the password alone", async () => {
    const city = pick(claims, "205");
    await window.call("session.lock", {});
    expect(window.statuses.get(city)).toMatchObject({ state: "ended", cause: "station-locked" });
    await expect(window.call("cameras.snapshot", {})).rejects.toThrow(/locked/);
    await expect(window.call("session.unlock", { password: "wrong" })).rejects.toThrow();
    await window.call("session.unlock", { password: "training" });
    await window.waitStatus(city, "permitted");
  });
});
