import { Fault } from "../../../contract/faults.ts";
import type { DisplayPlace, ScreenInfo } from "../../../contract/screens.ts";
import { matchScreens } from "./matchScreens.ts";
import { chooseScreen, type Placing } from "./placeDisplays.ts";
import { nameScreen, type ScreenFacts } from "./screens.ts";
import type { StoredScreens } from "./screensFile.ts";

/** What is there at this moment. `screens` and `facts` are the same screens in the same order. */
export interface Surroundings {
  /** Displays that are to have a window. */
  readonly wanted: readonly number[];
  readonly screens: readonly ScreenInfo[];
  readonly facts: readonly ScreenFacts[];
  readonly consoleScreenId: string | null;
}

/** On which monitor each display belongs, remembered by the monitor's facts. */
export interface Homes {
  /** Where the wanted displays belong today. One without a home gets one; homes follow their monitors' facts. */
  settle(now: Surroundings): Placing[];
  /**
   * Makes a screen a display's home; without a screen, the one it has or else a free one. Throws `NOT_FOUND` when the
   * screen is not there.
   */
  assign(display: number, screenId: string | undefined, now: Surroundings): void;
  forget(display: number): void;
  describe(display: number): DisplayPlace["home"];
  /** What is to be written; null when nothing has changed. */
  takeChanges(): StoredScreens | null;
}

interface Home {
  /** Null: its monitor was given to another display, and it waits for a new one. */
  readonly screen: ScreenFacts | null;
  readonly isWhole: boolean;
}

export function createHomes(stored: StoredScreens | null): Homes {
  const homes = new Map<number, Home>(stored?.homes.map(({ display, ...home }) => [display, home]));
  let seen: readonly ScreenFacts[] = stored?.seen ?? [];
  let written = JSON.stringify(store());

  function store(): StoredScreens {
    const rows = [...homes].map(([display, home]) => ({ display, ...home })).sort((a, b) => a.display - b.display);
    return { seen: [...seen], homes: rows };
  }

  /** Where every display with a home belongs on today's screens, wanted or not. */
  function locate({ screens, facts }: Surroundings): Map<number, string | null> {
    // Neighbours without a display count, too: they say which of two identical monitors is which.
    const known = new Map<string, ScreenFacts>();
    for (const { screen } of homes.values()) if (screen !== null) known.set(keyOf(screen), screen);
    for (const screen of seen) known.set(keyOf(screen), screen);
    const keys = [...known.keys()];
    const matches = matchScreens([...known.values()], facts.slice(0, screens.length));
    return new Map(
      [...homes].map(([display, { screen }]) => {
        const match = screen === null ? null : (matches[keys.indexOf(keyOf(screen))] ?? null);
        return [display, match === null ? null : (screens[match]?.screenId ?? null)];
      }),
    );
  }

  function placingsOf(now: Surroundings): Placing[] {
    const located = locate(now);
    return now.wanted.flatMap((display) => {
      const home = homes.get(display);
      return home === undefined ? [] : [{ display, screenId: located.get(display) ?? null, isWhole: home.isWhole }];
    });
  }

  function factsOf({ screens, facts }: Surroundings, screenId: string | null): ScreenFacts | null {
    return facts[screens.findIndex((screen) => screen.screenId === screenId)] ?? null;
  }

  /** The screen's present displays make room: the first takes the newcomer's screen, the others wait for a new one. */
  function makeRoom(display: number, screenId: string, now: Surroundings): void {
    const placings = placingsOf(now);
    const own = placings.find((placing) => placing.display === display && placing.isWhole && placing.screenId !== null);
    const occupants = placings.filter((placing) => placing.display !== display && placing.screenId === screenId);
    for (const [index, occupant] of occupants.entries()) {
      const screen = index === 0 ? factsOf(now, own?.screenId ?? null) : null;
      homes.set(occupant.display, { screen, isWhole: true });
    }
  }

  return {
    settle(now) {
      const placings = placingsOf(now);
      for (const display of now.wanted) {
        if (homes.has(display)) continue;
        const choice = chooseScreen(now.screens, placings, now.consoleScreenId);
        const placing = { display, ...(choice ?? { screenId: null, isWhole: true }) };
        placings.push(placing);
        homes.set(display, { screen: factsOf(now, placing.screenId), isWhole: placing.isWhole });
      }
      for (const { display, screenId, isWhole } of placings) {
        const screen = factsOf(now, screenId);
        if (screen !== null) homes.set(display, { screen, isWhole });
      }
      if (now.facts.length > 0) seen = now.facts.slice(0, now.screens.length);
      return placings;
    },
    assign(display, screenId, now) {
      if (screenId === undefined) {
        const here = locate(now).get(display) ?? null;
        const isTaken = placingsOf(now).some((other) => other.display !== display && other.screenId === here);
        if (here === null || isTaken) homes.delete(display);
        return;
      }
      const screen = factsOf(now, screenId);
      if (screen === null) throw new Fault("NOT_FOUND", "That monitor is not there any more.");
      const isWhole = screenId !== now.consoleScreenId;
      if (isWhole) makeRoom(display, screenId, now);
      homes.set(display, { screen, isWhole });
    },
    forget: (display) => homes.delete(display),
    describe(display) {
      const screen = homes.get(display)?.screen ?? null;
      if (screen === null) return null;
      const { label, widthPx, heightPx } = screen;
      return { label: nameScreen(label) || "Monitor", widthPx, heightPx };
    },
    takeChanges() {
      const now = store();
      const text = JSON.stringify(now);
      if (text === written) return null;
      written = text;
      return now;
    },
  };
}

/** The same for the same facts, in whatever order they are written. */
function keyOf(screen: ScreenFacts): string {
  return JSON.stringify(Object.entries(screen).sort(([a], [b]) => a.localeCompare(b)));
}
