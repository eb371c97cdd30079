import type { MediaClock } from "../media/mediaClock.ts";
import { type Actions, findDisplay } from "./actions.ts";
import type { Stores } from "./stores.ts";

/**
 * A selection that only passes over a tile is no wish to see it large: its owner would be told of a view nobody had.
 * Our choice, above the pace of a held arrow key.
 */
const SETTLED_AFTER_MS = 250;

/** The camera that hotspots should show: the one in the selected tile, unless that is a hotspot itself. */
function findSelected(stores: Stores): string | null {
  const display = findDisplay(stores);
  const { tile } = stores.selection.getState();
  return display === null || display.hotspot === tile ? null : (display.tiles[tile - 1] ?? null);
}

/** Lets the station's hotspots follow what is selected in this window, once the selection has settled. */
export function followSelection(stores: Stores, { follow }: Pick<Actions, "follow">, clock: MediaClock): () => void {
  let cancel = () => {};
  let followedId = findSelected(stores);

  const look = () => {
    const cameraId = findSelected(stores);
    if (cameraId === followedId) return;
    cancel();
    cancel = clock.after(SETTLED_AFTER_MS, () => {
      followedId = findSelected(stores);
      const hasHotspot = stores.wall.getState().wall?.displays.some(({ hotspot }) => hotspot !== null) === true;
      if (followedId !== null && hasHotspot) follow(followedId);
    });
  };
  // A display window nobody works at has a selection too; only what is selected there anew counts.
  const isConsole = () => stores.link.getState().identity?.kind === "console";
  const closers = [
    stores.selection.subscribe(look),
    stores.wall.subscribe(() => {
      if (isConsole()) look();
    }),
  ];
  return () => {
    cancel();
    for (const close of closers) close();
  };
}
