/** Where a window was asked for from this page. Whether the browser opened it shows when the window says hello. */
export interface ByHandPlace {
  /** Name of the other monitor it was sent to; null: this page's own. */
  readonly label: string | null;
  /** Whether the browser lets this page place windows at all. */
  readonly mayPlace: boolean;
}

interface ScreenPlace {
  readonly label: string;
  readonly availLeft: number;
  readonly availTop: number;
  readonly availWidth: number;
  readonly availHeight: number;
}

interface PlacedScreens {
  readonly screens: readonly ScreenPlace[];
  readonly currentScreen: ScreenPlace;
}

declare global {
  interface Window {
    /** Window Management API, Chromium only: https://www.w3.org/TR/window-management/ */
    getScreenDetails?(): Promise<PlacedScreens>;
  }
}

/** A process of its own, as every display has: with an opener, two windows would share one thread. */
const ALONE = "popup,noopener";
/** On this page's own monitor it leaves most of the page to be seen. */
const BESIDE = "width=960,height=540";

/**
 * Asks the browser for a window on a monitor this page is not on; `taken` other displays have one already. The
 * browser asks its user for leave to place windows; without it, and without a second monitor, it is asked for here.
 */
export async function openByHand(page: Window, url: string, taken: number): Promise<ByHandPlace> {
  const details = await askScreens(page);
  const others = details?.screens.filter((screen) => screen !== details.currentScreen) ?? [];
  const target = others[taken % Math.max(1, others.length)];
  page.open(url, "_blank", `${ALONE},${target === undefined ? BESIDE : describePlace(target)}`);
  return { label: target?.label ?? null, mayPlace: details !== null };
}

/** Null where the browser has no such API, or its user said no. */
async function askScreens(page: Window): Promise<PlacedScreens | null> {
  try {
    return (await page.getScreenDetails?.()) ?? null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function describePlace({ availLeft, availTop, availWidth, availHeight }: ScreenPlace): string {
  return `left=${availLeft},top=${availTop},width=${availWidth},height=${availHeight}`;
}
