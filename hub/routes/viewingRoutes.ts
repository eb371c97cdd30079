import { OBLIGATION_NAMES } from "../../contract/consentRecord.ts";
import { Fault } from "../../contract/faults.ts";
import type { Foreseen } from "../../contract/foresight.ts";
import {
  choosePurposeOf,
  DEFAULT_RADIUS_M,
  type Incident,
  type IncidentCamera,
  MAX_NEAR_CAMERAS,
  type Prospect,
} from "../../contract/incidents.ts";
import type { Purpose } from "../../contract/viewings.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { Decision } from "../consent/decide.ts";
import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import type { Session } from "../people/sessions.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry, NearCamera } from "../registry/cameras.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { Site } from "../site/loadSite.ts";
import { hideReasons } from "../viewings/describeAnswer.ts";
import type { RunningViewings } from "../viewings/runningViewings.ts";
import type { ViewingDesk } from "../viewings/viewingDesk.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Calls about cameras, viewings and incidents. */
export function defineViewingRoutes(options: {
  desk: ViewingDesk;
  viewings: RunningViewings;
  cameras: CameraRegistry;
  incidents: Incidents;
  audit: AuditLog;
  clock: HubClock;
  site: Pick<Site, "facts" | "city">;
}): DefinedRoute[] {
  const { desk, viewings, cameras, incidents, audit, clock } = options;
  const { facts, city } = options.site;

  function foresee(session: Session, purpose: Purpose, cameraId: string): Foreseen {
    const about = { session, stationId: session.station.id, cameraId, action: "view-live" as const };
    const decision = desk.foresee({ ...about, purpose, runningSinceMs: null }, OBLIGATION_NAMES);
    // What a file brought in has no terms at all; to the agency that is the same as a place on the map.
    const isRegistryOnly = cameras.find(cameraId)?.sharing === "registry-only";
    const prospect = isRegistryOnly ? "registry-only" : chooseProspect(decision);
    return { cameraId, prospect, reasons: hideReasons(decision.reasons) };
  }

  function foreseeNear(session: Session, incident: Incident, { camera, distanceM }: NearCamera): IncidentCamera {
    const purpose = { code: choosePurposeOf(incident.kind), incidentId: incident.id };
    const { id, number, name } = camera;
    return { ...foresee(session, purpose, id), number, name, distanceM };
  }

  return [
    defineRoute("city", () => ({ siteId: facts.id, centre: facts.centre, features: [...city] })),
    defineRoute("cameras", ({ query }) => cameras.readPage(query.since, query.after)),
    defineRoute("openViewings", async ({ session, body }) => ({
      answers: await desk.open(session, body),
      hubNowMs: clock.nowMs(),
    })),
    defineRoute("foreseeViewings", async ({ session, body: { purpose, cameraIds } }) => {
      const about = { actor: session.account.name, purpose: purpose.code, incident: purpose.incidentId };
      await audit.append([{ type: "registry.lookup", ...about, cameras: cameraIds.length }]);
      return { cameras: cameraIds.map((cameraId) => foresee(session, purpose, cameraId)) };
    }),
    defineRoute("renewViewings", async ({ session, body }) => ({
      answers: await desk.renew(session, body),
      hubNowMs: clock.nowMs(),
    })),
    defineRoute("endViewing", ({ session, params }) => {
      const viewing = viewings.find(params.id);
      if (viewing === undefined || viewing.session.id !== session.id) throw new Fault("NOT_FOUND");
      viewings.end(viewing, "operator-closed");
      return {};
    }),
    defineRoute("ackViewings", async ({ session, body }) => {
      const about = { type: "viewing.blanked", actor: session.account.name, session: session.id };
      const entries = body.acks.map(({ viewingId, cause, blankedAfterMs, framesAfter }) => ({
        ...about,
        ...{ viewing: viewingId, cause, blankedAfterMs, framesAfter },
      }));
      await audit.append(entries);
      return {};
    }),
    defineRoute("incidents", () => ({ incidents: incidents.list() })),
    defineRoute("patchIncident", ({ session, params, body }) => {
      const isClosing = body.close === true;
      if (isClosing) requireRight(session, "close-incidents");
      if (!isClosing && body.note === undefined) throw new Fault("REQUEST_MALFORMED", "body: says no change");
      const { name: by, label: byLabel } = session.account;
      return incidents.change(params.id, { note: body.note, isClosing, by, byLabel });
    }),
    defineRoute("incidentCameras", async ({ session, params, query }) => {
      const incident = incidents.find(params.id);
      if (incident === undefined) throw new Fault("NOT_FOUND");
      const { radiusM = DEFAULT_RADIUS_M } = query;
      await audit.append([{ type: "registry.lookup", actor: session.account.name, incident: incident.id, radiusM }]);
      const near = incident.position === undefined ? [] : cameras.listNear(incident.position, radiusM);
      const shown = near.filter(({ camera }) => camera.renditions !== undefined || camera.sharing === "registry-only");
      const answers = shown.slice(0, MAX_NEAR_CAMERAS).map((entry) => foreseeNear(session, incident, entry));
      return { incidentId: incident.id, radiusM, cameras: answers };
    }),
  ];
}

function chooseProspect({ outcome, reasons }: Decision): Prospect {
  if (outcome === "permit") return "allowed";
  if (outcome === "pending-supervisor") return "asks-supervisor";
  if (outcome === "pending-owner") return "asks-owner";
  if (reasons.includes("RES_OFFLINE")) return "offline";
  return reasons.includes("CONSENT_REGISTRY_ONLY") ? "registry-only" : "refused";
}
