import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CameraRow } from "../../contract/cameras.ts";
import type { DeskMethod } from "../../contract/deskApi.ts";
import type { Incident, IncidentCamera } from "../../contract/incidents.ts";
import type { Marker } from "../../contract/markers.ts";
import { createDeskClient } from "../desk/deskClient.ts";
import type { Transport } from "../desk/transport.ts";
import { createHandClock } from "../media/testKit.ts";
import { createBook } from "../state/cameraBook.ts";
import { createWindowModel } from "../state/windowModel.ts";
import { createPlayback } from "./playback.ts";

const NOW_MS = new Date(2026, 10, 23, 14, 11).getTime();
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ME = {
  ...{ operatorId: "op", name: "analyst", label: "A. Reyes", roles: ["analyst" as const] },
  ...{ agency: { id: "a", name: "Agency" }, rights: ["view-live" as const] },
};
const INCIDENT: Incident = {
  ...{ id: "26-1", kind: "shots-heard", title: "Shots", priority: 1, source: "cad", verified: true },
  ...{ openedBy: "Dispatch", place: "Mill St", openedAtMs: NOW_MS - 30 * MINUTE_MS, notes: [], revision: 1, units: [] },
};
const NEAR: IncidentCamera[] = Array.from({ length: 18 }, (_, n) => ({
  ...{ cameraId: `cam-${n}`, number: String(200 + n), name: `Camera ${n}`, distanceM: n, seesPlace: null },
  ...{ prospect: n === 17 ? ("asks-owner" as const) : ("allowed" as const), reasons: [] },
}));

function row({ cameraId, number, name }: IncidentCamera): CameraRow {
  return {
    ...{ id: cameraId, number, name, ownerKind: "city", ownerLabel: "City", sharing: "standing" },
    ...{ health: { state: "online", sinceMs: 1 }, street: "", hasStream: true },
  };
}

/** A desk that keeps a purpose and markers, and answers in the same task. */
function setUp() {
  const asked: { readonly method: DeskMethod; readonly params: Record<string, unknown> }[] = [];
  let markers: Marker[] = [];
  // Open once the model is there: what a window greets its desk with is not what is tested here.
  let isOpen = false;
  let receive: (message: unknown) => void = () => {};
  const answers: Partial<Record<DeskMethod, (params: never) => unknown>> = {
    "incidents.cameras": () => ({
      ...{ incidentId: "26-1", radiusM: 300, isPlaced: true, totalCount: NEAR.length, cameras: NEAR },
    }),
    "markers.list": () => ({ markers }),
    "markers.add": ({ marker }: { marker: Marker }) => {
      const kept = { ...marker, markerId: `m-${markers.length}`, byLabel: "A. Reyes", isOwn: true };
      markers = [...markers, kept].sort((a, b) => a.atMs - b.atMs);
      return kept;
    },
    "markers.remove": ({ markerId }: { markerId: string }) => {
      markers = markers.filter((marker) => marker.markerId !== markerId);
      return {};
    },
    "purpose.set": ({ purpose }: { purpose: never }) => {
      setPurpose(purpose);
      return {};
    },
  };
  const transport: Transport = {
    send(message) {
      const { id, method, params } = message as { id: number; method: DeskMethod; params: Record<string, unknown> };
      asked.push({ method, params });
      receive({ kind: "result", id, result: answers[method]?.(params as never) ?? {} });
    },
    receive(handler) {
      receive = handler;
      return () => {};
    },
    isOpen: () => isOpen,
    onOpenChanged: () => () => {},
  };
  const hand = createHandClock();
  const model = createWindowModel(createDeskClient(transport), hand, undefined);
  const setPurpose = (purpose: { code: "emergency-response" | "investigation"; incidentId: string } | null) =>
    model.stores.wall.setState({ wall: { ...WALL, displays: [{ ...DISPLAY, purpose }] } });
  isOpen = true;
  model.stores.session.setState({ session: { state: "signedIn", me: ME } });
  model.stores.cameras.setState({ book: createBook(NEAR.map(row)) });
  model.stores.incidents.setState({ byId: new Map([[INCIDENT.id, INCIDENT]]) });
  setPurpose(null);
  let nowMs: number | null = NOW_MS;
  const playback = createPlayback(model, () => nowMs);
  return {
    ...{ asked, model, playback, hand, setPurpose },
    state: () => playback.store.getState(),
    said: () => model.stores.notices.getState().notices.map(({ text }) => text),
    ids: () => playback.store.getState().cameras.map(({ cameraId }) => cameraId),
    setNow: (next: number) => {
      nowMs = next;
    },
  };
}

