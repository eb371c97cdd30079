import { Fault } from "../../contract/faults.ts";
import { type FootageArea, MAX_FOOTAGE_CAMERAS } from "../../contract/footage.ts";
import type { Incident } from "../../contract/incidents.ts";
import type { Accounts } from "../people/accounts.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Consents } from "../registry/consents.ts";
import type { AskedCamera } from "./chooseAsked.ts";

/**
 * The cameras of an area: those chosen, or every private one in a circle round the incident, nearest first.
 * Throws `FOOTAGE_REFUSED` where the area holds too many, or the incident has no place.
 */
export function listAskedCameras(
  parts: { cameras: CameraRegistry; consents: Consents; accounts: Accounts },
  area: FootageArea,
  incident: Incident,
): AskedCamera[] {
  const { cameras, consents, accounts } = parts;

  function listIds(): string[] {
    if (area.shape === "cameras") return [...new Set(area.cameraIds)];
    if (incident.position === undefined) throw new Fault("FOOTAGE_REFUSED", "The incident has no place on the map.");
    const near = cameras.listNear(incident.position, area.radiusM);
    return near.filter(({ camera }) => camera.owner.kind !== "city").map(({ camera }) => camera.id);
  }

  const ids = listIds();
  if (ids.length > MAX_FOOTAGE_CAMERAS)
    throw new Fault("FOOTAGE_REFUSED", `The area holds ${ids.length} private cameras; at most ${MAX_FOOTAGE_CAMERAS}.`);
  return ids.map((id) => {
    const camera = cameras.find(id);
    const ownerId = cameras.ownerIdOf(id);
    if (camera === undefined || ownerId === undefined) throw new Fault("NOT_FOUND", "There is no such camera.");
    const state = consents.find(id)?.state ?? "active";
    return { camera, ownerId, hasOwnerPage: accounts.hasOwner(ownerId), isWithdrawn: state !== "active" };
  });
}
