import type { SessionState } from "../../contract/deskApi.ts";
import { findLayout } from "../../contract/layouts.ts";
import type { Right } from "../../contract/operators.ts";
import type { Station } from "../../contract/stations.ts";
import type { TrainingNow } from "../../contract/training.ts";
import type { DeskClient } from "../desk/deskClient.ts";
import { findDisplay } from "./actions.ts";
import { applyWallPatch } from "./applyWallPatch.ts";
import { applyCameraNews, createBook, EMPTY_BOOK } from "./cameraBook.ts";
import { rankViews } from "./rankViews.ts";
import { NO_STATIONS, type Stores, withEntry } from "./stores.ts";

/** Whether the operator who is signed in has a right. */
export function hasRight(session: SessionState, right: Right): boolean {
  return session.state !== "signedOut" && session.me.rights.includes(right);
}

/**
 * Keeps the stores the same as the desk: hello and snapshots when the connection opens or the session changes, news in
 * between. `display` is absent for a console. A call that fails because the connection went is repeated by the next
 * opening, so `onFault` hears only of the rest.
 */
export function mirrorDesk(
  client: DeskClient,
  stores: Stores,
  options: { display: number | undefined; onFault: (fault: unknown) => void },
): () => void {
  const tell = (fault: unknown) => {
    if (client.isOpen()) options.onFault(fault);
  };
  const takeSession = (session: SessionState) => {
    const isKnown = stores.session.getState().session.state !== "signedOut" && stores.link.getState().isDeskOpen;
    // What was said before belongs to another session, or to the lock that has just gone.
    if (stores.session.getState().session.state !== session.state) stores.notices.setState({ notices: [] });
    stores.session.setState({ session });
    if (session.state === "signedOut") forgetSite(stores);
    else if (!isKnown) loadSite(client, stores).catch(tell);
  };
  const greet = () => {
    client
      .call("window.hello", options.display === undefined ? {} : { display: options.display })
      .then(({ session, hub, wall, settings, lookers, training, ...identity }) => {
        takeTraining(stores, training);
        stores.stations.setState({ lookers });
        if (stores.link.getState().identity === null) stores.selection.setState({ display: identity.display });
        stores.wall.setState({ wall });
        stores.settings.setState({ settings });
        takeSession(session);
        stores.link.setState({ isDeskOpen: true, identity, hub });
      })
      .catch(tell);
  };
  const closers = [
    client.onOpenChanged((isOpen) => {
      if (isOpen) greet();
      else stores.link.setState({ isDeskOpen: false });
    }),
    client.on("session.changed", takeSession),
    client.on("settings.changed", (settings) => stores.settings.setState({ settings })),
    ...mirrorHub(client, stores),
    ...mirrorWall(client, stores, tell),
    ...mirrorSite(client, stores),
    client.on("footage.changed", () => readFootage(client, stores).catch(tell)),
  ];
  if (client.isOpen()) greet();
  return () => {
    for (const close of closers) close();
  };
}

function mirrorHub(client: DeskClient, stores: Stores): (() => void)[] {
  return [
    client.on("hub.changed", (hub) => stores.link.setState({ hub })),
    client.on("hub.tick", ({ hubNowMs, siteNowMs = null }) => stores.clock.setState({ hubNowMs, siteNowMs })),
    client.on("training.changed", ({ training }) => takeTraining(stores, training)),
    client.on("meter.changed", (meter) => stores.link.setState({ meter })),
    client.on("budget.changed", (budget) => stores.budget.setState({ budget })),
  ];
}

function mirrorWall(client: DeskClient, stores: Stores, onFault: (fault: unknown) => void): (() => void)[] {
  return [
    client.on("wall.changed", (patch) => {
      const { wall } = stores.wall.getState();
      if (wall === null) return;
      const next = applyWallPatch(wall, patch);
      if (next !== null) {
        stores.wall.setState({ wall: next });
        keepSelectionInside(stores);
      } else
        client
          .call("wall.snapshot", {})
          .then((snapshot) => stores.wall.setState({ wall: snapshot }))
          .catch(onFault);
    }),
  ];
}

