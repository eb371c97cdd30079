import { Fault } from "../../../contract/faults.ts";
import { type Display, hasSoundMarks, MAX_DISPLAY_SEQUENCE_CAMERAS } from "../../../contract/wall.ts";
import {
  followCamera,
  moveTile,
  pinTiles,
  setHotspot,
  setSequence,
  steerSequence,
  unpackSequence,
} from "../wall/editMarks.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

/** A display holds no more than the list of all views can carry. */
function checkRoom(display: Display | null): Display | null {
  if (display !== null && !hasSoundMarks(display))
    throw new Fault("CONFLICT", `A display has room for ${MAX_DISPLAY_SEQUENCE_CAMERAS} cameras in sequences.`);
  return display;
}

type TileCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `tile.${string}`>>;

/** Calls about single tiles of the wall. */
export function createTileCalls({ wall }: Pick<DeskParts, "wall">): TileCalls {
  function edit(display: number, change: (before: Display) => Display | null, problem: string): Record<string, never> {
    const next = change(wall.display(display));
    if (next === null) throw new Fault("REQUEST_MALFORMED", problem);
    wall.edit(next);
    return {};
  }
  const noTile = "The layout has no such tile.";
  const noSequence = "There is no sequence in this tile.";

  return {
    "tile.pin": ({ display, tiles, isPinned }) => edit(display, (before) => pinTiles(before, tiles, isPinned), noTile),
    "tile.setSequence": ({ display, tile, cameraIds, dwellMs }) =>
      edit(display, (before) => checkRoom(setSequence(before, tile, cameraIds, dwellMs)), noTile),
    "tile.steerSequence"({ display, tile, act }) {
      const next = steerSequence(wall.display(display), tile, act);
      if (next === null) throw new Fault("NOT_FOUND", noSequence);
      // Steering is looking, not arranging: there is nothing to take back.
      wall.update(next, { isKept: act === "pause" || act === "resume" });
      return {};
    },
    "tile.unpack": ({ display, tile }) => edit(display, (before) => unpackSequence(before, tile), noSequence),
    "tile.setHotspot": ({ display, tile }) => edit(display, (before) => setHotspot(before, tile), noTile),
    "tile.follow"({ cameraId }) {
      for (const display of wall.displays()) {
        const next = followCamera(display, cameraId);
        if (next !== null) wall.update(next, { isKept: false });
      }
      return {};
    },
    "tile.move"({ from, toDisplay }) {
      const moved = moveTile(wall.display(from.display), from.tile, wall.display(toDisplay));
      if (moved === null) throw new Fault("REQUEST_MALFORMED", "There is nothing to move there.");
      wall.edit(...moved);
      return {};
    },
  };
}
