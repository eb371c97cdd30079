import {
  choosePurposeOf,
  type Incident,
  type IncidentCamera,
  type IncidentCameras,
  MAX_NEAR_CAMERAS,
} from "../../contract/incidents.ts";
import type { Position } from "../../contract/primitives.ts";
import type { Session } from "../people/sessions.ts";
import type { CameraRegistry, NearCamera } from "../registry/cameras.ts";
import { foreseeCamera } from "../viewings/foreseeCamera.ts";
import type { ViewingDesk } from "../viewings/viewingDesk.ts";
import { seesPlace } from "./seesPlace.ts";

/** A camera known no better than this, metres, cannot be said to be near anything. Our choice: several blocks. */
const VAGUE_M = 500;

interface RankedCamera extends Pick<NearCamera, "camera"> {
  /** Null for a camera that cannot be ranked. */
  readonly distanceM: number | null;
  readonly sees: boolean | null;
}

/**
 * The cameras near an incident, each with what would happen if it were asked for now. Those that see the place first,
 * then the nearest; those whose own place is unknown or too vague come last, without a distance. None is left out for
 * what it is, only for the bound, and then the count says so.
 */
export function rankCameras(
  parts: { cameras: CameraRegistry; desk: Pick<ViewingDesk, "foresee"> },
  session: Session,
  incident: Incident,
  radiusM: number,
): IncidentCameras {
  const { cameras } = parts;
  const { id: incidentId, position } = incident;
  if (position === undefined) return { incidentId, radiusM, isPlaced: false, totalCount: 0, cameras: [] };
  const purpose = { code: choosePurposeOf(incident.kind), incidentId };
  const ranked = [
    ...rankNear(cameras.listNear(position, radiusM), position),
    ...cameras.listUnplaced().map(leaveUnranked),
  ];
  const answers = ranked.slice(0, MAX_NEAR_CAMERAS).map(({ camera, distanceM, sees }): IncidentCamera => {
    const { id, number, name } = camera;
    return { ...foreseeCamera(parts, session, purpose, id), number, name, distanceM, seesPlace: sees };
  });
  return { incidentId, radiusM, isPlaced: true, totalCount: ranked.length, cameras: answers };
}

function rankNear(near: readonly NearCamera[], position: Position): RankedCamera[] {
  const isVague = ({ camera }: NearCamera) => (camera.position?.accuracyM ?? 0) > VAGUE_M;
  const placed = near.filter((entry) => !isVague(entry));
  const judged = placed.map((entry) => ({ ...entry, sees: seesPlace(entry.camera, position, entry.distanceM) }));
  judged.sort((a, b) => Number(b.sees === true) - Number(a.sees === true) || a.distanceM - b.distanceM);
  return [...judged, ...near.filter(isVague).map(({ camera }) => leaveUnranked(camera))];
}

function leaveUnranked(camera: NearCamera["camera"]): RankedCamera {
  return { camera, distanceM: null, sees: null };
}
