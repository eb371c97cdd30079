import type { Stores } from "../state/stores.ts";
import type { TilesPort } from "./claims.ts";

const NONE: readonly (string | null)[] = [];

/** The tiles of the display this window shows; none while nobody is signed in. */
export function createTilesOfWall(stores: Pick<Stores, "wall" | "session" | "link">): TilesPort {
  return {
    tiles() {
      const display = stores.link.getState().identity?.display;
      if (stores.session.getState().session.state === "signedOut") return NONE;
      return stores.wall.getState().wall?.displays.find((each) => each.display === display)?.tiles ?? NONE;
    },
    subscribe(listener) {
      const closers = [stores.wall, stores.session, stores.link].map((store) => store.subscribe(listener));
      return () => {
        for (const close of closers) close();
      };
    },
  };
}
