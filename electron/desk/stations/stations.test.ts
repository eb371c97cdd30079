import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { PushAnswer } from "../../../contract/stations.ts";
import { startTestHub, type TestHub } from "../../../hub/test/startTestHub.ts";
import { openTestDesk, type TestDesk } from "../testing/openTestDesk.ts";
import type { TestWindow } from "../testing/testWindow.ts";

const INCIDENT = "26-118422";
const SHOTS = { code: "emergency-response" as const, incidentId: INCIDENT };
const NO_MARKS = { sequences: [], hotspot: null };
const MILL_ST = {
  name: "Mill St",
  layout: "2x2" as const,
  tiles: ["cam-205", "cam-204", "cam-322", null],
  ...NO_MARKS,
};
const HARBOUR = { name: "Harbour", layout: "1x1" as const, tiles: ["cam-206"], ...NO_MARKS };

let hub: TestHub;
let desks: TestDesk[];
/** A supervisor's console, and the console of an analyst at another desk. */
let chief: TestWindow;
let other: TestWindow;
let otherDesk: TestDesk;
let target: string;

const signIn = (window: TestWindow, operator: string) =>
  window.call("session.signIn", { operator, password: "training" });

async function findStation(match: (station: { isOwn: boolean }) => boolean) {
  const { stations } = await chief.call("stations.look", { isLooking: true });
  return stations.find(match);
}
const findTarget = () => findStation(({ isOwn }) => !isOwn);

function push(change: object = {}): Promise<PushAnswer> {
  return chief.call("stations.push", { stationId: target, display: 1, purpose: SHOTS, view: MILL_ST, ...change });
}

async function openDesk(): Promise<TestDesk> {
  const desk = await openTestDesk({ hubUrl: hub.url, enrolCode: await hub.hub.makeEnrolCode() });
  desks.push(desk);
  return desk;
}

async function claimDisplay(window: TestWindow): Promise<string[]> {
  const { displays } = await window.call("wall.snapshot", {});
  const items = (displays[0]?.tiles ?? []).flatMap((cameraId, at) =>
    cameraId === null ? [] : [{ tile: at + 1, cameraId }],
  );
  return (await window.call("viewing.claim", { items })).claims.map(({ claimId }) => claimId);
}

beforeAll(async () => {
  hub = await startTestHub();
  desks = [];
  const chiefDesk = await openDesk();
  otherDesk = await openDesk();
  chief = await chiefDesk.openWindow();
  other = await otherDesk.openWindow();
  await signIn(chief, "supervisor");
  await signIn(other, "analyst");
  await vi.waitFor(async () => expect((await findTarget())?.displays).toHaveLength(1), { timeout: 10_000 });
  target = (await findTarget())?.stationId ?? "";
}, 60_000);
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await hub?.close();
});

