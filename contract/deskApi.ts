import { z } from "zod";
import { ApprovalAnswer, ApprovalList } from "./approvals.ts";
import { BaseMap } from "./baseMap.ts";
import { DecodeBudget, ForecastAnswer, ForecastQuestion } from "./budget.ts";
import { Camera, CameraRow, MAX_CAMERAS } from "./cameras.ts";
import { CityMap } from "./cityMap.ts";
import { CLIP_CALLS, CLIP_EVENTS } from "./clips.ts";
import { FootagePreview, FootageRequest, FootageRequestList, FootageStep, FootageWish } from "./footage.ts";
import { Watcher } from "./hubEvents.ts";
import { INCIDENT_CALLS, IncidentsChanged } from "./incidentCalls.ts";
import { LayoutChoice } from "./layouts.ts";
import { MARKER_CALLS } from "./markers.ts";
import { Me, Password, SignInName } from "./operators.ts";
import { AtMs, DurationMs, Id, Label } from "./primitives.ts";
import { RecorderReport } from "./recorderHealth.ts";
import { RegistryImport, RegistryImportList } from "./registryImports.ts";
import { Screens, WindowNews } from "./screens.ts";
import { Settings, SettingsChange } from "./settings.ts";
import { SNAPSHOT_CALLS } from "./snapshotCalls.ts";
import { STATION_CALLS, STATION_EVENTS } from "./stationCalls.ts";
import { TILE_CALLS } from "./tileCalls.ts";
import { TRAINING_CALLS, TRAINING_EVENTS, TrainingNow, TrainingState } from "./training.ts";
import { ReceivedBytes, UploadStart, UploadTicket, WindowPart } from "./uploads.ts";
import { ClaimId, StreamHealth, VIEWING_CALLS, ViewingStatus } from "./viewingCalls.ts";
import { Purpose } from "./viewings.ts";
import { View, ViewChange, ViewList } from "./views.ts";
import { DisplayNumber, MAX_DISPLAYS, MAX_TILES, TileNumber, Wall, WallPatch } from "./wall.ts";

/**
 * What a window may ask of its desk, and the news it gets: one table, carried by IPC in Electron and by a loopback
 * WebSocket in the web shell. Both ends validate every message against it.
 */

const Nothing = z.strictObject({});

/** `signedOut`: nothing is shown. `locked`: everything is covered until the same operator's password is given. */
export const SessionState = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("signedOut"), reason: z.string().max(400).optional() }),
  z.strictObject({ state: z.literal("signedIn"), me: Me }),
  z.strictObject({ state: z.literal("locked"), me: Me }),
]);
export type SessionState = z.infer<typeof SessionState>;

/** `silent`: the control channel has missed its heartbeats. `unreachable`: not connected since the start. */
export const HubLink = z.strictObject({
  state: z.enum(["up", "silent", "unreachable"]),
  sinceMs: AtMs,
  hubName: Label.optional(),
});
export type HubLink = z.infer<typeof HubLink>;

/** What only the desk knows of how this station is. */
export const DeskHealth = z.strictObject({
  /** Both null before the hub was heard. The way there and back is that of the last answer. */
  hub: z.strictObject({ beatAgeMs: z.number().nullable(), roundTripMs: z.number().nullable() }),
  /** Addresses given to players, and responses on their way under them. */
  gateway: z.strictObject({ handles: z.int().nonnegative(), responses: z.int().nonnegative() }),
  screens: z.int().nonnegative(),
  streams: z.array(StreamHealth).max(MAX_TILES * MAX_DISPLAYS * 2),
});
export type DeskHealth = z.infer<typeof DeskHealth>;

export const WindowInfo = z.strictObject({
  windowId: Id,
  /** The display this window shows; a console shows display 1. */
  display: DisplayNumber,
  kind: z.enum(["console", "display"]),
  version: z.string().max(40),
  /** Whether this station runs by itself: without a console, and without input but a sign-in. */
  isWall: z.boolean(),
  /** Who looks at the diagram of stations now. */
  lookers: z.array(Watcher).max(64),
  session: SessionState,
  hub: HubLink,
  /** Null while no scenario is loaded. */
  training: TrainingNow.nullable(),
  /** Before a sign-in, displays by number alone: what was on them is nobody's business then. */
  wall: Wall,
  settings: Settings,
});
export type WindowInfo = z.infer<typeof WindowInfo>;

interface DeskCall {
  readonly params: z.ZodType;
  readonly result: z.ZodType;
  /** Whether it may be called before sign-in. */
  readonly open?: true;
}

