import { MAX_WAITING_REQUESTS } from "../../../contract/approvals.ts";
import type { HubAnswer } from "../../../contract/hubRoutes.ts";
import { choosePurposeOf, type Incident } from "../../../contract/incidents.ts";
import { fillTiles, showOnly } from "./editDisplays.ts";
import type { WallKeeper } from "./wall.ts";

/** More pictures at once, a 6×6, help nobody in the first minute. Our choice. */
const MOST = 36;

interface HubView {
  askCameras(incidentId: string): Promise<HubAnswer<"incidentCameras">>;
  nowMs(): number;
}

/** A purpose that is already this incident's stays: what is shown for it is not asked for again. */
function setPurposeOf(wall: WallKeeper, display: number, incident: Incident, nowMs: number): void {
  const code = choosePurposeOf(incident.kind);
  const { purpose } = wall.display(display);
  if (purpose?.incidentId !== incident.id || purpose.code !== code)
    wall.setPurpose(display, { code, incidentId: incident.id }, nowMs);
}

/**
 * Sets the incident as the display's purpose and shows the cameras it allows, nearest first.
 * Which ones were shown.
 */
export async function openIncident(
  wall: WallKeeper,
  display: number,
  incident: Incident,
  count: number | undefined,
  hub: HubView,
): Promise<string[]> {
  setPurposeOf(wall, display, incident, hub.nowMs());
  const { cameras } = await hub.askCameras(incident.id);
  // The hub's order: those that see the place, then the nearest.
  const allowed = cameras.filter(({ prospect }) => prospect === "allowed");
  const shown = allowed.slice(0, Math.min(count ?? MOST, MOST)).map(({ cameraId }) => cameraId);
  wall.edit(showOnly(wall.display(display), shown));
  return shown;
}

/**
 * Sets the incident as the display's purpose and adds every camera near it that has to be asked for, beside what is
 * shown. Which ones: the caller then asks for them.
 */
export async function showAsked(
  wall: WallKeeper,
  display: number,
  incident: Incident,
  hub: HubView,
): Promise<string[]> {
  setPurposeOf(wall, display, incident, hub.nowMs());
  const { cameras } = await hub.askCameras(incident.id);
  const asked = cameras.filter(({ prospect }) => prospect === "asks-supervisor" || prospect === "asks-owner");
  const ids = asked.slice(0, MAX_WAITING_REQUESTS).map(({ cameraId }) => cameraId);
  if (ids.length > 0) wall.edit(fillTiles(wall.display(display), ids));
  return ids;
}
