import type { CameraRow } from "../../contract/cameras.ts";

/** What the map can leave out. A camera is drawn when its owner's kind, its sharing and its health are all wanted. */
export const MAP_LAYERS = [
  "city",
  "business",
  "resident",
  "standing",
  "scheduled",
  "emergency",
  "on-request",
  "registry-only",
  "offline",
  "incidents",
  "cones",
  "labels",
] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];
/** The layers that are off. */
export type HiddenLayers = ReadonlySet<MapLayer>;

export function isOffline({ hasStream, health }: CameraRow): boolean {
  return hasStream && health.state === "offline";
}

export function isDrawn(row: CameraRow, hidden: HiddenLayers): boolean {
  return !(hidden.has(row.ownerKind) || hidden.has(row.sharing) || (hidden.has("offline") && isOffline(row)));
}

/** How many cameras each layer holds, and how many incidents are open. */
export function countLayers(rows: readonly CameraRow[], incidents: number): ReadonlyMap<MapLayer, number> {
  const counts = new Map<MapLayer, number>(MAP_LAYERS.map((layer) => [layer, 0]));
  const count = (layer: MapLayer) => counts.set(layer, (counts.get(layer) ?? 0) + 1);
  for (const row of rows) {
    count(row.ownerKind);
    count(row.sharing);
    if (isOffline(row)) count("offline");
    if (row.fieldOfView !== undefined) count("cones");
  }
  counts.set("incidents", incidents);
  counts.set("labels", rows.length);
  return counts;
}

export function toggleLayer(hidden: HiddenLayers, layer: MapLayer): HiddenLayers {
  const next = new Set(hidden);
  if (!next.delete(layer)) next.add(layer);
  return next;
}
