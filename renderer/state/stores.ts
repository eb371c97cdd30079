import { createStore, type StoreApi } from "zustand/vanilla";
import type { Approval } from "../../contract/approvals.ts";
import type { DecodeBudget } from "../../contract/budget.ts";
import type { DeskEventPayload, HubLink, SessionState } from "../../contract/deskApi.ts";
import type { FootageRequest } from "../../contract/footage.ts";
import type { Watcher } from "../../contract/hubEvents.ts";
import type { Incident, IncidentCameras } from "../../contract/incidents.ts";
import type { Screens } from "../../contract/screens.ts";
import { DEFAULT_PERSONAL, DEFAULT_STATION, type Settings } from "../../contract/settings.ts";
import type { Preset, Station } from "../../contract/stations.ts";
import type { TileState } from "../../contract/tileStates.ts";
import type { TrainingNow } from "../../contract/training.ts";
import type { View } from "../../contract/views.ts";
import type { Wall } from "../../contract/wall.ts";
import { type CameraBook, EMPTY_BOOK } from "./cameraBook.ts";
import { NO_REPLAYS, type ReplayState } from "./replays.ts";
import type { Zoom } from "./zoom.ts";

/** What a window is, as the desk answered its hello. */
export interface WindowIdentity {
  readonly windowId: string;
  readonly display: number;
  readonly kind: "console" | "display";
  readonly version: string;
  /** Whether this station runs by itself: without a console, and without input but a sign-in. */
  readonly isWall: boolean;
}

export interface LinkState {
  readonly isDeskOpen: boolean;
  /** Null until the desk has answered for the first time. */
  readonly identity: WindowIdentity | null;
  readonly hub: HubLink | null;
  readonly meter: DeskEventPayload<"meter.changed"> | null;
}

export const SCREENS = [
  "wall",
  "map",
  "incidents",
  "playback",
  "requests",
  "stations",
  "training",
  "registry",
  "health",
  "settings",
] as const;
export type ScreenName = (typeof SCREENS)[number];

/** What is being written about an incident, over whichever screen. */
export type IncidentSheet =
  | { readonly kind: "create" }
  | { readonly kind: "edit" | "verify" | "note" | "close"; readonly incidentId: string };

/** What this window's operator looks at; nothing here survives a reload. */
export interface SelectionState {
  readonly screen: ScreenName;
  /** Display whose wall is arranged from this window. */
  readonly display: number;
  readonly tile: number;
  readonly fullTile: number | null;
  readonly incidentId: string | null;
  /** The camera the map is to show; each wish is a new value, so that the same camera can be found twice. */
  readonly mapWish: { readonly cameraId: string } | null;
  /** Each wish is a new value, so that the same can be played back twice. */
  readonly playbackWish: PlaybackWish | null;
  /** Cameras chosen in the list, in the order they were chosen, to be opened or dragged together. */
  readonly chosen: readonly string[];
  readonly incidentSheet: IncidentSheet | null;
}

/** What is to be played back: an incident from a little before its time, or a camera from a moment ago. */
export type PlaybackWish = { readonly incidentId: string } | { readonly cameraId: string };

export interface StationsState {
  /** As last told; null until a window that looks has been told. */
  readonly all: readonly Station[] | null;
  /** Hub time when that was; ages are counted on from it. Null before the first tick. */
  readonly toldAtMs: number | null;
  /** Presets of this station, by display. */
  readonly presets: readonly Preset[];
  /** Who looks at the stations. */
  readonly lookers: readonly Watcher[];
}

export const NO_STATIONS: StationsState = { all: null, toldAtMs: null, presets: [], lookers: [] };

export interface Notice {
  readonly noticeId: number;
  readonly tone: "news" | "fault";
  readonly text: string;
  /** Takes back what the notice tells of. */
  readonly undo?: () => void;
}

/** What a tile of this window says about its camera. */
export interface ShownCamera {
  readonly state: TileState;
  /** Somebody was asked and has not answered yet. */
  readonly isAsked: boolean;
}

