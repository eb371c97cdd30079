import { z } from "zod";
import { ApprovalAnswer, ApprovalList } from "./approvals.ts";
import { CameraPage } from "./cameras.ts";
import { CityMap } from "./cityMap.ts";
import { CLIP_ROUTES } from "./clips.ts";
import { FOOTAGE_ROUTES } from "./footage.ts";
import { ForesightAnswer, ForesightRequest } from "./foresight.ts";
import { HOLD_ROUTES } from "./holds.ts";
import { Incident, IncidentCameras, IncidentPage, IncidentPatch, NewIncident } from "./incidents.ts";
import { TimelinePage } from "./incidentTimeline.ts";
import { MARKER_ROUTES } from "./markers.ts";
import {
  EnrolAnswer,
  EnrolRequest,
  HubInfo,
  Me,
  RefreshRequest,
  SessionTokens,
  SignInRequest,
  StationCode,
} from "./operators.ts";
import { Id } from "./primitives.ts";
import { RECORDER_ROUTES } from "./recorderHealth.ts";
import { IMPORT_ROUTES } from "./registryImports.ts";
import { STATION_ROUTES } from "./stationRoutes.ts";
import { TRAINING_ROUTES } from "./training.ts";
import { UPLOAD_ROUTES } from "./uploads.ts";
import { AcksRequest, RenewAnswer, RenewRequest, ViewingsAnswer, ViewingsRequest } from "./viewings.ts";
import { View, ViewChange, ViewPage } from "./views.ts";

/** Largest body either side accepts, bytes. */
export const MAX_BODY_BYTES = 4 * 1_024 * 1_024;

const Nothing = z.strictObject({});
const countFromQuery = z.coerce.number().int().nonnegative();

/**
 * The hub's JSON calls as data: the hub mounts them, the desk calls them, OpenAPI is printed from them.
 * `auth`: `none`; `proof` (a DPoP proof of the station key alone); `session` (access token and proof).
 * Parts of a path in braces are ids.
 */
export interface HubRoute {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly auth: "none" | "proof" | "session";
  /** Whether the session of a station without an operator may call it, too. All else is refused to one. */
  readonly unattended?: true;
  readonly summary: string;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
}

const byId = z.strictObject({ id: Id });

