import { MAX_SEQUENCE_CAMERAS } from "../../contract/wall.ts";
import { findDisplay } from "../state/actions.ts";
import { findSequence, USUAL_DWELL_MS } from "../state/tileActions.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { tileWords } from "../ui/tileWords.ts";
import type { Dragged } from "./dragTypes.ts";

/**
 * What a drop on a tile does. Cameras go in, the first into this tile and others into free ones; a tile changes places
 * with it; a view opens. `isSequence`: cameras, or a tile's, take turns with what is there.
 */
export function dropOnTile(model: WindowModel, tile: number, drag: Dragged, isSequence: boolean): void {
  const { actions } = model;
  if (drag.kind === "view") {
    actions.openView({ id: drag.viewId });
    return;
  }
  if (isSequence) addToSequence(model, tile, drag);
  else if (drag.kind === "tile") actions.swap(drag.tile, tile);
  else {
    const [first, ...others] = drag.cameraIds;
    if (first !== undefined) actions.assign(first, tile);
    if (others.length > 0) actions.fill(others);
  }
  actions.select({ tile, chosen: [] });
}

/** What a drop on another display does: cameras and tiles go to free places, a view opens there. */
export function dropOnDisplay({ actions, notices }: WindowModel, display: number, drag: Dragged): void {
  if (drag.kind === "view") actions.openView({ id: drag.viewId }, display);
  else if (drag.kind === "cameras") actions.fill(drag.cameraIds, display);
  else if (!actions.moveToDisplay(display, drag.tile)) notices.tell(tileWords.nothingToMove);
}

/** The cameras a tile shows, now or in turn. */
export function listTileCameras({ stores }: WindowModel, tile: number): readonly string[] {
  const display = findDisplay(stores);
  const cameraId = display?.tiles[tile - 1] ?? null;
  if (display === null || cameraId === null) return [];
  return findSequence(display, tile)?.cameraIds ?? [cameraId];
}

function addToSequence(model: WindowModel, tile: number, drag: Exclude<Dragged, { kind: "view" }>): void {
  const { actions, notices, stores } = model;
  const dropped = drag.kind === "cameras" ? drag.cameraIds : listTileCameras(model, drag.tile);
  if (drag.kind === "tile" && drag.tile === tile) return;
  const members = [...new Set([...listTileCameras(model, tile), ...dropped])];
  const dwellMs = findSequence(findDisplay(stores), tile)?.dwellMs ?? USUAL_DWELL_MS;
  if (members.length > MAX_SEQUENCE_CAMERAS) notices.tell(tileWords.tooMany(MAX_SEQUENCE_CAMERAS));
  else if (!actions.makeSequence(members, tile, dwellMs)) notices.tell(tileWords.sequenceNeedsTwo);
  else if (drag.kind === "tile") actions.assign(null, drag.tile);
}
