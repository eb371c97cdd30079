import { z } from "zod";
import { AtMs, Id, Label } from "./primitives.ts";
import { RevokeCause } from "./reasons.ts";
import { Push } from "./stations.ts";
import { TrainingNow } from "./training.ts";

/** Period of the hub's heartbeat. Three missed and one second to act make the 4 s bound for private tiles. */
export const HEARTBEAT_MS = 1_000;
/** Silence after which private pictures are covered: three heartbeats missed, and a little for a late one. */
export const PRIVATE_SILENCE_MS = 3_250;

/** Largest event, bytes: the design's table of hostile input. A desk takes a larger one for an attack. */
export const MAX_EVENT_BYTES = 64 * 1_024;

/** Who else looks at a camera. Everyone sees it; there is no hidden mode. */
export const Watcher = z.strictObject({ operatorLabel: Label, stationName: Label, sinceMs: AtMs });
export type Watcher = z.infer<typeof Watcher>;

/** News from the hub, sent as server-sent events whose `id` is the sequence number. */
export const HubEvent = z.discriminatedUnion("type", [
  /** `training` only while a scenario is loaded. */
  z.strictObject({
    type: z.literal("heartbeat"),
    hubNowMs: z.int().nonnegative(),
    training: TrainingNow.optional(),
  }),
  /** Events were lost that cannot be sent again: read everything anew. */
  z.strictObject({ type: z.literal("gap") }),
  z.strictObject({ type: z.literal("viewing.revoked"), viewingId: Id, cameraId: Id, cause: RevokeCause, atMs: AtMs }),
  z.strictObject({ type: z.literal("camera.consentChanged"), cameraId: Id, epoch: z.int().nonnegative() }),
  z.strictObject({ type: z.literal("cameras.changed"), revision: z.int().nonnegative() }),
  z.strictObject({ type: z.literal("request.resolved"), requestId: Id, cameraId: Id }),
  z.strictObject({ type: z.literal("approvals.changed") }),
  /** A request for recordings took a step that the agency may see. Those of this incident are to be read anew. */
  z.strictObject({ type: z.literal("footage.changed"), incidentId: Id }),
  /** Clips of this incident came, went or moved on: they are to be read anew. A few times a second at most. */
  z.strictObject({ type: z.literal("clips.changed"), incidentId: Id }),
  /** Markers of this incident came or went. */
  z.strictObject({ type: z.literal("markers.changed"), incidentId: Id }),
  /** One of one's own views, or a shared one: the list is to be read anew. */
  z.strictObject({ type: z.literal("views.changed") }),
  /** Incidents are to be read anew from the revision last seen. A few times a second at most. */
  z.strictObject({ type: z.literal("incidents.changed"), revision: z.int().nonnegative() }),
  z.strictObject({ type: z.literal("watchers.changed"), cameraId: Id, watchers: z.array(Watcher).max(64) }),
  /** To those who look at the stations: one of them is to be read anew. */
  z.strictObject({ type: z.literal("stations.changed") }),
  /** To everybody at a station: who looks at the stations now. They see names and states, and are seen themselves. */
  z.strictObject({ type: z.literal("stations.lookers"), lookers: z.array(Watcher).max(64) }),
  /** To one desk: a view to be shown on one of its displays. */
  z.strictObject({ type: z.literal("station.pushed"), push: Push }),
  /** Presets of this station, or of any for those who may push: the list is to be read anew. */
  z.strictObject({ type: z.literal("presets.changed"), stationId: Id }),
  /** A trainer has done something to the scenario; null: it is over. */
  z.strictObject({ type: z.literal("training.changed"), training: TrainingNow.nullable() }),
  z.strictObject({ type: z.literal("session.revoked") }),
]);
export type HubEvent = z.infer<typeof HubEvent>;

/**
 * Script tag that precedes each key frame of a live FLV stream: wall time of capture for a presentation time, and whose
 * picture it is, so that one that took a wrong turn on its way is not shown as another camera's.
 */
export const CLOCK_TAG_NAME = "onClock";
export const ClockTag = z.object({
  ptsMs: z.number(),
  capturedAtMs: z.number(),
  trusted: z.boolean(),
  /** Absent from hubs that do not say. */
  cameraId: Id.optional(),
});
export type ClockTag = z.infer<typeof ClockTag>;
