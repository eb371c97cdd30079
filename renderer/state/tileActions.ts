import { findLayout } from "../../contract/layouts.ts";
import type { SequenceAct } from "../../contract/tileCalls.ts";
import type { Display, Sequence } from "../../contract/wall.ts";
import { findDisplay, type Run } from "./actions.ts";
import type { SelectionState, Stores } from "./stores.ts";
import { NO_ZOOM, type Zoom } from "./zoom.ts";

/** How long a camera stays in a sequence somebody made without saying. Our choice. */
export const USUAL_DWELL_MS = 10_000;

/**
 * What an operator can do with single tiles of the arranged display. `tile` absent: the selected one. False: there is
 * nothing there to do it with, and nothing was done.
 */
export interface TileActions {
  /** Pins a tile, or takes its pin away. */
  togglePin(tile?: number): boolean;
  /** Pins every tile with a camera near the display's incident; all filled tiles without one. Undone by the same. */
  togglePins(): boolean;
  /** Lets cameras take turns in a tile; it needs two. */
  makeSequence(cameraIds: readonly string[], tile?: number, dwellMs?: number): boolean;
  steer(act: SequenceAct | "toggle", tile?: number): boolean;
  unpack(tile?: number): boolean;
  /** Makes a tile the hotspot, or an ordinary one again. */
  toggleHotspot(tile?: number): void;
  /** Tells every hotspot of the station which camera is selected. */
  follow(cameraId: string): void;
  /** Moves a tile to a free place of another display. */
  moveToDisplay(toDisplay: number, tile?: number): boolean;
  /** Several cameras into free tiles of a display, this one or another. */
  fill(cameraIds: readonly string[], display?: number): void;
  /** Chooses a camera of the list, or no longer. */
  toggleChosen(cameraId: string): void;
  zoom(key: string, change: (before: Zoom) => Zoom): void;
}

interface Parts {
  readonly arrange: Run;
  readonly stores: Stores;
  select(change: Partial<SelectionState>): void;
}

/** The sequence in a tile of a display; undefined where there is none. */
export function findSequence(display: Display | null, tile: number): Sequence | undefined {
  return display?.sequences.find((sequence) => sequence.tile === tile);
}

export function createTileActions({ arrange, stores, select }: Parts): TileActions {
  const at = (tile = stores.selection.getState().tile) => ({
    display: stores.selection.getState().display,
    tile,
    shown: findDisplay(stores),
  });

  return {
    togglePin(wanted) {
      const { display, tile, shown } = at(wanted);
      const isPinned = shown?.pinned.includes(tile) !== true;
      if (isPinned && isNothing(shown, tile)) return false;
      arrange("tile.pin", { display, tiles: [tile], isPinned }, `pin ${display} ${tile}`);
      return true;
    },
    togglePins() {
      const { display, shown } = at();
      const tiles = shown === null ? [] : listIncidentTiles(shown, stores);
      if (tiles.length === 0) return false;
      arrange("tile.pin", { display, tiles, isPinned: !tiles.every((tile) => shown?.pinned.includes(tile)) });
      return true;
    },
    makeSequence(cameraIds, wanted, dwellMs = USUAL_DWELL_MS) {
      const { display, tile } = at(wanted);
      if (cameraIds.length < 2) return false;
      arrange("tile.setSequence", { display, tile, cameraIds: [...cameraIds], dwellMs });
      return true;
    },
    steer(wish, wanted) {
      const { display, tile, shown } = at(wanted);
      const sequence = findSequence(shown, tile);
      if (sequence === undefined) return false;
      const act = wish === "toggle" ? (sequence.isPaused ? "resume" : "pause") : wish;
      arrange("tile.steerSequence", { display, tile, act });
      return true;
    },
    unpack(wanted) {
      const { display, tile, shown } = at(wanted);
      if (findSequence(shown, tile) === undefined) return false;
      arrange("tile.unpack", { display, tile });
      return true;
    },
    toggleHotspot(wanted) {
      const { display, tile, shown } = at(wanted);
      if (shown === null) return;
      arrange("tile.setHotspot", { display, tile: shown.hotspot === tile ? null : tile }, `hotspot ${display}`);
    },
    follow: (cameraId) => void arrange("tile.follow", { cameraId }, "follow"),
    moveToDisplay(toDisplay, wanted) {
      const { display, tile, shown } = at(wanted);
      if (toDisplay === display || isNothing(shown, tile)) return false;
      arrange("tile.move", { from: { display, tile }, toDisplay });
      return true;
    },
    fill: (cameraIds, display = at().display) => void arrange("wall.fill", { display, cameraIds: [...cameraIds] }),
    toggleChosen(cameraId) {
      const { chosen } = stores.selection.getState();
      const rest = chosen.filter((id) => id !== cameraId);
      select({ chosen: rest.length === chosen.length ? [...chosen, cameraId] : rest });
    },
    zoom(key, change) {
      const { byKey } = stores.zooms.getState();
      const next = change(byKey.get(key) ?? NO_ZOOM);
      const rest = new Map(byKey);
      if (next === NO_ZOOM) rest.delete(key);
      else rest.set(key, next);
      stores.zooms.setState({ byKey: rest });
    },
  };
}

/** A hotspot is something even while nothing is selected. */
function isNothing(display: Display | null, tile: number): boolean {
  return (display?.tiles[tile - 1] ?? null) === null && display?.hotspot !== tile;
}

function listIncidentTiles({ layout, tiles, purpose }: Display, stores: Stores): number[] {
  const near = stores.incidents.getState().near.get(purpose?.incidentId ?? "");
  const isNear = new Set(near?.cameras.map(({ cameraId }) => cameraId));
  return findLayout(layout).places.flatMap((_, index) => {
    const cameraId = tiles[index] ?? null;
    return cameraId !== null && (near === undefined || isNear.has(cameraId)) ? [index + 1] : [];
  });
}
