import { type ClipFolder, createClipFolder } from "./clips/clipFolder.ts";
import { openDataFolder } from "./dataFolder.ts";
import { type DisplayKeeper, openDisplayKeeper } from "./displays/displayKeeper.ts";
import { createScreensFile } from "./displays/screensFile.ts";
import { type Gateway, openGateway } from "./gateway/gateway.ts";
import { createHubHttp, type HubHttp } from "./hub/hubHttp.ts";
import { type HubSide, openHubSide } from "./hubSide.ts";
import { type BaseMapKeeper, openBaseMap } from "./map/baseMap.ts";
import { type CityKeeper, createCityKeeper } from "./map/cityKeeper.ts";
import { type CameraMirror, createCameraMirror } from "./mirrors/cameraMirror.ts";
import { createIncidentMirror, type IncidentMirror } from "./mirrors/incidentMirror.ts";
import { createSampleBook, type SampleBook } from "./mirrors/sampleBook.ts";
import type { DeskClock, DeskOptions, Log } from "./ports.ts";
import { openSettings, type SettingsKeeper } from "./settings/settings.ts";
import { createSettingsFile } from "./settings/settingsFile.ts";
import { createSnapshotFolder, type SnapshotFolder } from "./snapshots/snapshotFolder.ts";
import { createSystemClock } from "./systemClock.ts";
import { createViewFile } from "./views/viewFile.ts";
import { createViewMirror, type ViewMirror } from "./views/viewMirror.ts";
import { openWall, type WallKeeper } from "./wall/wall.ts";
import { createWallFile } from "./wall/wallFile.ts";
import { createWindows, type Windows } from "./windows/windows.ts";

/** Hardware decoders of one graphics card that Chromium uses at once before it goes on in software without a word. */
const USUAL_DECODERS = process.platform === "linux" ? 16 : 32;

/** What the station's settings say about decoding. */
export interface DecodeSettings {
  /** Pictures of 640×360 at 15 frames a second, at most; null where the machine decides. */
  readonly limit: number | null;
  readonly hardwareDecoders: number;
}

/** What the desk stands on: everything that is there before anybody signs in. */
export interface DeskBase {
  readonly clock: DeskClock;
  readonly log: Log;
  readonly http: HubHttp;
  readonly hub: HubSide;
  readonly gateway: Gateway;
  readonly wall: WallKeeper;
  readonly displays: DisplayKeeper;
  readonly windows: Windows;
  readonly cameras: CameraMirror;
  readonly incidents: IncidentMirror;
  readonly views: ViewMirror;
  readonly samples: SampleBook;
  readonly city: CityKeeper;
  readonly baseMap: BaseMapKeeper;
  readonly decode: DecodeSettings;
  readonly snapshotFolder: SnapshotFolder;
  readonly clipFolder: ClipFolder;
  readonly settings: SettingsKeeper;
}

/** Throws `DATA_UNUSABLE` or `PORT_TAKEN`. */
export async function openDeskBase(options: DeskOptions): Promise<DeskBase> {
  const { log, dataDir, pageDir, port, version, clock = createSystemClock() } = options;
  await openDataFolder(dataDir);
  const http = createHubHttp(options.hubUrl, clock);
  const hub = await openHubSide({ options, http, clock, log });
  const { stationName } = hub.enrolment;
  const wall = await openWall({ file: createWallFile(dataDir, log), stationName, clock, log });
  const displays = await openDisplayKeeper({
    host: options.shell.host,
    file: createScreensFile(dataDir, log),
    wall,
    clock,
    log,
  });
  const baseMap = await openBaseMap({ options: options.baseMap, dataDir, version, clock, log });
  const gateway = await openGateway({ port, pageDir, baseMap, http, authorize: hub.caller.authorize, log });
  const askPage = (since: number, after: string | undefined) =>
    hub.session.call("cameras", { query: { since, after } });
  return {
    clock,
    log,
    http,
    hub,
    gateway,
    wall,
    displays,
    windows: createWindows(),
    cameras: createCameraMirror(askPage),
    incidents: createIncidentMirror((since) => hub.session.call("incidents", { query: { since } })),
    views: createViewMirror({
      askPage: (after) => hub.session.call("views", { query: { after } }),
      file: createViewFile(dataDir, log),
      log,
    }),
    samples: createSampleBook(),
    city: createCityKeeper(() => hub.session.call("city")),
    baseMap,
    decode: { limit: options.decodeLimit ?? null, hardwareDecoders: options.hardwareDecoders ?? USUAL_DECODERS },
    snapshotFolder: createSnapshotFolder(options.snapshotDir),
    clipFolder: createClipFolder(options.snapshotDir),
    settings: await openSettings({ file: createSettingsFile(dataDir, log), clock, log }),
  };
}
