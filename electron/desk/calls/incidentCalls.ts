import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type IncidentCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `incidents.${string}`>>;

/** Calls about incidents. What was changed here is shown at once, without waiting for the news of it. */
export function createIncidentCalls({ hub, incidents }: DeskParts): IncidentCalls {
  return {
    "incidents.snapshot": () => ({ incidents: incidents.all() }),
    "incidents.cameras": ({ incidentId }) => hub.call("incidentCameras", { id: incidentId }),
    "incidents.timeline": ({ incidentId, before }) =>
      hub.call("incidentTimeline", { id: incidentId, query: { before } }),
    async "incidents.create"(wish) {
      const incident = await hub.call("createIncident", { body: wish });
      incidents.put(incident);
      return incident;
    },
    async "incidents.change"({ incidentId, patch }) {
      const incident = await hub.call("patchIncident", { id: incidentId, body: patch });
      incidents.put(incident);
      return incident;
    },
  };
}
