import { availableParallelism } from "node:os";
import { type Budget, createBudget } from "./budget/budget.ts";
import { type ClipDownloads, createClipDownloads } from "./clips/clipDownloads.ts";
import type { GrantKeeper } from "./consent/grantKeeper.ts";
import type { Viewings } from "./consent/viewings.ts";
import { createConsentSide } from "./consentSide.ts";
import type { DeskBase } from "./deskBase.ts";
import { createLine, type Line } from "./line.ts";
import { createReader } from "./readAll.ts";
import { createSession, type Session } from "./session.ts";
import { createSnapshots, type Snapshots } from "./snapshots/snapshots.ts";
import { createStationSide, type StationSide } from "./stations/stationSide.ts";
import { createWallMode, type WallMode } from "./stations/wallMode.ts";
import { hideContent } from "./wall/editDisplays.ts";
import type { WindowLine } from "./windows/windowLine.ts";

/** The desk's workers, who need each other: sign-in, control channel, viewings. */
export interface DeskWork {
  readonly base: DeskBase;
  readonly session: Session;
  readonly line: Line;
  readonly viewings: Viewings;
  readonly keeper: GrantKeeper;
  readonly budget: Budget;
  readonly snapshots: Snapshots;
  readonly clipDownloads: ClipDownloads;
  /** Whether a window is on a screen, unhidden. */
  isSeen(line: WindowLine): boolean;
  readonly stations: StationSide;
  /** Absent where an operator has to sign in. */
  readonly wallMode: WallMode | undefined;
}

export function createDeskWork(base: DeskBase, isWall: boolean): DeskWork {
  const { clock, log, hub, wall, displays, windows, cameras, incidents, views, gateway } = base;
  const isSeen = ({ isVisible, about }: WindowLine) =>
    isVisible && (about?.kind !== "display" || displays.isSeen(about.display));
  const { viewings, keeper, questions } = createConsentSide({
    hub,
    handles: gateway.handles,
    wall,
    windows,
    isSeen,
    clock,
    log,
    isListening: () => line.isListening(),
    whyNot: () => session.whyNot(),
  });
  const snapshots = createSnapshots({ questions, folder: base.snapshotFolder, clock, log });
  const clipDownloads = createClipDownloads({ hub: hub.session, http: base.http, folder: base.clipFolder, clock, log });
  const reader = createReader({ hub: hub.session, cameras, incidents, views, windows, log });
  const line = createLine({ hub, viewings, cameras, incidents, views, windows, reader, clock, log });
  const session = createSession({
    hub: hub.session,
    async prepare() {
      const operatorId = hub.session.me()?.operatorId ?? "";
      base.settings.signedIn(operatorId);
      await views.signedIn(operatorId);
      await line.start();
      wall.signedIn(operatorId, incidents.all());
    },
    resume: line.start,
    end(cause) {
      viewings.endAll(cause);
      snapshots.dropAll();
      clipDownloads.dropAll();
      line.stop();
      hub.training.hear(null);
      stations.clear();
    },
    review: viewings.review,
  });
  const isListening = () => line.isListening();
  const stations = createStationSide({ base, session, viewings, isListening });
  const { hubNowMs } = hub;
  const wallMode = isWall ? createWallMode({ ...base, session, viewings, hubNowMs }) : undefined;
  const budget = createBudget({ ...base, ...base.decode, viewings, cores: availableParallelism() });
  const work: DeskWork = {
    base,
    session,
    line,
    viewings,
    keeper,
    budget,
    isSeen,
    snapshots,
    clipDownloads,
    stations,
    wallMode,
  };
  spreadNews(work);
  return work;
}

/** Who hears of what. */
function spreadNews({ base, session, viewings, stations, snapshots, clipDownloads }: DeskWork): void {
  const { hub, wall, windows, displays, baseMap, settings } = base;
  hub.up.on(stations.handleUp);
  hub.event.on(stations.handleEvent);
  hub.lost.on(session.lost);
  hub.silent.on(snapshots.dropAll);
  hub.event.on((event) => {
    if (event.type === "viewing.revoked") snapshots.revoke(event.viewingId);
    // What is missing may have been a revocation.
    if (event.type === "gap") snapshots.dropAll();
    if (event.type !== "session.revoked") return;
    hub.session.forget();
    session.lost();
  });
  session.changed.on((state) => {
    // Windows that opened before the sign-in know the displays by their numbers alone.
    if (state.state === "signedIn") wall.tellWhole();
    windows.tellAll("session.changed", state);
  });
  hub.training.changed.on((training) => windows.tellAll("training.changed", { training }));
  hub.link.changed.on((link) => windows.tellAll("hub.changed", link));
  settings.changed.on((now) => windows.tellAll("settings.changed", now));
  wall.changed.on((patch) => {
    const isOpen = session.state().state !== "signedOut";
    windows.tellAll("wall.changed", isOpen ? patch : { ...patch, changed: patch.changed.map(hideContent) });
  });
  baseMap.changed.on((state) => windows.tellAll("map.baseChanged", state));
  clipDownloads.changed.on((download) => windows.tellConsoles("clips.downloading", download));
  displays.changed.on((screens) => windows.tellAll("screens.changed", screens));
  displays.news.on((news) => windows.tellConsoles("window.news", news));
  displays.seenChanged.on((display) => {
    for (const { about, windowId } of windows.all()) {
      if (about?.kind === "display" && about.display === display) viewings.review({ windowId });
    }
  });
  wall.purposeChanged.on((display) => viewings.review({ display }));
}
