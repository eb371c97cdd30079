import { findLayout } from "../../contract/layouts.ts";
import type { Stores } from "../state/stores.ts";
import type { TilesPort } from "./claims.ts";

const NONE: readonly (string | null)[] = [];

/** The tiles of the display this window shows, as many as its layout has room for; none while nobody is signed in. */
export function createTilesOfWall(stores: Pick<Stores, "wall" | "session" | "link">): TilesPort {
  return {
    tiles() {
      const display = stores.link.getState().identity?.display;
      if (stores.session.getState().session.state === "signedOut") return NONE;
      const shown = stores.wall.getState().wall?.displays.find((each) => each.display === display);
      return shown === undefined ? NONE : shown.tiles.slice(0, findLayout(shown.layout).places.length);
    },
    subscribe(listener) {
      const closers = [stores.wall, stores.session, stores.link].map((store) => store.subscribe(listener));
      return () => {
        for (const close of closers) close();
      };
    },
  };
}
