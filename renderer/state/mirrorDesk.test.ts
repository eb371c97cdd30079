import { describe, expect, it, vi } from "vitest";
import type { DeskMethod, SessionState } from "../../contract/deskApi.ts";
import type { Incident } from "../../contract/incidents.ts";
import { DEFAULT_PERSONAL, DEFAULT_STATION } from "../../contract/settings.ts";
import type { View } from "../../contract/views.ts";
import { createDeskClient } from "../desk/deskClient.ts";
import type { Transport } from "../desk/transport.ts";
import { rankIncidents } from "./incidentOrder.ts";
import { mirrorDesk } from "./mirrorDesk.ts";
import { createStores } from "./stores.ts";

const signedIn: SessionState = {
  state: "signedIn",
  me: {
    operatorId: "op",
    name: "supervisor",
    label: "M. Okafor",
    roles: ["supervisor"],
    agency: { id: "a", name: "Agency" },
    rights: ["approve-requests"],
  },
};
const wall = { revision: 1, stationName: "Station 3", displays: [], canUndo: false };
const incident: Incident = {
  id: "26-1",
  kind: "noise",
  title: "Noise",
  priority: 3,
  source: "manual",
  verified: false,
  openedBy: "A. Reyes",
  place: "Alder St",
  openedAtMs: 5,
  notes: [],
  revision: 1,
  units: [],
};

const CAMERA = {
  ...{ id: "cam:1", number: "101", name: "Quay St", ownerKind: "city", ownerLabel: "City", sharing: "standing" },
  ...{ health: { state: "online", sinceMs: 1 }, street: "Quay St", hasStream: true },
} as const;

function view(id: string, isOwn: boolean): View {
  const about = { id, isOwn, isShared: !isOwn, ownerLabel: "A. Reyes", revision: 1, changedAtMs: 1 };
  return { ...about, name: id, layout: "1x1", tiles: [null], sequences: [], hotspot: null };
}

/** A desk that answers every call from a table, in the same task, and is told its news by the test. */
function createTableDesk(session: SessionState) {
  const asked: DeskMethod[] = [];
  const params: Partial<Record<DeskMethod, unknown>> = {};
  let receive: (message: unknown) => void = () => {};
  const answers: Partial<Record<DeskMethod, unknown>> = {
    "window.hello": {
      windowId: "w",
      display: 1,
      kind: "console",
      version: "1",
      isWall: false,
      lookers: [],
      session,
      hub: { state: "up", sinceMs: 1 },
      training: null,
      settings: { personal: DEFAULT_PERSONAL, station: DEFAULT_STATION, keptAside: null },
      wall,
    },
    "cameras.snapshot": { revision: 1, isKnown: false, cameras: [] },
    "incidents.snapshot": { incidents: [incident] },
    "displays.snapshot": { canPlace: false, screens: [], consoleScreenId: null, places: [] },
    "approvals.snapshot": { approvals: [] },
    "presets.own": { presets: [] },
    "views.snapshot": { views: [view("v3", false), view("v2", true), view("v1", true)] },
    "wall.snapshot": { ...wall, revision: 9 },
  };
  const transport: Transport = {
    send(message) {
      const { id, method, params: given } = message as { id: number; method: DeskMethod; params: unknown };
      asked.push(method);
      params[method] = given;
      receive({ kind: "result", id, result: answers[method] });
    },
    receive(handler) {
      receive = handler;
      return () => {};
    },
    isOpen: () => true,
    onOpenChanged: () => () => {},
  };
  const stores = createStores();
  const close = mirrorDesk(createDeskClient(transport), stores, { display: undefined, onFault: vi.fn() });
  return {
    asked,
    params,
    answers,
    stores,
    close,
    tell: (event: string, payload: unknown) => receive({ kind: "event", event, payload }),
  };
}