describe("two desks at one hub", () => {
  test("a view pushed from one is shown at the other with its purpose, and asked for under its own grants", async () => {
    expect(await push()).toMatchObject({ outcome: "shown" });
    const { displays } = await other.call("wall.snapshot", {});
    expect(displays[0]).toMatchObject({ layout: "2x2", tiles: MILL_ST.tiles, purpose: SHOTS });
    const [city = "", business = "", resident = ""] = await claimDisplay(other);
    await other.waitStatus(city, "permitted");
    await other.waitStatus(business, "permitted");
    // A camera that is only shared on request waits for an operator's own act: a push asks nobody.
    expect(await other.waitStatus(resident, "pending")).toMatchObject({ isAsked: false });
    expect((await chief.call("approvals.snapshot", {})).approvals).toEqual([]);
  });

  test("the operator there is told who did it, and takes it back with purpose and all", async () => {
    await other.call("wall.clear", { display: 1 });
    await other.call("purpose.clear", { display: 1 });
    await push({ view: HARBOUR });
    await other.wait("station.pushed", ({ viewName }) => viewName === "Harbour");
    expect((await other.call("wall.snapshot", {})).displays[0]).toMatchObject({ tiles: ["cam-206"], purpose: SHOTS });
    await other.call("wall.undo", {});
    const { displays } = await other.call("wall.snapshot", {});
    expect(displays[0]?.purpose).toBeNull();
    expect(displays[0]?.tiles).toEqual([null, null, null, null]);
    const told = other.replies.flatMap((reply) =>
      reply.kind === "event" && reply.event === "station.pushed" ? [reply.payload] : [],
    );
    expect(told.at(-1)).toMatchObject({ display: 1, purpose: SHOTS, byLabel: expect.any(String) });
  });

  test("a locked station refuses, a display that is not there says so, and nothing there changes", async () => {
    const before = (await other.call("wall.snapshot", {})).displays;
    expect(await push({ display: 7 })).toEqual({ outcome: "refused", reason: "no-such-display" });
    await other.call("session.lock", {});
    await expect.poll(async () => (await findTarget())?.state).toBe("locked");
    expect(await push()).toEqual({ outcome: "refused", reason: "station-locked" });
    await other.call("session.unlock", { password: "training" });
    expect((await other.call("wall.snapshot", {})).displays).toEqual(before);
    await expect.poll(async () => (await findTarget())?.state).toBe("signed-in");
  });

  test("a push that races a lock is refused by the desk itself", async () => {
    // The hub has not heard of the lock when it sends the push: the desk that is locked decides.
    const locking = other.call("session.lock", {});
    const answer = await push();
    await locking;
    expect(answer).toEqual({ outcome: "refused", reason: "station-locked" });
    await other.call("session.unlock", { password: "training" });
    await expect.poll(async () => (await findTarget())?.state).toBe("signed-in");
  });

  test("an analyst neither sees stations nor pushes", async () => {
    await expect(other.call("stations.look", { isLooking: true })).rejects.toMatchObject({ code: "RIGHT_MISSING" });
    const own = { stationId: target, display: 1, purpose: SHOTS, view: MILL_ST };
    await expect(other.call("stations.push", own)).rejects.toMatchObject({ code: "RIGHT_MISSING" });
  });

  test("everybody is told that the supervisor looks, and from when", async () => {
    await findTarget();
    await other.wait("stations.lookers", ({ lookers }) => lookers.length === 1);
  });

  test("those who look are told what a tile over there shows within two seconds", async () => {
    await push();
    const [claimId = ""] = await claimDisplay(other);
    const changedAtMs = performance.now();
    other.call("viewing.report", {
      samples: [
        {
          ...{ claimId, state: "frozen", frameAgeMs: 9_000, framesPresented: 1, framesLost: 0, rendition: "sub" },
          ...{ decoder: null, attempt: 0, sinceMs: 7_000, reason: null, frames: "all", wanted: "sub" },
          ...{ isSelected: false, isFull: false, isCovered: false },
        },
      ],
    });
    await chief.wait("stations.changed", ({ stations }) =>
      stations.some(({ displays }) => displays.some(({ tiles }) => tiles[0]?.state === "frozen")),
    );
    expect(performance.now() - changedAtMs).toBeLessThan(4_000);
  });

  test("a preset kept for a display is shown there by its own operator, with its purpose", async () => {
    const change = { stationId: target, display: 1, purpose: SHOTS, view: HARBOUR, revision: 0 };
    const { presetId } = await chief.call("presets.put", { change });
    await other.wait("presets.changed", ({ presets }) => presets.some((preset) => preset.presetId === presetId));
    await other.call("wall.clear", { display: 1 });
    await other.call("presets.show", { presetId });
    expect((await other.call("wall.snapshot", {})).displays[0]).toMatchObject({ tiles: ["cam-206"], purpose: SHOTS });
    await expect(other.call("presets.remove", { presetId, revision: 1 })).rejects.toMatchObject({
      code: "RIGHT_MISSING",
    });
  });

  test("a desk that ended is signed out, and refused", async () => {
    await otherDesk.desk.close();
    await expect.poll(async () => (await findTarget())?.state).toBe("signed-out");
    expect(await push()).toEqual({ outcome: "refused", reason: "signed-out" });
    otherDesk = await openDesk();
  });

  test("a window that opens before the sign-in learns numbers of displays and nothing that was on them", async () => {
    const { dataDir } = desks[1] ?? { dataDir: "" };
    const reopened = await openTestDesk({ hubUrl: hub.url, dataDir });
    desks.push(reopened);
    const window = await reopened.openWindow();
    expect(JSON.stringify(window.info.wall)).not.toContain("cam-");
    expect(window.info.wall.displays[0]).toMatchObject({ display: 1, purpose: null });
    await signIn(window, "analyst");
    expect((await window.call("wall.snapshot", {})).displays[0]?.tiles).toEqual(["cam-206"]);
    await window.wait("wall.changed", ({ changed }) => changed.some(({ tiles }) => tiles.includes("cam-206")));
  });
});
