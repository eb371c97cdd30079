import { z } from "zod";
import { AtMs, Id, Label } from "./primitives.ts";

/**
 * Points in recorded time that an operator named: "grey van stops". They are kept on the hub with their incident, so
 * that they follow the operator to another station, and everybody who works on the incident sees them.
 */

/** Markers of one incident at most. Our choice: more than anybody reads, and a timeline still draws them all at once. */
export const MAX_MARKERS = 1_000;

export const Marker = z.strictObject({
  markerId: Id,
  atMs: AtMs,
  /** Absent: it is about no camera alone. */
  cameraId: Id.optional(),
  text: Label,
  byLabel: Label,
  /** Whether the one who asks made it, and may take it away. */
  isOwn: z.boolean(),
});
export type Marker = z.infer<typeof Marker>;

/** In the order of their times. */
export const MarkerList = z.strictObject({ markers: z.array(Marker).max(MAX_MARKERS) });
export type MarkerList = z.infer<typeof MarkerList>;

/** The id is its maker's choice: a call that is sent again after a lost answer makes nothing twice. */
export const NewMarker = Marker.pick({ markerId: true, atMs: true, cameraId: true, text: true });
export type NewMarker = z.infer<typeof NewMarker>;

const Nothing = z.strictObject({});
const byId = z.strictObject({ id: Id });

/** The hub's calls about markers: a part of the table in hubRoutes.ts. */
export const MARKER_ROUTES = {
  markers: {
    method: "GET",
    path: "/v1/incidents/{id}/markers",
    auth: "session",
    summary: "Markers of an incident, in the order of their times.",
    params: byId,
    query: Nothing,
    body: Nothing,
    answer: MarkerList,
  },
  addMarker: {
    method: "POST",
    path: "/v1/incidents/{id}/markers",
    auth: "session",
    summary: "A new marker under an id of the caller's choice; the same again changes nothing.",
    params: byId,
    query: Nothing,
    body: NewMarker,
    answer: Marker,
  },
  removeMarker: {
    method: "DELETE",
    path: "/v1/incidents/{id}/markers",
    auth: "session",
    summary: "Take one's own marker away.",
    params: byId,
    query: z.strictObject({ markerId: Id }),
    body: Nothing,
    answer: Nothing,
  },
} as const;

/** What a window may ask of its desk about markers: a part of the table in deskApi.ts. */
export const MARKER_CALLS = {
  "markers.list": { params: z.strictObject({ incidentId: Id }), result: MarkerList },
  "markers.add": {
    params: z.strictObject({ incidentId: Id, marker: NewMarker.omit({ markerId: true }) }),
    result: Marker,
  },
  "markers.remove": { params: z.strictObject({ incidentId: Id, markerId: Id }), result: Nothing },
} as const;
