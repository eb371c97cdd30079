import type { HubEvent } from "../../contract/hubEvents.ts";
import type { Viewings } from "./consent/viewings.ts";
import type { HubSide } from "./hubSide.ts";
import type { CameraMirror } from "./mirrors/cameraMirror.ts";
import type { IncidentMirror } from "./mirrors/incidentMirror.ts";
import type { DeskClock, Log } from "./ports.ts";
import type { createReader } from "./readAll.ts";
import type { ViewMirror } from "./views/viewMirror.ts";
import type { Windows } from "./windows/windows.ts";

/** The control channel at work: what its coming, going and news mean for pictures, mirrors and windows. */
export interface Line {
  /** Whether events flow; without them no revocation would be heard, so nothing is asked. */
  isListening(): boolean;
  /** Connects and reads everything once; a hub that does not answer is waited for only so long. */
  start(): Promise<void>;
  stop(): void;
  /** While nobody is signed in: is there a hub? */
  lookForHub(): void;
}

interface Parts {
  hub: HubSide;
  viewings: Viewings;
  cameras: CameraMirror;
  incidents: IncidentMirror;
  views: ViewMirror;
  windows: Windows;
  reader: ReturnType<typeof createReader>;
  clock: DeskClock;
  log: Log;
}

const PATIENCE_MS = 3_000;

export function createLine({ hub, viewings, cameras, incidents, views, windows, reader, clock, log }: Parts): Line {
  let isListening = false;
  let isLooking = false;
  let firstUp = Promise.withResolvers<void>();

  hub.up.on(() => {
    isListening = true;
    hub.link.setUp(hub.identity.info()?.name);
    firstUp.resolve();
    void readAnew();
  });
  hub.silent.on(() => {
    isListening = false;
    hub.link.setDown();
    viewings.handleSilent(hub.link.view().sinceMs);
  });
  hub.doubt.on((scope) => viewings.doubt(scope));
  hub.event.on(handleEvent);
  cameras.changed.on(({ backIds, ...change }) => {
    windows.tellAll("cameras.changed", change);
    viewings.handleCamerasBack(backIds);
  });
  incidents.changed.on(({ movedIds, ...change }) => {
    windows.tellAll("incidents.changed", change);
    viewings.handleIncidents(movedIds);
  });
  views.changed.on((list) => windows.tellAll("views.changed", { views: list }));

  /** The hub may be another one than before, so its keys are read before its grants are asked for. */
  async function readAnew(): Promise<void> {
    try {
      await hub.identity.read();
    } catch (error) {
      log.warn("hub.notRead", { what: "info", reason: String(error) });
    }
    viewings.handleUp();
    await reader.readAll();
  }

  function handleEvent(event: HubEvent): void {
    viewings.handleEvent(event);
    if (event.type === "gap") void readAnew();
    else if (event.type === "incidents.changed") void reader.readIncidents();
    else if (event.type === "cameras.changed" && event.revision !== cameras.revision()) void reader.readCameras();
    else if (event.type === "approvals.changed") void reader.readApprovals();
    else if (event.type === "views.changed") void reader.readViews();
    else if (event.type === "footage.changed" || event.type === "markers.changed" || event.type === "clips.changed")
      windows.tellAll(event.type, { incidentId: event.incidentId });
    else if (event.type === "watchers.changed") {
      windows.tellAll("watchers.changed", { cameraId: event.cameraId, watchers: event.watchers });
    }
  }

  async function look(): Promise<void> {
    try {
      hub.link.setUp((await hub.identity.read()).name);
    } catch {
      hub.link.setDown();
    } finally {
      isLooking = false;
    }
  }

  return {
    isListening: () => isListening,
    async start() {
      firstUp = Promise.withResolvers();
      clock.after(PATIENCE_MS, firstUp.resolve);
      hub.events.start();
      await Promise.all([firstUp.promise, reader.readAll()]);
    },
    stop() {
      hub.events.stop();
      isListening = false;
      cameras.clear();
      incidents.clear();
      views.clear();
    },
    lookForHub() {
      if (isLooking) return;
      isLooking = true;
      void look();
    },
  };
}
