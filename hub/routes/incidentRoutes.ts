import { Fault } from "../../contract/faults.ts";
import { DEFAULT_RADIUS_M, type Incident } from "../../contract/incidents.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import { planCreate, planPatch } from "../incidents/planPatch.ts";
import { rankCameras } from "../incidents/rankCameras.ts";
import { readTimeline } from "../incidents/timeline.ts";
import type { Accounts } from "../people/accounts.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { HubDatabase } from "../store/tables.ts";
import type { ViewingDesk } from "../viewings/viewingDesk.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Calls about incidents: what they are, what was done about them, and which cameras are near. */
export function defineIncidentRoutes(options: {
  incidents: Incidents;
  cameras: CameraRegistry;
  accounts: Accounts;
  desk: ViewingDesk;
  audit: AuditLog;
  db: HubDatabase;
  clock: HubClock;
}): DefinedRoute[] {
  const { incidents, accounts, audit, db, clock } = options;

  function require(id: string): Incident {
    const incident = incidents.find(id);
    if (incident === undefined) throw new Fault("NOT_FOUND", "There is no such incident.");
    return incident;
  }

  return [
    defineRoute("incidents", ({ query }) => incidents.readPage(query.since)),
    defineRoute("createIncident", async ({ session, body }) => {
      requireRight(session, "view-live");
      const id = incidents.makeId();
      await incidents.update(id, () => planCreate(id, body, session.account, clock.nowMs()));
      return require(id);
    }),
    defineRoute("patchIncident", async ({ session, params, body }) => {
      await incidents.update(params.id, (before) => planPatch(before, body, session.account, clock.nowMs()));
      return require(params.id);
    }),
    defineRoute("incidentTimeline", ({ session, params, query }) => {
      requireRight(session, "view-live");
      require(params.id);
      const nameActor = (actor: string) => accounts.find("operator", actor)?.label ?? actor.replace(/^feed:/, "");
      return readTimeline(db, params.id, query.before, nameActor);
    }),
    defineRoute("incidentCameras", async ({ session, params, query }) => {
      const incident = require(params.id);
      const { radiusM = DEFAULT_RADIUS_M } = query;
      await audit.append([{ type: "registry.lookup", actor: session.account.name, incident: incident.id, radiusM }]);
      return rankCameras(options, session, incident, radiusM);
    }),
  ];
}
