import { Fault } from "../../contract/faults.ts";
import type { Holds } from "../holds/holds.ts";
import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Incidents } from "../registry/incidents.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Calls about recordings that are kept for an incident. Everybody may see what is; supervisors decide it. */
export function defineHoldRoutes(options: {
  holds: Holds;
  cameras: CameraRegistry;
  incidents: Incidents;
}): DefinedRoute[] {
  const { holds, cameras, incidents } = options;

  function requireIncident(incidentId: string): void {
    if (incidents.find(incidentId) === undefined) throw new Fault("NOT_FOUND", "There is no such incident.");
  }

  return [
    defineRoute("holds", ({ session, params }) => {
      requireRight(session, "view-live");
      // Holds outlast what is known of their incident, and must still be found to be let go.
      return { holds: holds.listOf(params.id) };
    }),
    defineRoute("holdRecordings", async ({ session, params, body }) => {
      requireRight(session, "approve-requests");
      requireIncident(params.id);
      const unknown = body.cameraIds.find((cameraId) => cameras.find(cameraId)?.can?.recorded !== true);
      if (unknown !== undefined)
        throw new Fault("NOT_FOUND", `There are no recordings of ${unknown}. Nothing was changed.`);
      await holds.place(session.account, params.id, body);
      return { holds: holds.listOf(params.id) };
    }),
    defineRoute("releaseHold", async ({ session, params, query }) => {
      requireRight(session, "approve-requests");
      await holds.release(session.account, params.id, query.holdId);
      return {};
    }),
  ];
}
