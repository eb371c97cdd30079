import { Fault } from "../../contract/faults.ts";
import { DEFAULT_RADIUS_M, type Incident, type NewIncident } from "../../contract/incidents.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import { planCreate, planPatch } from "../incidents/planPatch.ts";
import { rankCameras } from "../incidents/rankCameras.ts";
import { readTimeline } from "../incidents/timeline.ts";
import type { Account, Accounts } from "../people/accounts.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { HubDatabase } from "../store/tables.ts";
import type { ViewingDesk } from "../viewings/viewingDesk.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Incidents of one operator by hand that are open at once. Our choice: one person follows far fewer. */
const MAX_OPEN_BY_HAND = 20;

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
  /** Incidents of an operator still being written: asked for at once they are counted too. */
  const opening = new Map<string, number>();

  function require(id: string): Incident {
    const incident = incidents.find(id);
    if (incident === undefined) throw new Fault("NOT_FOUND", "There is no such incident.");
    return incident;
  }

  async function open(wish: NewIncident, account: Account): Promise<Incident> {
    const { name } = account;
    const ownOpening = opening.get(name) ?? 0;
    if (incidents.openCountBy(name) + ownOpening >= MAX_OPEN_BY_HAND)
      throw new Fault(
        "CONFLICT",
        `You have ${MAX_OPEN_BY_HAND} open ones already. Nothing was kept; close some first.`,
      );
    opening.set(name, ownOpening + 1);
    try {
      const id = incidents.makeId();
      await incidents.update(id, (before) => planCreate(before, id, wish, account, clock.nowMs()));
      return require(id);
    } finally {
      opening.set(name, (opening.get(name) ?? 1) - 1);
    }
  }

  return [
    defineRoute("incidents", ({ query }) => incidents.readPage(query.since)),
    defineRoute("createIncident", async ({ session, body }) => {
      requireRight(session, "view-live");
      return open(body, session.account);
    }),
    defineRoute("patchIncident", async ({ session, params, body }) => {
      await incidents.update(params.id, (before) => planPatch(before, body, session.account, clock.nowMs()));
      return require(params.id);
    }),
    defineRoute("incidentTimeline", ({ session, params, query }) => {
      requireRight(session, "view-live");
      require(params.id);
      const nameActor = (actor: string) =>
        accounts.find("operator", actor)?.label ?? actor.replace(/^feed:/, "").replace(/^training:.*/, "Training");
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
