import type { DisplayPlace, ScreenInfo, Screens } from "../../contract/screens.ts";
import type { Display } from "../../contract/wall.ts";

/** A display as the console lists it. */
export interface DisplayRow {
  readonly display: number;
  readonly cameraCount: number;
  /** `console`: it is shown in the console itself and has no window. `by-hand`: somebody opened it in a browser. */
  readonly state: DisplayPlace["state"] | "console" | "by-hand";
  readonly screen: ScreenInfo | null;
  readonly home: DisplayPlace["home"];
}

type Listed = Pick<Display, "display" | "tiles" | "hasWindow">;

/** Rows of all displays; without a shell that places windows, by whether somebody has opened them. */
export function listDisplays(displays: readonly Listed[], screens: Screens | null, own: number): DisplayRow[] {
  return displays.map(({ display, tiles, hasWindow }) => {
    const place = screens?.places.find((some) => some.display === display);
    const state = place?.state ?? (hasWindow && screens?.canPlace !== true ? "by-hand" : "closed");
    return {
      display,
      cameraCount: tiles.filter((cameraId) => cameraId !== null).length,
      state: state === "closed" && display === own ? "console" : state,
      screen: screens?.screens.find(({ screenId }) => screenId === place?.screenId) ?? null,
      home: place?.home ?? null,
    };
  });
}

/** The display whose window has a screen to itself. */
export function findOccupant(screens: Screens, screenId: string): number | null {
  const holds = screens.places.find((place) => place.screenId === screenId && place.isFullScreen);
  return holds?.display ?? null;
}

/** Screens that have neither the console nor a display. */
export function listFreeScreens({ screens, consoleScreenId, places }: Screens): ScreenInfo[] {
  return screens.filter(
    ({ screenId }) => screenId !== consoleScreenId && !places.some((place) => place.screenId === screenId),
  );
}

/** Windows beside the console take a quarter of its screen each. */
const MAX_BESIDE_CONSOLE = 4;

/** The console's screen while it has room for one more window; else null. */
export function findRoomBesideConsole({ consoleScreenId, places }: Screens): string | null {
  const beside = places.filter(({ screenId }) => screenId !== null && screenId === consoleScreenId);
  return beside.length < MAX_BESIDE_CONSOLE ? consoleScreenId : null;
}
