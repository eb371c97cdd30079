import { Fault } from "../../contract/faults.ts";
import type { HubSession } from "./hub/hubSession.ts";
import type { CameraMirror } from "./mirrors/cameraMirror.ts";
import type { IncidentMirror } from "./mirrors/incidentMirror.ts";
import type { Log } from "./ports.ts";
import type { ViewMirror } from "./views/viewMirror.ts";
import type { Windows } from "./windows/windows.ts";

interface Parts {
  hub: HubSession;
  cameras: CameraMirror;
  incidents: IncidentMirror;
  views: ViewMirror;
  windows: Windows;
  log: Log;
}

/** What the desk mirrors of the hub, read anew. A part that cannot be read is logged and comes with the next reading. */
export function createReader({ hub, cameras, incidents, views, windows, log }: Parts) {
  async function attempt(what: string, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      log.warn("hub.notRead", { what, code: error instanceof Fault ? error.code : "INTERNAL", reason: String(error) });
    }
  }

  const readCameras = () => attempt("cameras", cameras.read);
  /** A station that runs by itself has no views and no incidents of its own, and is told nobody's. */
  const isAlone = () => hub.me()?.responsibleLabel !== undefined;
  const readViews = async () => {
    if (!isAlone()) await attempt("views", views.read);
  };
  const readIncidents = async () => {
    if (!isAlone()) await attempt("incidents", incidents.read);
  };
  const readApprovals = () =>
    attempt("approvals", async () => {
      if (hub.me()?.rights.includes("approve-requests"))
        windows.tellAll("approvals.changed", await hub.call("approvals"));
    });

  return {
    readCameras,
    readIncidents,
    readApprovals,
    readViews,
    readAll: async () => {
      await Promise.all([readCameras(), attempt("incidents", incidents.readWhole), readApprovals(), readViews()]);
    },
  };
}
