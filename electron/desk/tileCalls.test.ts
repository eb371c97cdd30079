import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Display } from "../../contract/wall.ts";
import { openTestDesk, type TestDesk } from "./testing/openTestDesk.ts";
import { type RealHub, startRealHub } from "./testing/realHub.ts";
import type { TestWindow } from "./testing/testWindow.ts";

const PUBLIC = { code: "public-space-monitoring" } as const;

let hub: RealHub;
let at: TestDesk;
let window: TestWindow;
beforeAll(async () => {
  hub = await startRealHub();
  at = await openTestDesk({ hubUrl: hub.url, enrolCode: hub.enrolCode });
  window = await at.openWindow();
  await window.call("session.signIn", { operator: "analyst", password: "training" });
  await window.call("purpose.set", { display: 1, purpose: PUBLIC });
}, 60_000);
afterAll(async () => {
  await at?.close();
  await hub?.close();
});

async function show(display = 1): Promise<Display | undefined> {
  const { displays } = await window.call("wall.snapshot", {});
  return displays.find((some) => some.display === display);
}

const firstCameraIs =
  (cameraId: string) =>
  ({ changed }: { changed: readonly Display[] }) =>
    changed.some(({ display, tiles }) => display === 1 && tiles[0] === cameraId);

describe("tiles at a desk", () => {
  test("a sequence turns by itself while its window may show it, and asks no owner", async () => {
    const cameraIds = ["cam-205", "cam-322", "cam-206"];
    await window.call("tile.setSequence", { display: 1, tile: 1, cameraIds, dwellMs: 3_000 });
    const claim = async (cameraId: string) => {
      const { claims } = await window.call("viewing.claim", { items: [{ tile: 1, cameraId }] });
      return claims[0]?.claimId ?? "";
    };
    await window.waitStatus(await claim("cam-205"), "permitted");
    await window.wait("wall.changed", ({ changed }) =>
      changed.some(({ sequences }) => sequences[0]?.next === "cam-322"),
    );
    await window.wait("wall.changed", firstCameraIs("cam-322"));
    // Shared on request, and never without an incident: its turn is there, and says why it shows nothing.
    const refused = await claim("cam-322");
    await window.waitStatus(refused, "refused");
    await expect(window.call("viewing.ask", { claimId: refused })).rejects.toThrow(/Nobody is asked/);
    await window.wait("wall.changed", firstCameraIs("cam-206"));
    expect((await show())?.sequences[0]).toMatchObject({ position: 2, isPaused: false });
  });

  test("a display that is opened has the first one's purpose, and keeps one of its own", async () => {
    const { display } = await window.call("wall.openDisplay", {});
    expect((await show(display))?.purpose).toEqual(PUBLIC);
    const own = { code: "emergency-response", incidentId: "26-118422" } as const;
    await window.call("purpose.set", { display, purpose: own });
    await window.call("wall.openDisplay", { display });
    expect((await show(display))?.purpose).toEqual(own);
  });

  test("a display opened again with cameras from before waits for a purpose given there; an empty one does not", async () => {
    await window.call("purpose.clear", { display: 2 });
    await window.call("wall.assign", { display: 2, items: [{ tile: 1, cameraId: "cam-318" }] });
    await window.call("wall.openDisplay", { display: 2 });
    expect((await show(2))?.purpose).toBeNull();
    await window.call("wall.clear", { display: 2 });
    await window.call("wall.openDisplay", { display: 2 });
    expect((await show(2))?.purpose).toEqual(PUBLIC);
  });

  test("a tile moves to another display in one step, and one undo brings it back", async () => {
    await window.call("wall.assign", { display: 1, items: [{ tile: 2, cameraId: "cam-219" }] });
    await window.call("tile.pin", { display: 1, tiles: [2, 3], isPinned: true });
    expect((await show())?.pinned).toEqual([2]);
    await window.call("tile.move", { from: { display: 1, tile: 2 }, toDisplay: 2 });
    expect([(await show())?.tiles[1], (await show(2))?.tiles[0], (await show(2))?.pinned]).toEqual([
      null,
      "cam-219",
      [1],
    ]);
    await window.call("wall.undo", {});
    expect([(await show())?.tiles[1], (await show())?.pinned, (await show(2))?.tiles[0]]).toEqual([
      "cam-219",
      [2],
      null,
    ]);
    await expect(window.call("tile.move", { from: { display: 1, tile: 9 }, toDisplay: 2 })).rejects.toThrow(/nothing/);
  });

  test("every hotspot of the station follows what is selected, and there is nothing to take back", async () => {
    for (const display of [1, 2]) await window.call("tile.setHotspot", { display, tile: 16 });
    await window.call("tile.follow", { cameraId: "cam-240" });
    expect([(await show())?.tiles[15], (await show(2))?.tiles[15]]).toEqual(["cam-240", "cam-240"]);
    await window.call("wall.undo", {});
    expect([(await show())?.hotspot, (await show(2))?.hotspot]).toEqual([16, null]);
  });

  test("what a layout has no room for, or a sequence may not be, is refused and changes nothing", async () => {
    const before = await show();
    const many = Array.from({ length: 65 }, (_, n) => `cam-${n}`);
    const set = (tile: number, cameraIds: string[], dwellMs = 3_000) =>
      window.call("tile.setSequence", { display: 1, tile, cameraIds, dwellMs });
    await expect(set(1, many)).rejects.toThrow();
    await expect(set(1, ["cam-1"])).rejects.toThrow();
    await expect(set(1, ["cam-1", "cam-2"], 2_999)).rejects.toThrow();
    await expect(set(17, ["cam-1", "cam-2"])).rejects.toThrow(/no such tile/);
    await expect(window.call("tile.pin", { display: 1, tiles: [17], isPinned: true })).rejects.toThrow(/no such tile/);
    await expect(window.call("tile.steerSequence", { display: 1, tile: 2, act: "pause" })).rejects.toThrow();
    expect(await show()).toEqual(before);
    await set(2, many.slice(0, 64));
    await set(3, many.slice(0, 61));
    await expect(set(4, many.slice(0, 5))).rejects.toThrow(/room for 128/);
  });

  test("a snapshot is begun for a tile of one's own only, and is decided by the hub", async () => {
    const items = [{ tile: 5, cameraId: "cam-271" }];
    const claimId = (await window.call("viewing.claim", { items })).claims[0]?.claimId ?? "";
    await window.waitStatus(claimId, "permitted");
    const other = await at.openWindow(2);
    await expect(other.call("snapshot.begin", { claimId })).rejects.toThrow(/no such claim/);
    const begun = await window.call("snapshot.begin", { claimId });
    expect(begun).toMatchObject({ outcome: "granted", obligations: { watermark: false } });
    if (begun.outcome !== "granted") return;
    const { snapshotId } = begun;
    const png = Buffer.from("iVBORw0KGgoAAAANSUhEUg==", "base64").toString("base64");
    await window.call("snapshot.part", { snapshotId, part: 0, base64: png });
    const { path } = await window.call("snapshot.save", { snapshotId, capturedAtMs: Date.UTC(2026, 0, 1) });
    expect(path).toMatch(/snapshots\/analyst\/2026-01-01_00-00-00Z_camera-271\.png$/);
  });
});
