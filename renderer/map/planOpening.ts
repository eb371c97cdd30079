import type { CameraRow } from "../../contract/cameras.ts";
import type { Foreseen } from "../../contract/foresight.ts";
import type { Prospect } from "../../contract/incidents.ts";
import { MAX_TILES } from "../../contract/wall.ts";
import type { DrawnShape } from "./drawnShape.ts";
import { measureM, type Place } from "./geo.ts";
import type { PlacedCamera } from "./judgePlace.ts";

/** What a drawn shape would bring to the wall, and what not and why. */
export interface Opening {
  /** Nearest to the middle of the shape first; at most a display's tiles. */
  readonly opens: readonly string[];
  /** Allowed, but more than a display has tiles. */
  readonly cutCount: number;
  readonly asking: readonly PlannedCamera[];
  /** Refused, offline and registry only. */
  readonly others: readonly PlannedCamera[];
  readonly counts: ReadonlyMap<Prospect, number>;
}

export interface PlannedCamera {
  readonly row: CameraRow;
  readonly foreseen: Foreseen;
}

/** Every camera of the shape is in exactly one of the lists: nothing is skipped in silence. */
export function planOpening(
  cameras: readonly PlacedCamera[],
  byCamera: ReadonlyMap<string, Foreseen>,
  shape: DrawnShape,
): Opening {
  const middle = middleOf(shape);
  const distance = ({ position }: CameraRow) => (position === undefined ? 0 : measureM(position, middle));
  const planned = cameras
    .map(({ row }) => ({ row, foreseen: byCamera.get(row.id) ?? refuse(row.id) }))
    .sort((a, b) => distance(a.row) - distance(b.row));
  const allowed = planned.filter(({ foreseen }) => foreseen.prospect === "allowed");
  const asking = planned.filter(({ foreseen: { prospect } }) => prospect.startsWith("asks"));
  const counts = new Map<Prospect, number>();
  for (const { foreseen } of planned) counts.set(foreseen.prospect, (counts.get(foreseen.prospect) ?? 0) + 1);
  return {
    opens: allowed.slice(0, MAX_TILES).map(({ row }) => row.id),
    cutCount: Math.max(0, allowed.length - MAX_TILES),
    asking,
    others: planned.filter((each) => !allowed.includes(each) && !asking.includes(each)),
    counts,
  };
}

/** What the hub did not say anything of is not available. */
function refuse(cameraId: string): Foreseen {
  return { cameraId, prospect: "refused", reasons: [] };
}

export function middleOf(shape: DrawnShape): Place {
  if (shape.kind === "circle") return shape.centre;
  const sum = shape.points.reduce((a, b) => ({ lat: a.lat + b.lat, lng: a.lng + b.lng }), { lat: 0, lng: 0 });
  const count = Math.max(1, shape.points.length);
  return { lat: sum.lat / count, lng: sum.lng / count };
}
