import type { ScreenInfo } from "../../contract/screens.ts";

/** A monitor on the map, in percent of the map's width and height. */
export interface MonitorBox {
  readonly screen: ScreenInfo;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface MonitorMap {
  readonly boxes: readonly MonitorBox[];
  /** Width over height of everything together; 1 without a screen. */
  readonly ratio: number;
}

const WHOLE = 100;

/** All monitors to scale, as they stand, turned as they are turned. */
export function drawMonitors(screens: readonly ScreenInfo[]): MonitorMap {
  const left = Math.min(...screens.map(({ leftPx }) => leftPx));
  const top = Math.min(...screens.map(({ topPx }) => topPx));
  const widthPx = Math.max(...screens.map((screen) => screen.leftPx + screen.widthPx)) - left;
  const heightPx = Math.max(...screens.map((screen) => screen.topPx + screen.heightPx)) - top;
  return {
    ratio: screens.length === 0 ? 1 : widthPx / heightPx,
    boxes: screens.map((screen) => ({
      screen,
      left: ((screen.leftPx - left) / widthPx) * WHOLE,
      top: ((screen.topPx - top) / heightPx) * WHOLE,
      width: (screen.widthPx / widthPx) * WHOLE,
      height: (screen.heightPx / heightPx) * WHOLE,
    })),
  };
}