const DISPLAY = {
  ...{ display: 1, layout: "2x2" as const, tiles: [null, null, null, null], sequences: [], hotspot: null, pinned: [] },
  ...{ purpose: null, purposeSetAtMs: null, hasWindow: true },
};
const WALL = { revision: 1, stationName: "Station 3", canUndo: false };

let at: ReturnType<typeof setUp>;
beforeEach(() => {
  at = setUp();
});

describe("playing back an incident", () => {
  it("sets it as purpose before any camera is opened, and begins five minutes before it", async () => {
    await at.playback.openIncident("26-1");
    expect(at.asked.map(({ method }) => method)).toEqual(expect.arrayContaining(["purpose.set", "incidents.cameras"]));
    expect(at.asked.find(({ method }) => method === "purpose.set")?.params).toMatchObject({
      purpose: { code: "emergency-response", incidentId: "26-1" },
    });
    expect(at.ids()).toHaveLength(16);
    expect(at.state().cameras.map(({ tile }) => tile)).toEqual(Array.from({ length: 16 }, (_, n) => 101 + n));
    expect(at.playback.clock.atMs()).toBe(INCIDENT.openedAtMs - 5 * MINUTE_MS);
    expect(at.model.stores.selection.getState().screen).toBe("playback");
  });

  it("leaves nobody out of the list of those that were not opened", async () => {
    await at.playback.openIncident("26-1");
    expect(at.state().left.map(({ number }) => number)).toEqual(["216", "217"]);
  });

  it("that is closed is an investigation", async () => {
    const closed = { ...INCIDENT, closedAtMs: NOW_MS - MINUTE_MS };
    at.model.stores.incidents.setState({ byId: new Map([["26-1", closed]]) });
    await at.playback.openIncident("26-1");
    expect(at.asked[0]?.params).toMatchObject({ purpose: { code: "investigation" } });
  });

  it("is wished from any screen by the same act twice", async () => {
    at.model.actions.playBack({ incidentId: "26-1" });
    await vi.waitFor(() => expect(at.ids()).toHaveLength(16));
    at.playback.forget();
    at.model.actions.playBack({ incidentId: "26-1" });
    await vi.waitFor(() => expect(at.ids()).toHaveLength(16));
  });
});