export const DESK_CALLS = {
  /** First call of every window. `display` absent: a console. */
  "window.hello": { params: z.strictObject({ display: DisplayNumber.optional() }), result: WindowInfo, open: true },
  /** A hidden window's tiles are ended by the desk after 5 s, and asked for again when it is shown. */
  "window.visibility": { params: z.strictObject({ isVisible: z.boolean() }), result: Nothing, open: true },
  /** Sent by every window each second; one that misses a few loses its pictures and is opened anew. */
  "window.beat": { params: Nothing, result: Nothing, open: true },

  "session.signIn": {
    params: z.strictObject({ operator: SignInName, password: Password }),
    result: SessionState,
    open: true,
  },
  "session.signOut": { params: Nothing, result: SessionState },
  "session.lock": { params: Nothing, result: SessionState },
  "session.unlock": {
    params: z.strictObject({ password: Password }),
    result: SessionState,
    open: true,
  },

  "purpose.set": { params: z.strictObject({ display: DisplayNumber, purpose: Purpose }), result: Nothing },
  "purpose.clear": { params: z.strictObject({ display: DisplayNumber }), result: Nothing },

  /** `knownRevision`: of the window's own book. If that is the present one, `isKnown` says so and no rows come. */
  "cameras.snapshot": {
    params: z.strictObject({ knownRevision: z.int().nonnegative().optional() }),
    result: z.strictObject({
      revision: z.int().nonnegative(),
      isKnown: z.boolean(),
      cameras: z.array(CameraRow).max(MAX_CAMERAS),
    }),
  },
  "cameras.detail": { params: z.strictObject({ cameraId: Id }), result: Camera },

  /** The ground the site brings along; read from the hub once and kept. */
  "map.city": { params: Nothing, result: CityMap },
  /** What the map is drawn on, as this station was told to. */
  "map.base": { params: Nothing, result: BaseMap },

  ...INCIDENT_CALLS,
  ...MARKER_CALLS,
  ...CLIP_CALLS,

  "wall.snapshot": { params: Nothing, result: Wall },
  "wall.setLayout": { params: z.strictObject({ display: DisplayNumber, layout: LayoutChoice }), result: Nothing },
  /** Puts cameras into tiles (null empties one); other tiles stay. */
  "wall.assign": {
    params: z.strictObject({
      display: DisplayNumber,
      items: z
        .array(z.strictObject({ tile: TileNumber, cameraId: Id.nullable() }))
        .min(1)
        .max(MAX_TILES),
    }),
    result: Nothing,
  },
  /** Puts cameras into the empty tiles of a display in order, choosing a larger layout where they do not fit. */
  "wall.fill": {
    params: z.strictObject({ display: DisplayNumber, cameraIds: z.array(Id).min(1).max(MAX_TILES) }),
    result: Nothing,
  },
  /** Exactly these cameras, in the layout that holds them. Undo takes it back; nobody is asked for anything. */
  "wall.show": {
    params: z.strictObject({ display: DisplayNumber, cameraIds: z.array(Id).min(1).max(MAX_TILES) }),
    result: Nothing,
  },
  "wall.swap": { params: z.strictObject({ display: DisplayNumber, a: TileNumber, b: TileNumber }), result: Nothing },
  "wall.clear": { params: z.strictObject({ display: DisplayNumber }), result: Nothing },
  "wall.undo": { params: Nothing, result: Nothing },
  /**
   * Opens a window for the display, or moves the one it has: to the given screen, else to its own, else to a free one.
   * Two displays never share a screen: the one that was there takes the other's. Adds the display if it is new.
   */
  "wall.openDisplay": {
    params: z.strictObject({ display: DisplayNumber.optional(), screenId: Id.optional() }),
    result: z.strictObject({
      display: DisplayNumber,
      /** False where the shell cannot open windows: the operator then opens `path` themselves. */
      isOpened: z.boolean(),
      path: z.string().max(100),
    }),
  },
  "wall.closeDisplay": { params: z.strictObject({ display: DisplayNumber }), result: Nothing },

  "displays.snapshot": { params: Nothing, result: Screens },
  /** Opens a window for every display that has none, each on its own monitor or a free one. */
  "displays.openAll": { params: Nothing, result: Nothing },
  "displays.closeAll": { params: Nothing, result: Nothing },
  /** Every display shows its number for a moment. */
  "displays.identify": { params: Nothing, result: Nothing },

  ...TILE_CALLS,
  ...SNAPSHOT_CALLS,

  ...VIEWING_CALLS,
  /** What other walls would cost, before they are opened. */
  "budget.forecast": { params: ForecastQuestion, result: ForecastAnswer },

  /** Asked each second by a window while it shows the health screen, and by no other. */
  "health.snapshot": { params: Nothing, result: DeskHealth },
  /** Asked of the hub each time. */
  "health.recorder": { params: Nothing, result: RecorderReport },

  /** Changes the operator's comfort or the station's; what is written last stands. */
  "settings.put": { params: z.strictObject({ change: SettingsChange }), result: Settings },

  "views.snapshot": { params: Nothing, result: ViewList },
  /** Keeps a new view, which then gets an id, or changes one's own; a view deleted by mistake comes back under its id. */
  "views.put": { params: z.strictObject({ viewId: Id.optional(), change: ViewChange }), result: View },
  "views.remove": { params: z.strictObject({ viewId: Id, revision: z.int().min(1) }), result: Nothing },
  /** Shows a view on a display. Undo takes it back; nobody is asked for anything. */
  "views.open": { params: z.strictObject({ display: DisplayNumber, viewId: Id }), result: Nothing },

  ...STATION_CALLS,
  ...TRAINING_CALLS,

  "approvals.snapshot": { params: Nothing, result: ApprovalList },
  "approvals.answer": {
    params: z.strictObject({ requestId: Id, answer: ApprovalAnswer.shape.answer }),
    result: Nothing,
  },

  /** Requests for recordings: of an incident, newest first; without one, those that wait for a supervisor. */
  "footage.list": { params: z.strictObject({ incidentId: Id.optional() }), result: FootageRequestList },
  "footage.preview": { params: FootageWish.omit({ why: true }), result: FootagePreview },
  "footage.ask": { params: FootageWish, result: FootageRequest },
  /** A file for the hub, in parts; of one that is not finished, what came so far is forgotten with its window. */
  "uploads.start": { params: UploadStart, result: UploadTicket },
  "uploads.part": { params: WindowPart, result: ReceivedBytes },
  "uploads.cancel": { params: z.strictObject({ uploadId: Id }), result: Nothing },
  "imports.list": { params: Nothing, result: RegistryImportList },
  "imports.preview": { params: z.strictObject({ uploadId: Id }), result: RegistryImport },
  "imports.apply": { params: z.strictObject({ importId: Id }), result: RegistryImport },
  "imports.undo": { params: z.strictObject({ importId: Id }), result: RegistryImport },
  "footage.step": { params: z.strictObject({ requestId: Id, step: FootageStep }), result: FootageRequest },
} as const satisfies Record<string, DeskCall>;

