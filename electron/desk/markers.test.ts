import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDesk, type TestDesk } from "./testing/openTestDesk.ts";
import { type RealHub, startRealHub } from "./testing/realHub.ts";

const MILL_STREET = "26-118422";
let hub: RealHub;
let at: TestDesk;
beforeAll(async () => {
  hub = await startRealHub();
  at = await openTestDesk({ hubUrl: hub.url, enrolCode: hub.enrolCode });
}, 60_000);
afterAll(async () => {
  await at?.close();
  await hub?.close();
});

test("a marker set in one window is told to the others, and follows its operator to the next sign-in", async () => {
  const window = await at.openWindow();
  await expect(window.call("markers.list", { incidentId: MILL_STREET })).rejects.toThrow(/Sign in/);
  await window.call("session.signIn", { operator: "analyst", password: "training" });
  const other = await at.openWindow(2);
  const marker = { atMs: 1_000, cameraId: "cam-204", text: "Grey van stops" };
  const { markerId } = await window.call("markers.add", { incidentId: MILL_STREET, marker });
  await other.wait("markers.changed", ({ incidentId }) => incidentId === MILL_STREET);
  await window.call("session.signOut", {});
  await window.call("session.signIn", { operator: "analyst", password: "training" });
  const { markers } = await window.call("markers.list", { incidentId: MILL_STREET });
  expect(markers).toEqual([{ ...marker, markerId, byLabel: "A. Reyes", isOwn: true }]);
  await window.call("markers.remove", { incidentId: MILL_STREET, markerId });
  expect((await window.call("markers.list", { incidentId: MILL_STREET })).markers).toEqual([]);
});