describe("cameras", () => {
  it("are added up to sixteen, each in a tile of its own; the seventeenth is refused in words", () => {
    for (let n = 0; n < 17; n++) at.playback.add(`cam-${n}`);
    expect(at.ids()).toHaveLength(16);
    expect(new Set(at.state().cameras.map(({ tile }) => tile)).size).toBe(16);
    expect(at.said().at(-1)).toMatch(/16 cameras at once. Nothing was added/);
  });

  it("that are there already are selected instead, and it is said", () => {
    for (const n of [0, 1, 0]) at.playback.add(`cam-${n}`);
    expect(at.ids()).toEqual(["cam-0", "cam-1"]);
    expect(at.state().selectedId).toBe("cam-0");
    expect(at.said().at(-1)).toMatch(/200 is in this playback already/);
  });

  it("that are taken out free their tile, and come back by undo", () => {
    for (const n of [0, 1, 2]) at.playback.add(`cam-${n}`);
    at.playback.remove("cam-1");
    expect(at.state().cameras.map(({ tile }) => tile)).toEqual([101, 103]);
    at.model.stores.notices.getState().notices.at(-1)?.undo?.();
    expect(at.state().cameras.find(({ cameraId }) => cameraId === "cam-1")?.tile).toBe(102);
  });

  it("are chosen by arrow and by position, and no further than there are", () => {
    for (const n of [0, 1]) at.playback.add(`cam-${n}`);
    at.playback.selectNext(1);
    expect(at.state().selectedId).toBe("cam-1");
    expect([at.playback.selectAt(1), at.playback.selectAt(3)]).toEqual([true, false]);
    expect(at.state().selectedId).toBe("cam-0");
  });

  it("go live on the wall, all of them", () => {
    for (const n of [0, 1]) at.playback.add(`cam-${n}`);
    at.playback.goLive();
    expect(at.asked.at(-1)).toMatchObject({
      ...{ method: "wall.show", params: { display: 1, cameraIds: ["cam-0", "cam-1"] } },
    });
    expect(at.playback.clock.isPlaying).toBe(false);
  });

  it("and everything else are forgotten at sign-out, not at a lock", () => {
    at.playback.add("cam-0");
    at.model.stores.session.setState({ session: { state: "locked", me: ME } });
    expect(at.ids()).toEqual(["cam-0"]);
    at.model.stores.session.setState({ session: { state: "signedOut" } });
    expect(at.ids()).toEqual([]);
  });
});

describe("time", () => {
  beforeEach(() => at.playback.open(["cam-0"], NOW_MS - 30 * MINUTE_MS));

  it("beyond what is asked for asks for more, and says so", () => {
    const before = at.state().range.fromMs;
    at.playback.seek(before - MINUTE_MS);
    expect(at.state().range.fromMs).toBeLessThan(before - MINUTE_MS);
    expect(at.playback.clock.atMs()).toBe(before - MINUTE_MS);
    expect(at.said().at(-1)).toMatch(/are asked for now/);
  });

  it("inside it asks for nothing and says nothing", () => {
    const { range } = at.state();
    at.playback.nudge(-MINUTE_MS);
    expect(at.state().range).toBe(range);
    expect(at.said()).toEqual([]);
  });

  it("neither goes beyond now nor before the last seven days", () => {
    at.playback.seek(NOW_MS + DAY_MS);
    expect(at.playback.clock.atMs()).toBe(NOW_MS);
    at.playback.seek(0);
    expect(at.playback.clock.atMs()).toBe(NOW_MS - 7 * DAY_MS);
  });

  it.each([
    ["half past nonsense", /“half past nonsense” is not a time.*stayed where it was/],
    ["31 feb 9:10", /No calendar or clock shows/],
    ["+2h", /still to come/],
    ["-30d", /reaches back 7 days/],
    ["x".repeat(5_000), /…” is not a time/],
  ])("%s is answered by a sentence, and nothing moves", (typed, sentence) => {
    const atMs = at.playback.clock.atMs();
    expect(at.playback.goTo(typed)).toMatch(sentence);
    expect(at.playback.clock.atMs()).toBe(atMs);
  });

  it("that is typed well is gone to", () => {
    expect(at.playback.goTo("14:03:12")).toBeNull();
    expect(at.playback.clock.atMs()).toBe(new Date(2026, 10, 23, 14, 3, 12).getTime());
  });

  it("span ends clear the other one where they would be reversed", () => {
    at.playback.setOut();
    at.playback.nudge(MINUTE_MS);
    at.playback.setIn();
    expect(at.state().outMs).toBeNull();
    expect(at.said().at(-1)).toMatch(/other one was cleared/);
    at.playback.nudge(MINUTE_MS);
    at.playback.setOut();
    const { inMs, outMs } = at.state();
    expect((outMs ?? 0) - (inMs ?? 0)).toBe(MINUTE_MS);
  });
});