export type DeskMethod = keyof typeof DESK_CALLS;
export const DESK_METHODS = Object.keys(DESK_CALLS) as [DeskMethod, ...DeskMethod[]];
/** What a caller writes. */
export type DeskParams<M extends DeskMethod> = z.input<(typeof DESK_CALLS)[M]["params"]>;
export type DeskResult<M extends DeskMethod> = z.output<(typeof DESK_CALLS)[M]["result"]>;

export const DESK_EVENTS = {
  "session.changed": SessionState,
  "hub.changed": HubLink,
  /** Once a second while the hub beats: hub time at the moment of sending. */
  "hub.tick": z.strictObject({
    hubNowMs: z.int().nonnegative(),
    /** Both only while a scenario is loaded. The site's time may stand still or go back. */
    siteNowMs: AtMs.optional(),
    trainingState: TrainingState.optional(),
  }),
  "wall.changed": WallPatch,
  /** `isWhole`: forget all earlier rows first. */
  "cameras.changed": z.strictObject({
    revision: z.int().nonnegative(),
    isWhole: z.boolean(),
    changed: z.array(CameraRow).max(MAX_CAMERAS),
    removedIds: z.array(Id).max(MAX_CAMERAS),
  }),
  "map.baseChanged": BaseMap,
  "incidents.changed": IncidentsChanged,
  "approvals.changed": ApprovalList,
  "views.changed": ViewList,
  /** A request for recordings took a step: those of this incident are to be read anew. */
  "footage.changed": z.strictObject({ incidentId: Id }),
  /** Those of this incident are to be read anew. */
  "markers.changed": z.strictObject({ incidentId: Id }),
  ...CLIP_EVENTS,
  ...STATION_EVENTS,
  ...TRAINING_EVENTS,
  "settings.changed": Settings,
  /** Only to the window that holds the claim. */
  "viewing.changed": z.strictObject({ claimId: ClaimId, status: ViewingStatus }),
  "watchers.changed": z.strictObject({ cameraId: Id, watchers: z.array(Watcher).max(64) }),
  "meter.changed": z.strictObject({
    /** Media through the gateway over the last second, bits per second. */
    networkBps: z.number().nonnegative(),
    viewings: z.int().nonnegative(),
    /** Tiles whose last sample was neither live nor blank for a reason. */
    late: z.int().nonnegative(),
  }),
  /** At each change, to each window with its own tiles. What it does not name is as its size asks for. */
  "budget.changed": DecodeBudget,
  /** Monitors came, went or changed, or windows did on them. */
  "screens.changed": Screens,
  /** Only to consoles. */
  "window.news": WindowNews,
  /** Show the display's number, large, for a moment. */
  "display.identify": z.strictObject({ forMs: DurationMs }),
} as const satisfies Record<string, z.ZodType>;

export type DeskEventName = keyof typeof DESK_EVENTS;
export const DESK_EVENT_NAMES = Object.keys(DESK_EVENTS) as [DeskEventName, ...DeskEventName[]];
export type DeskEventPayload<E extends DeskEventName> = z.output<(typeof DESK_EVENTS)[E]>;
