import { z } from "zod";
import { PurposeCode } from "./consentRecord.ts";
import { LayoutChoice } from "./layouts.ts";
import { SignInName } from "./operators.ts";
import { AtMs, DurationMs, Id, Label } from "./primitives.ts";
import { TILE_STATES } from "./tileStates.ts";
import { Purpose } from "./viewings.ts";
import { fitsLayout, MISFIT, viewContent } from "./views.ts";
import { DisplayNumber, hasSoundMarks, MAX_DISPLAYS, MAX_TILES, UNSOUND_MARKS } from "./wall.ts";

/** Stations as others see them: names, cameras by number, states. Never a picture, a grant or an address. */

/** Largest report of one station, bytes: as large as an event. A desk leaves tiles out to stay below it. */
export const MAX_REPORT_BYTES = 64 * 1_024;
/** A desk reports at once what has changed, and this often when nothing has. Our choice. */
export const REPORT_EVERY_MS = 15_000;
/** A reading of the stations counts as looking at them for so long; a screen that stays open reads more often. */
export const LOOK_LIFE_MS = 20_000;
/** A page of the largest reports stays below 2 MiB. */
export const STATIONS_PER_PAGE = 24;

/** What is in a tile; `state` is null where no window shows the display. */
const StationTile = z.strictObject({ cameraId: Id, state: z.enum(TILE_STATES).nullable() });

export const StationDisplay = z.strictObject({
  display: DisplayNumber,
  layout: LayoutChoice,
  /** `tiles[N - 1]` is tile N; null is empty. */
  tiles: z.array(StationTile.nullable()).max(MAX_TILES),
  /** Without its note, which is nobody's business here. */
  purpose: z.strictObject({ code: PurposeCode, incidentId: Id.optional() }).nullable(),
  hasWindow: z.boolean(),
  /** Its tiles were left out, because the whole report would have been too large. */
  isCut: z.boolean(),
});
export type StationDisplay = z.infer<typeof StationDisplay>;

/** What a desk tells of itself. */
export const StationReport = z.strictObject({
  isLocked: z.boolean(),
  displays: z.array(StationDisplay).max(MAX_DISPLAYS),
});
export type StationReport = z.infer<typeof StationReport>;

/** `gone`: signed in, but its control channel is not there. `unattended`: it runs without an operator. */
export const STATION_STATES = ["signed-in", "unattended", "locked", "signed-out", "gone"] as const;
export const StationState = z.enum(STATION_STATES);
export type StationState = z.infer<typeof StationState>;

/** An administrator's word that a station may run without an operator, and who answers for what it shows. */
export const UnattendedUse = z.strictObject({ responsible: SignInName, responsibleLabel: Label });
export type UnattendedUse = z.infer<typeof UnattendedUse>;

export const Station = z.strictObject({
  stationId: Id,
  name: Label,
  /** Whether it is the one that asks. */
  isOwn: z.boolean(),
  state: StationState,
  /** Who is signed in; absent when nobody is. */
  operatorLabel: Label.optional(),
  unattendedUse: UnattendedUse.nullable(),
  /** Age of the last report; null where there was none since the sign-in. */
  heardAgoMs: DurationMs.nullable(),
  /** Empty while nobody is signed in, or nothing was heard. */
  displays: z.array(StationDisplay).max(MAX_DISPLAYS),
});
export type Station = z.infer<typeof Station>;

export const StationPage = z.strictObject({
  stations: z.array(Station).max(STATIONS_PER_PAGE),
  nextAfter: Id.optional(),
});
export type StationPage = z.infer<typeof StationPage>;

export const UnattendedChange = z.strictObject({
  /** Sign-in name of the operator who answers for the station; null forbids it to run alone. */
  responsible: SignInName.nullable(),
});

/** A view as it is pushed or kept as a preset: its content and a name, without an owner. */
export const PushedView = z
  .strictObject({ name: Label, ...viewContent })
  .refine(fitsLayout, MISFIT)
  .refine(hasSoundMarks, UNSOUND_MARKS);
export type PushedView = z.infer<typeof PushedView>;

/** How long a pushed view may take to be shown. A desk does not show one that comes later. Our choice. */
export const PUSH_LIFE_MS = 4_000;

export const PushRequest = z.strictObject({
  /** Chosen by the caller; the same one again gives the first one's answer. */
  requestId: Id,
  display: DisplayNumber,
  purpose: Purpose,
  view: PushedView,
});
export type PushRequest = z.infer<typeof PushRequest>;

/** Why a view was not shown, in the order in which it is found out. */
export const PUSH_REFUSALS = [
  "station-unknown",
  "purpose-unfit",
  "incident-unknown",
  "incident-closed",
  "signed-out",
  "station-gone",
  "station-locked",
  "no-such-display",
  "too-late",
] as const;
export const PushRefusal = z.enum(PUSH_REFUSALS);
export type PushRefusal = z.infer<typeof PushRefusal>;

const Shown = z.strictObject({ outcome: z.literal("shown"), afterMs: DurationMs });
const Refused = z.strictObject({ outcome: z.literal("refused"), reason: PushRefusal });
/** `unanswered`: sent, but the desk has not said in time what came of it. */
export const PushAnswer = z.discriminatedUnion("outcome", [
  Shown,
  Refused,
  z.strictObject({ outcome: z.literal("unanswered"), afterMs: DurationMs }),
]);
export type PushAnswer = z.infer<typeof PushAnswer>;

/** What the target desk says came of it. */
export const PushAck = z.discriminatedUnion("outcome", [Shown.omit({ afterMs: true }), Refused]);
export type PushAck = z.infer<typeof PushAck>;

/** What the target desk is told. */
export const Push = z.strictObject({
  pushId: Id,
  display: DisplayNumber,
  purpose: Purpose,
  view: PushedView,
  byLabel: Label,
  byStation: Label,
  /** Hub time after which it is not to be shown any more. */
  endsAtMs: AtMs,
});
export type Push = z.infer<typeof Push>;

/** Most presets of one display: one for each digit key; and of one station. */
export const MAX_PRESETS_PER_DISPLAY = 9;
export const MAX_PRESETS = 64;

const presetFields = { display: DisplayNumber, purpose: Purpose, view: PushedView };

/** A view with its purpose, kept for one display of one station. The first nine of a display have digit keys. */
export const Preset = z.strictObject({
  presetId: Id,
  stationId: Id,
  ...presetFields,
  /** Raised by each change. */
  revision: z.int().min(1),
  changedByLabel: Label,
});
export type Preset = z.infer<typeof Preset>;
/** `revision` is the one the change was made from, 0 for a new preset; another is a conflict. */
export const PresetChange = z.strictObject({ stationId: Id, ...presetFields, revision: z.int().nonnegative() });
export type PresetChange = z.infer<typeof PresetChange>;
export const PresetList = z.strictObject({ presets: z.array(Preset).max(MAX_PRESETS) });
