import { afterAll, beforeAll, expect, test } from "vitest";
import type { ViewChange } from "../../contract/views.ts";
import { openTestDesk, type TestDesk } from "./testing/openTestDesk.ts";
import { type RealHub, startRealHub } from "./testing/realHub.ts";
import type { TestWindow } from "./testing/testWindow.ts";

const COLUMN = { column: 0, row: 0, columns: 1, rows: 2 };
const CORNER: ViewChange = {
  name: "Mill and 4th",
  isShared: false,
  layout: {
    columns: 2,
    rows: 2,
    places: [COLUMN, { ...COLUMN, column: 1, rows: 1 }, { ...COLUMN, column: 1, row: 1, rows: 1 }],
  },
  tiles: ["cam-205", "cam-no-more", "cam-206"],
  sequences: [],
  hotspot: null,
  revision: 0,
};

let hub: RealHub;
let at: TestDesk;
let window: TestWindow;

beforeAll(async () => {
  hub = await startRealHub();
  at = await openTestDesk({ hubUrl: hub.url, enrolCode: hub.enrolCode });
  window = await at.openWindow();
  await window.call("session.signIn", { operator: "analyst", password: "training" });
}, 60_000);
afterAll(async () => {
  await at?.close();
  await hub?.close();
});

test("a view kept at one sign-in is told to every window and is there at the next", async () => {
  const other = await at.openWindow(2);
  const { id } = await window.call("views.put", { change: CORNER });
  await other.wait("views.changed", ({ views }) => views.some((view) => view.id === id));
  await window.call("session.signOut", {});
  await expect(window.call("views.snapshot", {})).rejects.toThrow(/Sign in/);
  await window.call("session.signIn", { operator: "supervisor", password: "training" });
  expect((await window.call("views.snapshot", {})).views).toEqual([]);
  await expect(window.call("views.open", { display: 1, viewId: id })).rejects.toThrow(/no such view/);
  await window.call("session.signOut", {});
  await window.call("session.signIn", { operator: "analyst", password: "training" });
  expect((await window.call("views.snapshot", {})).views).toMatchObject([{ id, name: "Mill and 4th" }]);
});

test("opening a view shows all its tiles, asks no owner, and is taken back by undo", async () => {
  const [view] = (await window.call("views.snapshot", {})).views;
  const before = (await window.call("wall.snapshot", {})).displays[0];
  await window.call("purpose.set", { display: 1, purpose: { code: "public-space-monitoring" } });
  await window.call("views.open", { display: 1, viewId: view?.id ?? "" });
  const shown = (await window.call("wall.snapshot", {})).displays[0];
  expect(shown).toMatchObject({ layout: CORNER.layout, tiles: CORNER.tiles });
  const items = CORNER.tiles.map((cameraId, index) => ({ tile: index + 1, cameraId: cameraId ?? "" }));
  const { claims } = await window.call("viewing.claim", { items });
  const [known, unknown] = claims.map(({ claimId }) => claimId);
  await window.waitStatus(known ?? "", "permitted");
  expect(await window.waitStatus(unknown ?? "", "refused")).toMatchObject({ reasons: ["CONSENT_NONE"] });
  await window.call("wall.undo", {});
  const after = (await window.call("wall.snapshot", {})).displays[0];
  expect([after?.layout, after?.tiles]).toEqual([before?.layout, before?.tiles]);
});

test("a change made from an older revision is refused, and what was deleted comes back under its id", async () => {
  const [view] = (await window.call("views.snapshot", {})).views;
  const viewId = view?.id ?? "";
  await window.call("views.put", { viewId, change: { ...CORNER, name: "Renamed", revision: 1 } });
  await expect(window.call("views.put", { viewId, change: { ...CORNER, revision: 1 } })).rejects.toThrow(/changed/);
  await window.call("views.remove", { viewId, revision: 2 });
  expect((await window.call("views.snapshot", {})).views).toEqual([]);
  expect((await window.call("views.put", { viewId, change: CORNER })).id).toBe(viewId);
});
