import type { Display } from "../../contract/wall.ts";
import type { Stores } from "../state/stores.ts";
import type { TilesPort } from "./claims.ts";
import { listShownTiles, listTilesBehind } from "./displayTiles.ts";

/** The tiles of the display this window shows, as many as its layout has room for; none while nobody is signed in. */
export function createTilesOfWall(stores: Pick<Stores, "wall" | "session" | "link">): TilesPort {
  const findShown = (): Display | undefined => {
    const display = stores.link.getState().identity?.display;
    if (stores.session.getState().session.state === "signedOut") return undefined;
    return stores.wall.getState().wall?.displays.find((each) => each.display === display);
  };
  return {
    tiles() {
      const shown = findShown();
      return shown === undefined ? [] : listShownTiles(shown);
    },
    behind() {
      const shown = findShown();
      return shown === undefined ? [] : listTilesBehind(shown);
    },
    subscribe(listener) {
      const closers = [stores.wall, stores.session, stores.link].map((store) => store.subscribe(listener));
      return () => {
        for (const close of closers) close();
      };
    },
  };
}