export const HUB_ROUTES = {
  info: {
    method: "GET",
    path: "/v1/info",
    auth: "none",
    summary: "Name, version, hub time, public keys.",
    params: Nothing,
    query: Nothing,
    body: Nothing,
    answer: HubInfo,
  },
  signIn: {
    method: "POST",
    path: "/v1/session",
    auth: "proof",
    summary: "Sign an operator in at an enrolled station.",
    params: Nothing,
    query: Nothing,
    body: SignInRequest,
    answer: SessionTokens,
  },
  refresh: {
    method: "POST",
    path: "/v1/session/refresh",
    auth: "proof",
    summary: "New tokens for a refresh token, which is then spent.",
    params: Nothing,
    query: Nothing,
    body: RefreshRequest,
    answer: SessionTokens,
  },
  signOut: {
    method: "DELETE",
    path: "/v1/session",
    auth: "session",
    unattended: true,
    summary: "End the session and all its viewings.",
    params: Nothing,
    query: Nothing,
    body: Nothing,
    answer: Nothing,
  },
  makeStationCode: {
    method: "POST",
    path: "/v1/stations/codes",
    auth: "session",
    summary: "A one-time code (10 min) with which a station enrols its key.",
    params: Nothing,
    query: Nothing,
    body: Nothing,
    answer: StationCode,
  },
  enrolStation: {
    method: "POST",
    path: "/v1/stations/enrol",
    auth: "proof",
    summary: "Enrol a station's public key with a one-time code.",
    params: Nothing,
    query: Nothing,
    body: EnrolRequest,
    answer: EnrolAnswer,
  },
  me: {
    method: "GET",
    path: "/v1/me",
    auth: "session",
    unattended: true,
    summary: "The signed-in operator.",
    params: Nothing,
    query: Nothing,
    body: Nothing,
    answer: Me,
  },
  cameras: {
    method: "GET",
    path: "/v1/cameras",
    auth: "session",
    unattended: true,
    summary: "Cameras added, changed or removed since a revision, in pages.",
    params: Nothing,
    query: z.strictObject({ since: countFromQuery.default(0), after: Id.optional() }),
    body: Nothing,
    answer: CameraPage,
  },
  city: {
    method: "GET",
    path: "/v1/city",
    auth: "session",
    summary: "The ground of the site's map: water, parks, buildings, streets.",
    params: Nothing,
    query: Nothing,
    body: Nothing,
    answer: CityMap,
  },
  openViewings: {
    method: "POST",
    path: "/v1/viewings",
    auth: "session",
    unattended: true,
    summary: "The consent check: one answer per camera asked for.",
    params: Nothing,
    query: Nothing,
    body: ViewingsRequest,
    answer: ViewingsAnswer,
  },
  foreseeViewings: {
    method: "POST",
    path: "/v1/viewings/foresight",
    auth: "session",
    summary: "What would happen if these cameras were asked for. Asks and grants nothing; audited as a look-up.",
    params: Nothing,
    query: Nothing,
    body: ForesightRequest,
    answer: ForesightAnswer,
  },
  renewViewings: {
    method: "POST",
    path: "/v1/viewings/renew",
    auth: "session",
    unattended: true,
    summary: "Decide running viewings anew and replace their grants.",
    params: Nothing,
    query: Nothing,
    body: RenewRequest,
    answer: RenewAnswer,
  },
  endViewing: {
    method: "DELETE",
    path: "/v1/viewings/{id}",
    auth: "session",
    unattended: true,
    summary: "End a viewing.",
    params: byId,
    query: Nothing,
    body: Nothing,
    answer: Nothing,
  },
  ackViewings: {
    method: "POST",
    path: "/v1/viewings/acks",
    auth: "session",
    unattended: true,
    summary: "Acknowledge revocations with their measured delay.",
    params: Nothing,
    query: Nothing,
    body: AcksRequest,
    answer: Nothing,
  },
  incidents: {
    method: "GET",
    path: "/v1/incidents",
    auth: "session",
    summary: "Incidents changed since a revision: open ones and those closed within the last day.",
    params: Nothing,
    query: z.strictObject({ since: countFromQuery.default(0) }),
    body: Nothing,
    answer: IncidentPage,
  },
  createIncident: {
    method: "POST",
    path: "/v1/incidents",
    auth: "session",
    summary: "A new incident by hand, unverified.",
    params: Nothing,
    query: Nothing,
    body: NewIncident,
    answer: Incident,
  },
  patchIncident: {
    method: "PATCH",
    path: "/v1/incidents/{id}",
    auth: "session",
    summary: "Edit, verify, note, close or reopen; closing ends its viewings.",
    params: byId,
    query: Nothing,
    body: IncidentPatch,
    answer: Incident,
  },
  incidentTimeline: {
    method: "GET",
    path: "/v1/incidents/{id}/timeline",
    auth: "session",
    summary: "What was done about an incident, newest first, in pages.",
    params: byId,
    query: z.strictObject({ before: z.coerce.number().int().nonnegative().optional() }),
    body: Nothing,
    answer: TimelinePage,
  },
  incidentCameras: {
    method: "GET",
    path: "/v1/incidents/{id}/cameras",
    auth: "session",
    summary: "Cameras near an incident, each with what would happen if asked. Audited as a look-up.",
    params: byId,
    query: z.strictObject({ radiusM: z.coerce.number().min(25).max(5_000).optional() }),
    body: Nothing,
    answer: IncidentCameras,
  },
  approvals: {
    method: "GET",
    path: "/v1/approvals",
    auth: "session",
    summary: "Requests waiting for a supervisor.",
    params: Nothing,
    query: Nothing,
    body: Nothing,
    answer: ApprovalList,
  },
  answerApproval: {
    method: "POST",
    path: "/v1/approvals/{id}",
    auth: "session",
    summary: "Approve or decline a request as its second person.",
    params: byId,
    query: Nothing,
    body: ApprovalAnswer,
    answer: Nothing,
  },
  ...FOOTAGE_ROUTES,
  ...UPLOAD_ROUTES,
  ...IMPORT_ROUTES,
  views: {
    method: "GET",
    path: "/v1/views",
    auth: "session",
    summary: "The operator's own views and those shared by others, in pages.",
    params: Nothing,
    query: z.strictObject({ after: Id.optional() }),
    body: Nothing,
    answer: ViewPage,
  },
  putView: {
    method: "PUT",
    path: "/v1/views/{id}",
    auth: "session",
    summary: "Keep a new view under an id of the caller's choice, or change one's own.",
    params: byId,
    query: Nothing,
    body: ViewChange,
    answer: View,
  },
  deleteView: {
    method: "DELETE",
    path: "/v1/views/{id}",
    auth: "session",
    summary: "Delete one's own view at the revision last seen.",
    params: byId,
    query: z.strictObject({ revision: countFromQuery }),
    body: Nothing,
    answer: Nothing,
  },
  ...MARKER_ROUTES,
  ...HOLD_ROUTES,
  ...RECORDER_ROUTES,
  ...CLIP_ROUTES,
  ...STATION_ROUTES,
  ...TRAINING_ROUTES,
} as const satisfies Record<string, HubRoute>;

export type HubRouteName = keyof typeof HUB_ROUTES;
export type HubRouteOf<N extends HubRouteName> = (typeof HUB_ROUTES)[N];
export type HubAnswer<N extends HubRouteName> = z.output<HubRouteOf<N>["answer"]>;
/** What a caller writes: fields with defaults may be left out. */
export type HubBody<N extends HubRouteName> = z.input<HubRouteOf<N>["body"]>;

/** Not JSON, so not in the table: server-sent events, and media (`{viewingId}`, then protocol and rendition). */
export const EVENTS_PATH = "/v1/events";
export const MEDIA_PREFIX = "/v1/media";
