import type { Budget } from "../budget/budget.ts";
import type { ClipDownloads } from "../clips/clipDownloads.ts";
import type { Viewings } from "../consent/viewings.ts";
import type { DisplayKeeper } from "../displays/displayKeeper.ts";
import type { MediaHandles } from "../gateway/mediaHandles.ts";
import type { LinkKeeper } from "../hub/hubLink.ts";
import type { HubSession } from "../hub/hubSession.ts";
import type { HubTime } from "../hub/hubTime.ts";
import type { BaseMapKeeper } from "../map/baseMap.ts";
import type { CityKeeper } from "../map/cityKeeper.ts";
import type { CameraMirror } from "../mirrors/cameraMirror.ts";
import type { IncidentMirror } from "../mirrors/incidentMirror.ts";
import type { SampleBook } from "../mirrors/sampleBook.ts";
import type { DeskClock } from "../ports.ts";
import type { Session } from "../session.ts";
import type { SettingsKeeper } from "../settings/settings.ts";
import type { Snapshots } from "../snapshots/snapshots.ts";
import type { StationSide } from "../stations/stationSide.ts";
import type { TrainingKeeper } from "../training/trainingKeeper.ts";
import type { ViewMirror } from "../views/viewMirror.ts";
import type { WallKeeper } from "../wall/wall.ts";
import type { Windows } from "../windows/windows.ts";

/** What the calls of windows act on. */
export interface DeskParts {
  version: string;
  isWall: boolean;
  clock: DeskClock;
  displays: DisplayKeeper;
  session: Session;
  hub: HubSession;
  link: LinkKeeper;
  training: TrainingKeeper;
  viewings: Viewings;
  handles: MediaHandles;
  wall: WallKeeper;
  windows: Windows;
  snapshots: Snapshots;
  clipDownloads: ClipDownloads;
  cameras: CameraMirror;
  incidents: IncidentMirror;
  views: ViewMirror;
  stations: StationSide;
  settings: SettingsKeeper;
  samples: SampleBook;
  city: CityKeeper;
  baseMap: BaseMapKeeper;
  budget: Budget;
  /** Hub time, UTC epoch milliseconds. */
  hubNowMs(): number;
  hubVitals: HubTime["vitals"];
}
