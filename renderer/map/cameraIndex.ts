import Supercluster from "supercluster";
import { type Box, toWorld, WORLD_PX } from "./geo.ts";
import type { PlacedCamera } from "./judgePlace.ts";

/** What is drawn at one place: a camera, or several that would lie over one another. */
export type Spot =
  | { readonly kind: "camera"; readonly cameraId: string; readonly x: number; readonly y: number }
  | {
      readonly kind: "group";
      readonly x: number;
      readonly y: number;
      readonly count: number;
      /** Up to {@link MAX_LISTED} of them. */
      cameraIds(): string[];
      /** The zoom at which it falls apart; null when it never does. Worked out when asked for: a frame draws hundreds. */
      opensAtZoom(): number | null;
    };

/** Where cameras are, so that what a view shows is found without looking at all of them. */
export interface CameraIndex {
  readonly size: number;
  within(box: Box, zoom: number): Spot[];
}

/** Up to this zoom cameras are gathered into clusters; from the next on only those on top of one another. */
export const CLUSTERS_TO_ZOOM = 15;
const CLUSTER_RADIUS_PX = 62;
/** Pins nearer than this hide one another. */
const STACK_PX = 9;
/** Most cameras a group names when it is opened as a list. */
const MAX_LISTED = 200;
const MAX_ZOOM = 20;
/** More than there are cells in a row of the world at that zoom. */
const CELL_COLUMNS = 2 ** 25;

interface Point {
  readonly at: number;
}

export function createCameraIndex(cameras: readonly PlacedCamera[]): CameraIndex {
  const clusters = new Supercluster<Point, Point>({
    maxZoom: CLUSTERS_TO_ZOOM,
    radius: CLUSTER_RADIUS_PX,
    extent: WORLD_PX,
    minPoints: 3,
  });
  clusters.load(
    cameras.map(({ row: { position } }, at) => ({
      type: "Feature",
      properties: { at },
      geometry: { type: "Point", coordinates: [position?.lng ?? 0, position?.lat ?? 0] },
    })),
  );

  const idOf = (at: number) => cameras[at]?.row.id ?? "";

  function describe(clusterId: number, count: number, lng: number, lat: number): Spot {
    return {
      kind: "group",
      ...toWorld({ lat, lng }),
      count,
      cameraIds: () => clusters.getLeaves(clusterId, MAX_LISTED).map(({ properties }) => idOf(properties.at)),
      opensAtZoom: () => clusters.getClusterExpansionZoom(clusterId),
    };
  }

  return {
    size: cameras.length,
    within({ west, south, east, north }, zoom) {
      const whole = Math.floor(zoom);
      const found = clusters.getClusters([west, south, east, north], whole);
      const singles: PlacedCamera[] = [];
      const groups: Spot[] = [];
      for (const { properties, geometry } of found) {
        const [lng = 0, lat = 0] = geometry.coordinates;
        if ("cluster_id" in properties) groups.push(describe(properties.cluster_id, properties.point_count, lng, lat));
        else {
          const camera = cameras[properties.at];
          if (camera !== undefined) singles.push(camera);
        }
      }
      return [...groups, ...stackSpots(singles, whole)];
    },
  };
}

/** Cameras that would hide one another at a zoom, gathered. */
export function stackSpots(cameras: readonly PlacedCamera[], zoom: number): Spot[] {
  const cellsPerWorld = (WORLD_PX * 2 ** zoom) / STACK_PX;
  const cells = new Map<number, PlacedCamera[]>();
  for (const camera of cameras) {
    // Row and column in one number: at the deepest zoom it stays below 2^51.
    const key = Math.floor(camera.x * cellsPerWorld) * CELL_COLUMNS + Math.floor(camera.y * cellsPerWorld);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [camera]);
    else cell.push(camera);
  }
  return [...cells.values()].map((cell) => describeStack(cell, zoom));
}

function describeStack(cell: readonly PlacedCamera[], zoom: number): Spot {
  const [first] = cell;
  const { x = 0, y = 0 } = first ?? {};
  if (cell.length === 1) return { kind: "camera", cameraId: first?.row.id ?? "", x, y };
  return {
    ...{ kind: "group", x, y, count: cell.length },
    cameraIds: () => cell.slice(0, MAX_LISTED).map(({ row }) => row.id),
    opensAtZoom: () => chooseOpeningZoom(cell, zoom),
  };
}

/** The first zoom at which the farthest two of them no longer hide one another. */
function chooseOpeningZoom(cell: readonly PlacedCamera[], zoom: number): number | null {
  const spread = (values: number[]) => Math.max(...values) - Math.min(...values);
  const size = Math.max(spread(cell.map(({ x }) => x)), spread(cell.map(({ y }) => y)));
  for (let next = zoom + 1; next <= MAX_ZOOM; next++) if (size * WORLD_PX * 2 ** next > STACK_PX * 2) return next;
  return null;
}