export interface Stores {
  /** Hub time at the last tick, once a second; it stands still while the hub is silent, and so does what it drives. */
  readonly clock: StoreApi<{
    readonly hubNowMs: number | null;
    /** Time of the scenario that is loaded; null while none is. It may stand still or go back. */
    readonly siteNowMs: number | null;
  }>;
  /** As of its last act or hello; null while no scenario is loaded. */
  readonly training: StoreApi<{ readonly training: TrainingNow | null }>;
  readonly link: StoreApi<LinkState>;
  /** Null until the desk has told of it. */
  readonly budget: StoreApi<{ readonly budget: DecodeBudget | null }>;
  readonly session: StoreApi<{ readonly session: SessionState }>;
  readonly wall: StoreApi<{ readonly wall: Wall | null }>;
  /** Monitors and which displays are on them; null before sign-in. */
  readonly screens: StoreApi<{ readonly screens: Screens | null }>;
  /** `revision`: the desk's number for what the book holds; 0 while it holds nothing. */
  readonly cameras: StoreApi<{ readonly book: CameraBook; readonly revision: number }>;
  readonly incidents: StoreApi<{
    readonly byId: ReadonlyMap<string, Incident>;
    /** Answers of the last look-up, by incident. */
    readonly near: ReadonlyMap<string, IncidentCameras>;
  }>;
  readonly approvals: StoreApi<{ readonly approvals: readonly Approval[] }>;
  /** Requests for recordings that wait for a supervisor. */
  readonly footage: StoreApi<{ readonly waiting: readonly FootageRequest[] }>;
  /** In the order they are offered. */
  readonly views: StoreApi<{ readonly views: readonly View[] }>;
  readonly stations: StoreApi<StationsState>;
  readonly watchers: StoreApi<{ readonly byCamera: ReadonlyMap<string, readonly Watcher[]> }>;
  readonly settings: StoreApi<{ readonly settings: Settings }>;
  readonly selection: StoreApi<SelectionState>;
  readonly notices: StoreApi<{ readonly notices: readonly Notice[] }>;
  /** What the tiles of this window show, by camera, so that lists can carry the same mark. */
  readonly tileStates: StoreApi<{ readonly byCamera: ReadonlyMap<string, ShownCamera> }>;
  /** Digital zoom of this window's pictures, by the key of their tile; absent where a picture is shown whole. */
  readonly zooms: StoreApi<{ readonly byKey: ReadonlyMap<string, Zoom> }>;
  /** Tiles of this window that show a moment ago. */
  readonly replays: StoreApi<ReplayState>;
}

export function createStores(): Stores {
  return {
    clock: createStore<{ hubNowMs: number | null; siteNowMs: number | null }>(() => ({
      hubNowMs: null,
      siteNowMs: null,
    })),
    training: createStore<{ training: TrainingNow | null }>(() => ({ training: null })),
    link: createStore<LinkState>(() => ({ isDeskOpen: false, identity: null, hub: null, meter: null })),
    budget: createStore<{ budget: DecodeBudget | null }>(() => ({ budget: null })),
    session: createStore<{ session: SessionState }>(() => ({ session: { state: "signedOut" } })),
    wall: createStore<{ wall: Wall | null }>(() => ({ wall: null })),
    screens: createStore<{ screens: Screens | null }>(() => ({ screens: null })),
    cameras: createStore(() => ({ book: EMPTY_BOOK, revision: 0 })),
    incidents: createStore<{ byId: ReadonlyMap<string, Incident>; near: ReadonlyMap<string, IncidentCameras> }>(() => ({
      byId: new Map(),
      near: new Map(),
    })),
    approvals: createStore<{ approvals: readonly Approval[] }>(() => ({ approvals: [] })),
    footage: createStore<{ waiting: readonly FootageRequest[] }>(() => ({ waiting: [] })),
    views: createStore<{ views: readonly View[] }>(() => ({ views: [] })),
    stations: createStore<StationsState>(() => NO_STATIONS),
    watchers: createStore<{ byCamera: ReadonlyMap<string, readonly Watcher[]> }>(() => ({ byCamera: new Map() })),
    settings: createStore<{ settings: Settings }>(() => ({
      settings: { personal: DEFAULT_PERSONAL, station: DEFAULT_STATION, keptAside: null },
    })),
    selection: createStore<SelectionState>(() => ({
      screen: "wall",
      display: 1,
      tile: 1,
      fullTile: null,
      incidentId: null,
      mapWish: null,
      playbackWish: null,
      chosen: [],
      incidentSheet: null,
    })),
    notices: createStore<{ notices: readonly Notice[] }>(() => ({ notices: [] })),
    tileStates: createStore<{ byCamera: ReadonlyMap<string, ShownCamera> }>(() => ({ byCamera: new Map() })),
    zooms: createStore<{ byKey: ReadonlyMap<string, Zoom> }>(() => ({ byKey: new Map() })),
    replays: createStore<ReplayState>(() => NO_REPLAYS),
  };
}

/** A copy with one entry set, for stores that hold maps. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}