describe("the mirror of the desk", () => {
  it("reads cameras, incidents and requests once somebody with the right is signed in", async () => {
    const { asked, stores } = createTableDesk(signedIn);
    await vi.waitFor(() => expect(asked).toContain("approvals.snapshot"));
    expect(stores.incidents.getState().byId.get("26-1")?.title).toBe("Noise");
  });

  it("asks for nothing of the site before sign-in, and forgets it at sign-out", async () => {
    const { asked, stores, tell } = createTableDesk({ state: "signedOut" });
    await vi.waitFor(() => expect(stores.link.getState().isDeskOpen).toBe(true));
    expect(asked).toEqual(["window.hello"]);
    tell("session.changed", signedIn);
    await vi.waitFor(() => expect(stores.incidents.getState().byId.size).toBe(1));
    tell("session.changed", { state: "signedOut" });
    expect(stores.incidents.getState().byId.size).toBe(0);
    expect(stores.views.getState().views).toEqual([]);
  });

  it("keeps the cameras it was told of while the sign-in went on, and asks for no more than what it lacks", async () => {
    const { asked, params, answers, stores, tell } = createTableDesk({ state: "signedOut" });
    await vi.waitFor(() => expect(stores.link.getState().isDeskOpen).toBe(true));
    tell("cameras.changed", { revision: 7, isWhole: true, changed: [CAMERA], removedIds: [] });
    answers["cameras.snapshot"] = { revision: 7, isKnown: true, cameras: [] };
    tell("session.changed", signedIn);
    await vi.waitFor(() => expect(stores.incidents.getState().byId.size).toBe(1));
    expect(asked).toContain("cameras.snapshot");
    expect(params["cameras.snapshot"]).toEqual({ knownRevision: 7 });
    expect(stores.cameras.getState()).toMatchObject({ revision: 7, book: { inOrder: [{ id: CAMERA.id }] } });
    tell("session.changed", { state: "signedOut" });
    expect(stores.cameras.getState()).toMatchObject({ revision: 0, book: { inOrder: [] } });
  });

  it("offers one's own views first, the older before", async () => {
    const { stores } = createTableDesk(signedIn);
    await vi.waitFor(() => expect(stores.views.getState().views.map(({ id }) => id)).toEqual(["v1", "v2", "v3"]));
  });

  it("takes a snapshot when a patch of the wall was missed", async () => {
    const { stores, tell } = createTableDesk(signedIn);
    await vi.waitFor(() => expect(stores.wall.getState().wall?.revision).toBe(1));
    tell("wall.changed", { revision: 4, canUndo: true, changed: [], removed: [] });
    await vi.waitFor(() => expect(stores.wall.getState().wall?.revision).toBe(9));
  });

  it("selects the first tile when a smaller layout takes the selected one away", async () => {
    const { stores, tell } = createTableDesk(signedIn);
    await vi.waitFor(() => expect(stores.wall.getState().wall).not.toBeNull());
    stores.selection.setState({ tile: 13, fullTile: 13 });
    const plain = { display: 1, layout: "2x2", tiles: [], purpose: null, purposeSetAtMs: null, hasWindow: true };
    const display = { ...plain, sequences: [], pinned: [], hotspot: null };
    tell("wall.changed", { revision: 2, canUndo: true, changed: [display], removed: [] });
    expect(stores.selection.getState()).toMatchObject({ tile: 1, fullTile: null });
  });
});

describe("order of incidents", () => {
  it("puts open before closed, urgent before others, and the newest first among equals", () => {
    const ranked = rankIncidents([
      { ...incident, id: "closed", priority: 1, closedAtMs: 9 },
      { ...incident, id: "old", priority: 1, openedAtMs: 1 },
      { ...incident, id: "new", priority: 1, openedAtMs: 2 },
      { ...incident, id: "calm", priority: 4, openedAtMs: 3 },
    ]);
    expect(ranked.map(({ id }) => id)).toEqual(["new", "old", "calm", "closed"]);
  });
});
