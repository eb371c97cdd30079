import { z } from "zod";
import { Watcher } from "./hubEvents.ts";
import { StationCode } from "./operators.ts";
import { AtMs, Id, Label } from "./primitives.ts";
import { Preset, PresetChange, PresetList, PushAnswer, PushRequest, Station, UnattendedChange } from "./stations.ts";
import { Purpose } from "./viewings.ts";
import { DisplayNumber } from "./wall.ts";

const Nothing = z.strictObject({});

/** Most stations a window is told of. Our choice: ten times the largest center. */
export const MAX_STATIONS = 480;
const StationList = z.strictObject({ stations: z.array(Station).max(MAX_STATIONS) });

/** The part of the desk's calls that is about stations. */
export const STATION_CALLS = {
  /** While it looks, a window is told of every change. Looking is seen by everybody. */
  "stations.look": { params: z.strictObject({ isLooking: z.boolean() }), result: StationList },
  /** Shows a view with its purpose on a display of a station, this one or another. */
  "stations.push": {
    params: PushRequest.omit({ requestId: true }).extend({ stationId: Id }),
    result: PushAnswer,
  },
  /** A one-time code with which another station enrols. */
  "stations.makeCode": { params: Nothing, result: StationCode },
  "stations.setUnattended": { params: UnattendedChange.extend({ stationId: Id }), result: Nothing },

  "presets.list": { params: z.strictObject({ stationId: Id }), result: PresetList },
  /** Those of this station. */
  "presets.own": { params: Nothing, result: PresetList },
  /** Keeps a new preset, which then gets an id, or changes one. */
  "presets.put": { params: z.strictObject({ presetId: Id.optional(), change: PresetChange }), result: Preset },
  "presets.remove": { params: z.strictObject({ presetId: Id, revision: z.int().min(1) }), result: Nothing },
  /** Shows one of this station's presets on its display. Undo takes it back; nobody is asked for anything. */
  "presets.show": { params: z.strictObject({ presetId: Id }), result: Nothing },
} as const;

/** The part of the desk's news that is about stations. */
export const STATION_EVENTS = {
  "stations.changed": StationList,
  /** Who looks at the stations now, this one among them. */
  "stations.lookers": z.strictObject({ lookers: z.array(Watcher).max(64) }),
  /** This station's own presets. */
  "presets.changed": PresetList,
  /** Another hand has put a view on a display of this station. */
  "station.pushed": z.strictObject({
    display: DisplayNumber,
    viewName: Label,
    purpose: Purpose,
    byLabel: Label,
    byStation: Label,
    atMs: AtMs,
  }),
} as const;
