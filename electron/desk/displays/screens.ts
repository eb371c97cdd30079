import { createHash } from "node:crypto";
import { cleanText, MAX_LABEL_CODE_POINTS } from "../../../contract/primitives.ts";
import { MAX_SCREENS, type ScreenInfo } from "../../../contract/screens.ts";

/** A point on the desktop, device-independent pixels. */
export interface DesktopPoint {
  readonly leftPx: number;
  readonly topPx: number;
}

/** A rectangle on the desktop, device-independent pixels. */
export interface Bounds extends DesktopPoint {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What a shell learns of a screen. */
export interface ScreenFacts extends Bounds {
  /** Its name; may be empty where the platform gives none. */
  readonly label: string;
  /** Device pixels per device-independent pixel. */
  readonly scale: number;
  readonly isPrimary: boolean;
  /** Built into the machine. */
  readonly isInternal: boolean;
  /** The platform's own name of it: a hint, because it may mean another screen after a restart. May be empty. */
  readonly platformId: string;
}

/** Enough of a hash to tell a handful of screens apart. */
const ID_LENGTH = 16;

/** Screens as windows may know them, in the order given. Their ids are made of what they are and where they stand. */
export function describeScreens(screens: readonly ScreenFacts[]): ScreenInfo[] {
  return screens.slice(0, MAX_SCREENS).map(({ platformId: _, ...screen }, index) => {
    const identity = [screen.label, screen.leftPx, screen.topPx, screen.widthPx, screen.heightPx, screen.scale];
    const digest = createHash("sha256").update(JSON.stringify(identity)).digest("base64url");
    const label = nameScreen(screen.label);
    return { ...screen, label: label === "" ? `Screen ${index + 1}` : label, screenId: digest.slice(0, ID_LENGTH) };
  });
}

/** A label fit to be shown; empty where the platform gives none. */
export function nameScreen(label: string): string {
  return [...cleanText(label)].slice(0, MAX_LABEL_CODE_POINTS).join("");
}

/** The screen a point lies on; the far edge belongs to the next. */
export function findScreenAt(screens: readonly ScreenInfo[], { leftPx, topPx }: DesktopPoint): ScreenInfo | undefined {
  return screens.find(
    (screen) =>
      leftPx >= screen.leftPx &&
      leftPx < screen.leftPx + screen.widthPx &&
      topPx >= screen.topPx &&
      topPx < screen.topPx + screen.heightPx,
  );
}
