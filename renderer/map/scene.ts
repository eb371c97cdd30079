import type { CameraRow } from "../../contract/cameras.ts";
import type { Incident, Prospect } from "../../contract/incidents.ts";
import type { CameraIndex, Spot } from "./cameraIndex.ts";
import type { DrawnShape } from "./drawnShape.ts";
import { type Box, type Place, toWorld, type WorldPoint } from "./geo.ts";
import type { HiddenLayers } from "./layers.ts";

/** All the map shows apart from its ground, as values. */
export interface Scene {
  /** Cameras outside the incident's radius, gathered. */
  readonly index: CameraIndex;
  /** Those within it, each for itself where there is room. */
  readonly near: CameraIndex;
  readonly rowOf: (cameraId: string) => CameraRow | undefined;
  readonly prospectOf: (cameraId: string) => Prospect | undefined;
  /** Tile of a camera on the wall. */
  readonly tileOf: (cameraId: string) => number | undefined;
  readonly incidents: readonly Incident[];
  readonly selectedIncidentId: string | null;
  readonly radiusM: number | null;
  readonly focus: MapFocus | null;
  readonly hidden: HiddenLayers;
  readonly shape: DrawnShape | null;
  /** Corners of a polygon that is being drawn. */
  readonly draft: readonly Place[];
  readonly streets: readonly StreetLine[];
}

export interface StreetLine {
  readonly name: string;
  readonly isArterial: boolean;
  readonly points: readonly WorldPoint[];
}

/** What the keyboard is at: a camera, or a group of them. */
export type MapFocus =
  | { readonly kind: "camera"; readonly cameraId: string }
  | { readonly kind: "group"; readonly x: number; readonly y: number; readonly count: number };

/** What lies at a point of the map. */
export type MapTarget = Spot | ({ readonly kind: "incident"; readonly incidentId: string } & WorldPoint);

/** Everything drawn in a box at a zoom: incidents last, for they lie on top. */
export function listTargets(scene: Scene, box: Box, zoom: number): MapTarget[] {
  const incidents = scene.hidden.has("incidents") ? [] : scene.incidents;
  return [
    ...scene.index.within(box, zoom),
    ...scene.near.within(box, Math.max(zoom, NEAR_LEAST_ZOOM)),
    ...incidents.flatMap(({ id, position }) =>
      position === undefined ? [] : [{ kind: "incident" as const, incidentId: id, ...toWorld(position) }],
    ),
  ];
}

/** Cameras near the incident are never gathered into clusters, only those that hide one another. */
const NEAR_LEAST_ZOOM = 16;

export function isFocused(focus: MapFocus | null, target: MapTarget): boolean {
  if (focus === null) return false;
  if (focus.kind === "camera") return target.kind === "camera" && target.cameraId === focus.cameraId;
  return target.kind === "group" && target.x === focus.x && target.y === focus.y;
}
