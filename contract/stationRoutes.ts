import { z } from "zod";
import { Id } from "./primitives.ts";
import {
  Preset,
  PresetChange,
  PresetList,
  PushAck,
  PushAnswer,
  PushRequest,
  StationPage,
  StationReport,
  UnattendedChange,
} from "./stations.ts";

const Nothing = z.strictObject({});
const byId = z.strictObject({ id: Id });

/** The part of the hub's route table that is about stations. */
export const STATION_ROUTES = {
  stations: {
    method: "GET",
    path: "/v1/stations",
    auth: "session",
    summary: "Stations and what their displays show, as names and states. Reading them is looking, and is told to all.",
    params: Nothing,
    query: z.strictObject({ after: Id.optional() }),
    body: Nothing,
    answer: StationPage,
  },
  reportDisplays: {
    method: "PUT",
    path: "/v1/stations/{id}/displays",
    auth: "session",
    unattended: true,
    summary: "A desk tells what its own displays show.",
    params: byId,
    query: Nothing,
    body: StationReport,
    answer: Nothing,
  },
  pushView: {
    method: "POST",
    path: "/v1/stations/{id}/push",
    auth: "session",
    summary: "Show a view with its purpose on a display of a station. Answered when the desk there has, or after 4 s.",
    params: byId,
    query: Nothing,
    body: PushRequest,
    answer: PushAnswer,
  },
  ackPush: {
    method: "POST",
    path: "/v1/pushes/{id}/ack",
    auth: "session",
    unattended: true,
    summary: "The target desk tells what came of a pushed view.",
    params: byId,
    query: Nothing,
    body: PushAck,
    answer: Nothing,
  },
  setUnattended: {
    method: "PUT",
    path: "/v1/stations/{id}/unattended",
    auth: "session",
    summary:
      "Allow a station to run without an operator, naming who answers for it; or forbid it, which ends it at once.",
    params: byId,
    query: Nothing,
    body: UnattendedChange,
    answer: Nothing,
  },
  presets: {
    method: "GET",
    path: "/v1/stations/{id}/presets",
    auth: "session",
    summary: "Views with their purposes, kept for the displays of a station.",
    params: byId,
    query: Nothing,
    body: Nothing,
    answer: PresetList,
  },
  putPreset: {
    method: "PUT",
    path: "/v1/presets/{id}",
    auth: "session",
    summary: "Keep a new preset under an id of the caller's choice, or change one.",
    params: byId,
    query: Nothing,
    body: PresetChange,
    answer: Preset,
  },
  deletePreset: {
    method: "DELETE",
    path: "/v1/presets/{id}",
    auth: "session",
    summary: "Delete a preset at the revision last seen.",
    params: byId,
    query: z.strictObject({ revision: z.coerce.number().int().nonnegative() }),
    body: Nothing,
    answer: Nothing,
  },
} as const;