describe("asking for a time by hand", () => {
  beforeEach(() => at.playback.open(["cam-0"], NOW_MS - 30 * MINUTE_MS));

  it.each([
    ["reversed", "14:00", "13:00", /ends before it begins. Nothing was changed/],
    ["in the future", "today 15:00", "today 16:00", /still to come. Nothing was changed/],
    ["nonsense", "whenever", "", /“whenever” is not a time/],
    ["long past", "1 oct 9:00", "2 oct 9:00", /can be asked for. Nothing was changed/],
  ])("%s changes nothing and says so", (_name, from, to, sentence) => {
    const { range } = at.state();
    expect(at.playback.askFor(from, to)).toMatch(sentence);
    expect(at.state().range).toBe(range);
  });

  it("of a month is cut to its last seven days, and that is said", () => {
    expect(at.playback.askFor("24 oct 9:00", "")).toMatch(/7 days and spans no more. The time was cut/);
    expect(at.state().range).toEqual({ fromMs: NOW_MS - 7 * DAY_MS, toMs: null });
  });

  it("takes the playhead along", () => {
    expect(at.playback.askFor("yesterday 9:00", "yesterday 10:00")).toBeNull();
    expect(at.playback.clock.atMs()).toBe(new Date(2026, 10, 22, 10).getTime());
  });
});

describe("markers", () => {
  it("need an incident, and that is said before anything is typed", () => {
    at.playback.add("cam-0");
    at.playback.beginMarker();
    expect(at.state().entry).toBeNull();
    expect(at.said().at(-1)).toMatch(/kept with an incident/);
  });

  it("are of the moment their key was pressed and of the selected camera", async () => {
    await at.playback.openIncident("26-1");
    at.playback.beginMarker();
    const { entry } = at.state();
    at.playback.nudge(MINUTE_MS);
    expect(await at.playback.addMarker(entry?.kind === "marker" ? entry.atMs : 0, " Grey van stops ")).toBe(true);
    expect(at.state().markers).toMatchObject([
      { atMs: INCIDENT.openedAtMs - 5 * MINUTE_MS, cameraId: "cam-0", text: "Grey van stops" },
    ]);
  });

  it("are gone to one after another, and the last one is said to be", async () => {
    await at.playback.openIncident("26-1");
    const atMs = at.playback.clock.atMs();
    await at.playback.addMarker(atMs + 1_000, "");
    await at.playback.addMarker(atMs + 2_000, "");
    at.playback.clock.pause();
    at.playback.goToMarker(1);
    at.playback.goToMarker(1);
    expect(at.playback.clock.atMs()).toBe(atMs + 2_000);
    at.playback.goToMarker(1);
    expect(at.said().at(-1)).toMatch(/No marker further/);
    at.playback.goToMarker(-1);
    expect(at.playback.clock.atMs()).toBe(atMs + 1_000);
  });

  it("that are taken away come back by undo", async () => {
    await at.playback.openIncident("26-1");
    await at.playback.addMarker(at.playback.clock.atMs(), "First sound");
    const [marker] = at.state().markers;
    if (marker !== undefined) await at.playback.removeMarker(marker);
    expect(at.state().markers).toEqual([]);
    at.model.stores.notices.getState().notices.at(-1)?.undo?.();
    expect(at.asked.at(-1)).toMatchObject({ method: "markers.add", params: { marker: { text: "First sound" } } });
  });

  it("of another incident take the place of those that were shown", async () => {
    await at.playback.openIncident("26-1");
    await at.playback.addMarker(at.playback.clock.atMs(), "First sound");
    at.setPurpose(null);
    await vi.waitFor(() => expect(at.state().markers).toEqual([]));
  });

  it("leave nothing running once playback is closed", () => {
    at.playback.close();
    at.model.close();
    expect(at.hand.pending()).toBe(0);
  });
});
