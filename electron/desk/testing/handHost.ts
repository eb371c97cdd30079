import type { WindowPlace } from "../displays/placeDisplays.ts";
import type { DesktopPoint, ScreenFacts } from "../displays/screens.ts";
import type { WindowHost } from "../ports.ts";

/** A shell whose screens are set by hand and whose windows are rows of a table. */
export interface HandHost extends WindowHost {
  facts: ScreenFacts[];
  consolePoint: DesktopPoint | null;
  /** Display: where its window is, or null when hidden. */
  readonly windows: Map<number, WindowPlace | null>;
  /** Every `kill` and `reload`, in order. */
  readonly acts: string[];
  /** The next `show` fails. */
  isBroken: boolean;
}

export function createHandHost(facts: ScreenFacts[], consolePoint: DesktopPoint | null = facts[0] ?? null): HandHost {
  const host: HandHost = {
    facts,
    consolePoint,
    windows: new Map(),
    acts: [],
    isBroken: false,
    screens: async () => host.facts,
    consoleAt: async () => host.consolePoint,
    async show(display, place) {
      if (host.isBroken) throw new Error("no window");
      host.windows.set(display, place);
    },
    async hide(display) {
      if (host.windows.has(display)) host.windows.set(display, null);
    },
    async close(display) {
      host.windows.delete(display);
    },
    async kill(display) {
      host.acts.push(`kill ${display}`);
    },
    async reload(display) {
      host.acts.push(`reload ${display}`);
    },
  };
  return host;
}

/** A screen of a row of identical monitors, numbered from 0 at the left; 0 is the primary one. */
export function monitor(number: number, change: Partial<ScreenFacts> = {}): ScreenFacts {
  return {
    label: "DELL U2720Q",
    leftPx: number * 1_920,
    topPx: 0,
    widthPx: 1_920,
    heightPx: 1_080,
    scale: 1,
    isPrimary: number === 0,
    isInternal: false,
    platformId: String(number),
    ...change,
  };
}
