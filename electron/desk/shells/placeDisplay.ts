import { createHash } from "node:crypto";
import type { ScreenInfo } from "../../../contract/deskApi.ts";
import { cleanText, MAX_LABEL_CODE_POINTS } from "../../../contract/primitives.ts";

/** A rectangle on the desktop, device-independent pixels. */
export interface Bounds {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface DisplayPlace {
  readonly screenId: string;
  readonly bounds: Bounds;
  readonly isFullScreen: boolean;
}

/** What a shell learns of a screen; `label` may be empty where the platform gives none. */
export interface ScreenFacts extends Bounds {
  readonly label: string;
  readonly scale: number;
  readonly isPrimary: boolean;
}

/** A window that shares its screen with the console covers this part of it. Our choice. */
const SHARED_PART = 0.6;
/** Enough of a hash to tell a handful of screens apart. */
const ID_LENGTH = 16;

/**
 * Names screens by what they are and where they stand: the ids of the platform change from start to start, and a
 * display is to come back on the screen it was on.
 */
export function describeScreens(screens: readonly ScreenFacts[]): ScreenInfo[] {
  return screens.map((screen, index) => {
    const identity = [screen.label, screen.leftPx, screen.topPx, screen.widthPx, screen.heightPx, screen.scale];
    const digest = createHash("sha256").update(JSON.stringify(identity)).digest("base64url");
    const label = [...cleanText(screen.label)].slice(0, MAX_LABEL_CODE_POINTS).join("");
    return { ...screen, label: label === "" ? `Screen ${index + 1}` : label, screenId: digest.slice(0, ID_LENGTH) };
  });
}

/**
 * The wished screen while it exists; else the first one that has neither console nor display; else a part of the
 * primary screen, so that the console is never covered without having been asked for. Null without any screen.
 */
export function planDisplay(
  screens: readonly ScreenInfo[],
  taken: ReadonlySet<string>,
  wishedId: string | undefined,
): DisplayPlace | null {
  const whole =
    screens.find((screen) => screen.screenId === wishedId) ?? screens.find((screen) => !taken.has(screen.screenId));
  if (whole !== undefined) return { screenId: whole.screenId, bounds: boundsOf(whole), isFullScreen: true };
  const shared = screens.find((screen) => screen.isPrimary) ?? screens[0];
  if (shared === undefined) return null;
  const widthPx = Math.round(shared.widthPx * SHARED_PART);
  const heightPx = Math.round(shared.heightPx * SHARED_PART);
  const bounds = {
    leftPx: shared.leftPx + shared.widthPx - widthPx,
    topPx: shared.topPx + shared.heightPx - heightPx,
    widthPx,
    heightPx,
  };
  return { screenId: shared.screenId, bounds, isFullScreen: false };
}

/** The screen a point lies on. */
export function findScreenAt(screens: readonly ScreenInfo[], leftPx: number, topPx: number): ScreenInfo | undefined {
  return screens.find(
    (screen) =>
      leftPx >= screen.leftPx &&
      leftPx < screen.leftPx + screen.widthPx &&
      topPx >= screen.topPx &&
      topPx < screen.topPx + screen.heightPx,
  );
}

function boundsOf({ leftPx, topPx, widthPx, heightPx }: ScreenInfo): Bounds {
  return { leftPx, topPx, widthPx, heightPx };
}
