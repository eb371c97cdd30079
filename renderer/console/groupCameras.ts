import type { CameraRow } from "../../contract/cameras.ts";
import type { IncidentCamera, IncidentCameras } from "../../contract/incidents.ts";
import type { TileState } from "../../contract/tileStates.ts";
import type { CameraBook } from "../state/cameraBook.ts";
import { findCameras } from "../state/findCameras.ts";
import type { ShownCamera } from "../state/stores.ts";

export interface ListedCamera {
  readonly row: CameraRow;
  /** Set for cameras listed because of an incident. */
  readonly near: IncidentCamera | null;
}

export interface CameraGroups {
  /** Those that would open now, or could be asked for, nearest first; null where no incident was looked up. */
  readonly near: readonly ListedCamera[] | null;
  readonly notAvailable: readonly ListedCamera[];
  /** By number: everything without an incident, or what was searched for. */
  readonly others: readonly ListedCamera[];
  readonly hiddenCount: number;
}

/** Rows a list draws at most; a search narrows it. Our choice: more is slower to read than to type. */
const MAX_ROWS = 200;

/** States of a tile whose view was granted. */
const OPEN_STATES: ReadonlySet<TileState> = new Set([
  "live",
  "delayed",
  "frozen",
  "reconnecting",
  "overloaded",
  "training-paused",
]);

export function isOpenTile(tile: ShownCamera | undefined): boolean {
  return tile !== undefined && OPEN_STATES.has(tile.state);
}

/** What the list on the left holds: with a query what it finds, else the cameras near the incident, else all. */
export function groupCameras(
  book: CameraBook,
  near: IncidentCameras | null,
  query: string,
  shown: ReadonlyMap<string, ShownCamera> = new Map(),
): CameraGroups {
  if (query.trim() !== "") return listAll(findCameras(book, query));
  if (near === null) return listAll(book.inOrder);
  // What is on the glass has been granted, whatever would happen to somebody who asked anew; what was withdrawn is not.
  const isOpen = ({ row, near: camera }: ListedCamera) => {
    const tile = shown.get(row.id);
    return isOpenTile(tile) || (camera?.prospect === "allowed" && tile?.state !== "revoked");
  };
  const listed = near.cameras.flatMap((camera) => {
    const row = book.byId.get(camera.cameraId);
    return row === undefined ? [] : [{ row, near: camera }];
  });
  return {
    near: listed.filter(isOpen),
    notAvailable: listed.filter((camera) => !isOpen(camera)),
    others: [],
    hiddenCount: 0,
  };
}

function listAll(rows: readonly CameraRow[]): CameraGroups {
  return {
    near: null,
    notAvailable: [],
    others: rows.slice(0, MAX_ROWS).map((row) => ({ row, near: null })),
    hiddenCount: Math.max(0, rows.length - MAX_ROWS),
  };
}
