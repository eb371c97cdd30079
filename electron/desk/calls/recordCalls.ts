import { Fault } from "../../../contract/faults.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type RecordCalls = Pick<
  CallHandlers,
  Extract<keyof CallHandlers, `cameras.${string}` | `incidents.${string}` | `approvals.${string}`>
>;

/** Calls about cameras, incidents and requests that wait for a supervisor. */
export function createRecordCalls({ hub, cameras, incidents }: DeskParts): RecordCalls {
  return {
    "cameras.snapshot": () => ({ revision: cameras.revision(), cameras: cameras.rows() }),
    "cameras.detail"({ cameraId }) {
      const camera = cameras.find(cameraId);
      if (camera === undefined) throw new Fault("NOT_FOUND", "There is no such camera.");
      return camera;
    },
    "incidents.snapshot": () => ({ incidents: incidents.all() }),
    "incidents.cameras": ({ incidentId }) => hub.call("incidentCameras", { id: incidentId }),
    async "incidents.close"({ incidentId }) {
      incidents.put(await hub.call("patchIncident", { id: incidentId, body: { close: true } }));
      return {};
    },
    "approvals.snapshot": () => hub.call("approvals"),
    async "approvals.answer"({ requestId, answer }) {
      await hub.call("answerApproval", { id: requestId, body: { answer } });
      return {};
    },
  };
}
