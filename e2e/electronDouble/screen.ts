import { EventEmitter } from "node:events";
import type * as Electron from "electron";
import type { Browser } from "./browser.ts";
import { refuseMissing } from "./refuseMissing.ts";

type DoubleDisplay = Pick<Electron.Display, "id" | "label" | "bounds" | "scaleFactor" | "internal">;

interface ScreenFacts {
  readonly id: string;
  readonly label: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly devicePixelRatio: number;
  readonly isPrimary: boolean;
  readonly isInternal: boolean;
}

/** A test adds and removes screens in the browser; this is how soon the double notices. */
const CHECK_MS = 300;

class DoubleScreen extends EventEmitter {
  #displays: (DoubleDisplay & { isPrimary: boolean })[] = [];

  getAllDisplays(): DoubleDisplay[] {
    return this.#displays.map(({ isPrimary: _, ...display }) => display);
  }

  getPrimaryDisplay(): DoubleDisplay {
    const primary = this.#displays.find(({ isPrimary }) => isPrimary) ?? this.#displays[0];
    if (primary === undefined) throw new Error("the Electron double has no screen");
    return primary;
  }

  async read(browser: Browser): Promise<void> {
    const { screenInfos }: { screenInfos: ScreenFacts[] } = await browser.send("Emulation.getScreenInfos");
    const before = this.#displays;
    this.#displays = screenInfos.map(toDisplay);
    for (const display of this.#displays) {
      const old = before.find(({ id }) => id === display.id);
      if (old === undefined && before.length > 0) this.emit("display-added", {}, display);
      const isChanged = old !== undefined && JSON.stringify(old) !== JSON.stringify(display);
      if (isChanged) this.emit("display-metrics-changed", {}, display, ["bounds"]);
    }
    for (const old of before) {
      if (!this.#displays.some(({ id }) => id === old.id)) this.emit("display-removed", {}, old);
    }
  }
}

function toDisplay(facts: ScreenFacts) {
  const { id, label, left, top, width, height, devicePixelRatio, isPrimary, isInternal } = facts;
  return {
    id: Number(id),
    label,
    bounds: { x: left, y: top, width, height },
    scaleFactor: devicePixelRatio,
    internal: isInternal,
    isPrimary,
  };
}

const doubleScreen = new DoubleScreen();
export const screen = refuseMissing("screen", doubleScreen);

export async function startScreens(browser: Browser): Promise<void> {
  await doubleScreen.read(browser);
  const timer = setInterval(() => doubleScreen.read(browser).catch(() => {}), CHECK_MS);
  timer.unref();
}
