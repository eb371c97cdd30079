import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDesk, type TestDesk } from "../testing/openTestDesk.ts";
import { type RealHub, startRealHub } from "../testing/realHub.ts";
import type { TestWindow } from "../testing/testWindow.ts";

let hub: RealHub;
let wall: TestDesk;
let window: TestWindow;
/** An administrator at a desk of their own is not needed: the wall's own is taken over. */
beforeAll(async () => {
  hub = await startRealHub(["--training-wall"]);
  wall = await openTestDesk({ hubUrl: hub.url, enrolCode: hub.enrolCode, isWall: true });
  window = await wall.openWindow(1);
}, 60_000);
afterAll(async () => {
  await wall?.close();
  await hub?.close();
});

async function claimAll(): Promise<string[]> {
  const { displays } = await window.call("wall.snapshot", {});
  const items = (displays[0]?.tiles ?? []).flatMap((cameraId, at) =>
    cameraId === null ? [] : [{ tile: at + 1, cameraId }],
  );
  return (await window.call("viewing.claim", { items })).claims.map(({ claimId }) => claimId);
}
const isAlone = () =>
  window.wait("session.changed", (state) => state.state === "signedIn" && state.me.roles.length === 0);

test("a wall signs in by itself and shows city cameras for public space", async () => {
  await isAlone();
  await window.wait("wall.changed", ({ changed }) => changed.some(({ tiles }) => tiles.some((id) => id !== null)));
  const claims = await claimAll();
  expect(claims).toHaveLength(9);
  await Promise.all(claims.map((claimId) => window.waitStatus(claimId, "permitted")));
}, 30_000);

test.each([
  ["wall.clear", { display: 1 }],
  ["wall.assign", { display: 1, items: [{ tile: 1, cameraId: "cam-260" }] }],
  ["purpose.set", { display: 1, purpose: { code: "emergency-response", incidentId: "26-118422" } }],
  ["wall.openDisplay", {}],
  ["stations.look", { isLooking: true }],
  ["session.signOut", {}],
] as const)("its windows cannot call %s", async (method, params) => {
  await expect(window.call(method, params as never)).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
});

test("it outlives the death of its hub", async () => {
  const [claimId = ""] = await claimAll();
  await window.waitStatus(claimId, "permitted");
  await hub.kill();
  await window.wait("hub.changed", ({ state }) => state === "silent");
  await hub.restart();
  await window.wait("hub.changed", ({ state, sinceMs }) => state === "up" && sinceMs > 0);
  const [again = ""] = await claimAll();
  await window.waitStatus(again, "permitted");
}, 30_000);

test("an operator takes it over and it is by itself again when they sign out", async () => {
  await expect(window.call("session.signIn", { operator: "analyst", password: "wrong" })).rejects.toThrow();
  await window.call("session.signIn", { operator: "analyst", password: "training" });
  await window.call("wall.clear", { display: 1 });
  const before = window.replies.length;
  await window.call("session.signOut", {});
  await expect
    .poll(
      () =>
        window.replies
          .slice(before)
          .some(
            (reply) =>
              reply.kind === "event" &&
              reply.event === "session.changed" &&
              JSON.stringify(reply.payload).includes("unattended"),
          ),
      { timeout: 10_000 },
    )
    .toBe(true);
}, 30_000);

test("one that is forbidden goes dark, says why, and comes back when it is allowed again", async () => {
  const { stations } = await (async () => {
    await window.call("session.signIn", { operator: "administrator", password: "training" });
    return window.call("stations.look", { isLooking: true });
  })();
  const own = stations.find(({ isOwn }) => isOwn);
  const stationId = own?.stationId ?? "";
  expect(own?.unattendedUse?.responsible).toBe("supervisor");
  await window.call("stations.setUnattended", { stationId, responsible: null });
  await window.call("session.signOut", {});
  await window.wait(
    "session.changed",
    (state) => state.state === "signedOut" && (state.reason ?? "").includes("administrator"),
  );
  await window.call("session.signIn", { operator: "administrator", password: "training" });
  await window.call("stations.setUnattended", { stationId, responsible: "analyst" });
  const before = window.replies.length;
  await window.call("session.signOut", {});
  await expect
    .poll(() => window.replies.slice(before).some((reply) => JSON.stringify(reply).includes("unattended")), {
      timeout: 15_000,
    })
    .toBe(true);
}, 40_000);

test("a wall whose hub is not there yet waits for it", async () => {
  const late = await startRealHub(["--training-wall"]);
  await late.kill();
  const patient = await openTestDesk({ hubUrl: late.url, enrolCode: late.enrolCode, isWall: true });
  const glass = await patient.openWindow(1);
  expect(glass.info.session.state).toBe("signedOut");
  await late.restart();
  // A hub that is started again makes a code of its own; the old one is as good for ten minutes.
  await glass.wait("session.changed", (state) => state.state === "signedIn");
  await patient.close();
  await late.close();
}, 40_000);
