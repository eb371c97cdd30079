import type { DeskReply } from "../../contract/deskApi.ts";
import { startBeat } from "./beat.ts";
import type { DeskParts } from "./calls/deskParts.ts";
import { createRecordCalls } from "./calls/recordCalls.ts";
import { createViewingCalls } from "./calls/viewingCalls.ts";
import { createWallCalls } from "./calls/wallCalls.ts";
import { createWindowCalls } from "./calls/windowCalls.ts";
import { createConsentSide } from "./consentSide.ts";
import { openDataFolder } from "./dataFolder.ts";
import { openGateway } from "./gateway/gateway.ts";
import { createHubHttp } from "./hub/hubHttp.ts";
import { openHubSide } from "./hubSide.ts";
import { createLine } from "./line.ts";
import { createCameraMirror } from "./mirrors/cameraMirror.ts";
import { createIncidentMirror } from "./mirrors/incidentMirror.ts";
import { createSampleBook } from "./mirrors/sampleBook.ts";
import type { Desk, DeskOptions, WindowConnection } from "./ports.ts";
import { createReader } from "./readAll.ts";
import { createSession } from "./session.ts";
import { createSystemClock } from "./systemClock.ts";
import { openWall } from "./wall/wall.ts";
import { createWallFile } from "./wall/wallFile.ts";
import { createWindowLine, type WindowLine } from "./windows/windowLine.ts";
import { createWindows } from "./windows/windows.ts";

/** How often grants are looked at, and how late that may be before the desk distrusts everything on screen. */
const SWEEP_MS = 100;
const STALL_MS = 2_000;
const SECOND_MS = 1_000;
/** A display window that is back within this time was only reloaded. */
const RELOAD_GRACE_MS = 3_000;
/** Leaving waits no longer than this for the hub to hear of it. */
const FAREWELL_MS = 500;
const IDENTIFY_MS = 3_000;

/**
 * Starts the client without its windows: listeners, wall, station key and the way to the hub.
 * Throws `DATA_UNUSABLE` or `PORT_TAKEN`; a hub that cannot be reached is no reason not to start.
 */
export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { log, shell, version, clock = createSystemClock() } = options;
  await openDataFolder(options.dataDir);
  const http = createHubHttp(options.hubUrl, clock);
  const hub = await openHubSide({ options, http, clock, log });
  const authorize = hub.caller.authorize;
  const gateway = await openGateway({ port: options.port, pageDir: options.pageDir, http, authorize, log });
  const { handles } = gateway;
  const file = createWallFile(options.dataDir, log);
  const wall = await openWall({ file, stationName: hub.enrolment.stationName, clock, log });
  const toOpen = wall.displays().flatMap(({ display, hasWindow }) => (hasWindow ? [{ display }] : []));
  const windows = createWindows();
  const cameras = createCameraMirror((since, after) => hub.session.call("cameras", { query: { since, after } }));
  const [incidents, samples] = [createIncidentMirror(), createSampleBook()];
  const reader = createReader({ hub: hub.session, cameras, incidents, windows, log });
  const { viewings, keeper } = createConsentSide({
    hub,
    handles,
    wall,
    windows,
    clock,
    log,
    isListening: () => line.isListening(),
    whyNot: () => session.whyNot(),
  });
  const line = createLine({ hub, viewings, cameras, incidents, windows, reader, clock, log });
  const session = createSession({
    hub: hub.session,
    async prepare() {
      await line.start();
      wall.signedIn(hub.session.me()?.operatorId ?? "", incidents.all());
    },
    end(cause) {
      viewings.endAll(cause);
      line.stop();
    },
    review: () => viewings.review(),
  });
  const parts: DeskParts = {
    version,
    clock,
    shell,
    session,
    hub: hub.session,
    link: hub.link,
    viewings,
    handles,
    wall,
    windows,
    cameras,
    incidents,
    samples,
    hubNowMs: hub.hubNowMs,
  };
  const calls = {
    ...createWindowCalls(parts),
    ...createWallCalls(parts),
    ...createViewingCalls(parts),
    ...createRecordCalls(parts),
  };

  hub.lost.on(() => session.lost());
  hub.event.on((event) => {
    if (event.type !== "session.revoked") return;
    hub.session.forget();
    session.lost();
  });
  session.changed.on((state) => windows.tellAll("session.changed", state));
  hub.link.changed.on((link) => windows.tellAll("hub.changed", link));
  wall.changed.on((patch) => windows.tellAll("wall.changed", patch));
  wall.purposeChanged.on((display) => viewings.review({ display }));

  const stopSweep = startBeat(clock, SWEEP_MS, (sinceLastMs) => {
    if (sinceLastMs > STALL_MS) {
      log.warn("desk.stalled", { forMs: Math.round(sinceLastMs) });
      viewings.doubt("all");
    }
    keeper.turn();
  });
  const stopSeconds = startBeat(clock, SECOND_MS, (sinceLastMs) => {
    hub.session.keepFresh();
    if (session.state().state === "signedOut") line.lookForHub();
    if (hub.link.isUp()) windows.tellAll("hub.tick", { hubNowMs: hub.hubNowMs() });
    const networkBps = (gateway.takeBytes() * 8 * SECOND_MS) / Math.max(1, sinceLastMs);
    windows.tellAll("meter.changed", { networkBps, viewings: viewings.running(), late: samples.countLate() });
  });
  line.lookForHub();

  let isClosing = false;
  let nextNumber = 1;

  function disconnect(window: WindowLine): void {
    window.shut();
    windows.remove(window);
    viewings.releaseWindow(window.windowId);
    samples.dropWindow(window.windowId);
    const { about } = window;
    if (about?.kind !== "display") return;
    clock.after(RELOAD_GRACE_MS, () => {
      if (!isClosing && !windows.shows(about.display)) wall.setWindow(about.display, false);
    });
  }

  function connect(send: (reply: DeskReply) => void): WindowConnection {
    const number = nextNumber++;
    const window = createWindowLine({ number, send, handlers: calls, admit: session.demand, clock, log });
    windows.add(window);
    return { receive: window.receive, close: () => disconnect(window) };
  }

  async function sayFarewell(): Promise<void> {
    const patience = Promise.withResolvers<void>();
    clock.after(FAREWELL_MS, patience.resolve);
    viewings.endAll("signed-out");
    line.stop();
    await Promise.race([hub.session.signOut(), patience.promise]);
  }

  return {
    port: gateway.port,
    origin: gateway.origin,
    server: gateway.servers,
    connect,
    displaysToOpen: () => toOpen,
    screensChanged: () => windows.tellAll("display.identify", { forMs: IDENTIFY_MS }),
    resumed: () => viewings.doubt("all"),
    useEnrolCode: hub.enrolment.useCode,
    async close() {
      isClosing = true;
      stopSweep();
      stopSeconds();
      await sayFarewell();
      await gateway.close();
      await wall.close();
      await http.close();
    },
  };
}