function mirrorSite(client: DeskClient, stores: Stores): (() => void)[] {
  return [
    client.on("cameras.changed", (news) =>
      stores.cameras.setState(({ book }) => ({ book: applyCameraNews(book, news), revision: news.revision })),
    ),
    client.on("incidents.changed", ({ isWhole, changed, removedIds }) =>
      stores.incidents.setState(({ byId }) => {
        const next = new Map(isWhole ? [] : byId);
        for (const id of removedIds) next.delete(id);
        for (const incident of changed) next.set(incident.id, incident);
        return { byId: next };
      }),
    ),
    client.on("approvals.changed", ({ approvals }) => stores.approvals.setState({ approvals })),
    client.on("screens.changed", (screens) => stores.screens.setState({ screens })),
    client.on("views.changed", ({ views }) => stores.views.setState({ views: rankViews(views) })),
    client.on("stations.changed", ({ stations }) => takeStations(stores, stations)),
    client.on("stations.lookers", ({ lookers }) => stores.stations.setState({ lookers })),
    client.on("presets.changed", ({ presets }) => stores.stations.setState({ presets })),
    client.on("watchers.changed", ({ cameraId, watchers }) =>
      stores.watchers.setState(({ byCamera }) => ({ byCamera: withEntry(byCamera, cameraId, watchers) })),
    ),
  ];
}

/** The site's time is shown from the moment it changed, not from the next tick on. */
function takeTraining(stores: Stores, training: TrainingNow | null): void {
  stores.training.setState({ training });
  stores.clock.setState({ siteNowMs: training?.siteNowMs ?? null });
}

/** The stations as told just now; ages in them count on from the hub's present time. */
export function takeStations(stores: Stores, all: readonly Station[]): void {
  stores.stations.setState({ all, toldAtMs: stores.clock.getState().hubNowMs });
}

/** A smaller layout takes the selected tile away; the first one is then selected, and nothing is shown full. */
function keepSelectionInside(stores: Stores): void {
  const display = findDisplay(stores);
  const { tile } = stores.selection.getState();
  if (display === null || tile <= findLayout(display.layout).places.length) return;
  stores.selection.setState({ tile: 1, fullTile: null });
}

/** The supervisor's queue; nobody else has one. */
async function readFootage(client: DeskClient, stores: Stores): Promise<void> {
  if (!hasRight(stores.session.getState().session, "approve-requests")) return;
  const { requests } = await client.call("footage.list", {});
  stores.footage.setState({ waiting: requests });
}

async function loadSite(client: DeskClient, stores: Stores): Promise<void> {
  // What was told while the sign-in was under way need not come again: of a large city that takes seconds.
  const { revision: knownRevision } = stores.cameras.getState();
  const [{ isKnown, revision, cameras }, { incidents }, { views }, { presets }, screens] = await Promise.all([
    client.call("cameras.snapshot", { knownRevision }),
    client.call("incidents.snapshot", {}),
    client.call("views.snapshot", {}),
    client.call("presets.own", {}),
    client.call("displays.snapshot", {}),
  ]);
  stores.screens.setState({ screens });
  if (!isKnown) stores.cameras.setState({ book: createBook(cameras), revision });
  stores.incidents.setState({ byId: new Map(incidents.map((incident) => [incident.id, incident])) });
  stores.views.setState({ views: rankViews(views) });
  stores.stations.setState({ presets });
  if (hasRight(stores.session.getState().session, "approve-requests"))
    stores.approvals.setState(await client.call("approvals.snapshot", {}));
  await readFootage(client, stores);
}

function forgetSite(stores: Stores): void {
  stores.cameras.setState({ book: EMPTY_BOOK, revision: 0 });
  stores.incidents.setState({ byId: new Map(), near: new Map() });
  stores.approvals.setState({ approvals: [] });
  stores.footage.setState({ waiting: [] });
  stores.views.setState({ views: [] });
  stores.stations.setState(NO_STATIONS);
  stores.watchers.setState({ byCamera: new Map() });
  stores.selection.setState({
    ...{
      screen: "wall",
      fullTile: null,
      incidentId: null,
      mapWish: null,
      playbackWish: null,
      chosen: [],
      incidentSheet: null,
    },
  });
  stores.zooms.setState({ byKey: new Map() });
}
