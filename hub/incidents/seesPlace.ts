import type { Camera } from "../../contract/cameras.ts";
import type { Position } from "../../contract/primitives.ts";

const DEGREE = Math.PI / 180;
const FULL_DEG = 360;

/** Degrees clockwise from true north in which `to` lies from `from`. */
function measureBearingDeg(from: Position, to: Position): number {
  const [lat1, lat2] = [from.lat * DEGREE, to.lat * DEGREE];
  const dLng = (to.lng - from.lng) * DEGREE;
  const east = Math.sin(dLng) * Math.cos(lat2);
  const north = Math.cos(lat1) * Math.sin(lat2) - Math.sin(lat1) * Math.cos(lat2) * Math.cos(dLng);
  return (Math.atan2(east, north) / DEGREE + FULL_DEG) % FULL_DEG;
}

/**
 * Whether a place lies in a camera's field of view; null where the camera does not say where it looks. Walls are not
 * known, so this says where it looks and not what it can see.
 */
export function seesPlace(
  { position, fieldOfView }: Pick<Camera, "position" | "fieldOfView">,
  place: Position,
  distanceM: number,
): boolean | null {
  if (fieldOfView === undefined || position === undefined) return null;
  const { bearingDeg, angleDeg, rangeM } = fieldOfView;
  if (distanceM > rangeM) return false;
  const asideDeg = Math.abs(measureBearingDeg(position, place) - bearingDeg);
  return Math.min(asideDeg, FULL_DEG - asideDeg) <= angleDeg / 2;
}
