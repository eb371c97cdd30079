import type { HubAnswer } from "../../../contract/hubRoutes.ts";
import { choosePurposeOf, type Incident } from "../../../contract/incidents.ts";
import { showOnly } from "./editDisplays.ts";
import type { WallKeeper } from "./wall.ts";

/** More pictures at once, a 6×6, help nobody in the first minute. Our choice. */
const MOST = 36;

/**
 * Sets the incident as the display's purpose and shows the cameras it allows, nearest first.
 * Which ones were shown.
 */
export async function openIncident(
  wall: WallKeeper,
  display: number,
  incident: Incident,
  count: number | undefined,
  hub: { askCameras(incidentId: string): Promise<HubAnswer<"incidentCameras">>; nowMs(): number },
): Promise<string[]> {
  wall.setPurpose(display, { code: choosePurposeOf(incident.kind), incidentId: incident.id }, hub.nowMs());
  const { cameras } = await hub.askCameras(incident.id);
  const allowed = cameras.filter(({ prospect }) => prospect === "allowed");
  allowed.sort((a, b) => a.distanceM - b.distanceM);
  const shown = allowed.slice(0, Math.min(count ?? MOST, MOST)).map(({ cameraId }) => cameraId);
  wall.edit(showOnly(wall.display(display), shown));
  return shown;
}
