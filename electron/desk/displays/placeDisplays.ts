import type { ScreenInfo } from "../../../contract/screens.ts";
import type { Bounds } from "./screens.ts";

/** Where a display's window is to be. */
export interface WindowPlace {
  readonly screenId: string;
  readonly bounds: Bounds;
  readonly isFullScreen: boolean;
}

/** A display and the screen of today it belongs on; null where there is none. */
export interface Placing {
  readonly display: number;
  readonly screenId: string | null;
  /** Whether it has the screen to itself. */
  readonly isWhole: boolean;
}

/** A window that shares its screen with the console covers a quarter of it, so that four never cover one another. */
const SHARED_PART = 0.5;
/** Corners in the order they are taken: bottom right covers least of the console. */
const CORNERS = [
  [1, 1],
  [0, 1],
  [1, 0],
  [0, 0],
] as const;
const MAX_SHARED = CORNERS.length;

/**
 * Places of all displays that are to be shown, by display; null for those that cannot be. A screen has one whole
 * window at most, never one on the console's, and of two displays that claim one screen the lower number has it.
 */
export function planPlaces(
  placings: readonly Placing[],
  screens: readonly ScreenInfo[],
  consoleScreenId: string | null,
): Map<number, WindowPlace | null> {
  const places = new Map<number, WindowPlace | null>();
  const taken = new Set<string>();
  const shared = new Map<string, number>();
  for (const { display, screenId, isWhole } of [...placings].sort((a, b) => a.display - b.display)) {
    const screen = screens.find((some) => some.screenId === screenId);
    places.set(display, screen === undefined ? null : take(screen, isWhole));
  }
  return places;

  function take(screen: ScreenInfo, isWhole: boolean): WindowPlace | null {
    const { screenId } = screen;
    if (isWhole && screenId !== consoleScreenId) {
      if (taken.has(screenId) || shared.has(screenId)) return null;
      taken.add(screenId);
      return { screenId, bounds: boundsOf(screen), isFullScreen: true };
    }
    const corner = CORNERS[shared.get(screenId) ?? 0];
    if (corner === undefined || taken.has(screenId)) return null;
    shared.set(screenId, (shared.get(screenId) ?? 0) + 1);
    return { screenId, bounds: cornerOf(screen, corner), isFullScreen: false };
  }
}

/**
 * A screen for a display that has none: the first without console or display; else a part of the console's (or the
 * primary one's) while there is room. Null without room.
 */
export function chooseScreen(
  screens: readonly ScreenInfo[],
  others: readonly Placing[],
  consoleScreenId: string | null,
): Omit<Placing, "display"> | null {
  const countOn = (screenId: string) => others.filter((other) => other.screenId === screenId).length;
  const free = screens.find(({ screenId }) => screenId !== consoleScreenId && countOn(screenId) === 0);
  if (free !== undefined) return { screenId: free.screenId, isWhole: true };
  const common =
    screens.find(({ screenId }) => screenId === consoleScreenId) ?? screens.find(({ isPrimary }) => isPrimary);
  if (common === undefined || countOn(common.screenId) >= MAX_SHARED) return null;
  const isCovered = others.some((other) => other.isWhole && other.screenId === common.screenId);
  return isCovered && common.screenId !== consoleScreenId ? null : { screenId: common.screenId, isWhole: false };
}

function boundsOf({ leftPx, topPx, widthPx, heightPx }: ScreenInfo): Bounds {
  return { leftPx, topPx, widthPx, heightPx };
}

function cornerOf(screen: ScreenInfo, [right, bottom]: readonly [number, number]): Bounds {
  const widthPx = Math.floor(screen.widthPx * SHARED_PART);
  const heightPx = Math.floor(screen.heightPx * SHARED_PART);
  return {
    leftPx: screen.leftPx + right * (screen.widthPx - widthPx),
    topPx: screen.topPx + bottom * (screen.heightPx - heightPx),
    widthPx,
    heightPx,
  };
}
