import type { Position } from "../../contract/primitives.ts";

const PLACE = /^\s*(?<lat>-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(?<lng>-?\d{1,3}(?:\.\d+)?)\s*$/;
/** A place given by hand is a crossing or a house. Our choice. */
const BY_HAND_ACCURACY_M = 25;

/** A position as an operator types it; null where there is none, undefined where it is not one. */
export function readPlace(typed: string): Position | null | undefined {
  if (typed.trim() === "") return null;
  const { lat, lng } = PLACE.exec(typed)?.groups ?? {};
  const position = { lat: Number(lat), lng: Number(lng), accuracyM: BY_HAND_ACCURACY_M };
  const isOnEarth = Math.abs(position.lat) <= 90 && Math.abs(position.lng) <= 180;
  return isOnEarth && (position.lat !== 0 || position.lng !== 0) ? position : undefined;
}

export function writePlace(position: Position | undefined): string {
  return position === undefined ? "" : `${position.lat.toFixed(5)}, ${position.lng.toFixed(5)}`;
}
