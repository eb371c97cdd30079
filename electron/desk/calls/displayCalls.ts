import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type DisplayCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `displays.${string}`>>;

/** A display's number stays on its monitor this long (design). */
const IDENTIFY_MS = 3_000;

/** Calls about all displays and the monitors they are on. */
export function createDisplayCalls({ displays, wall, windows }: DeskParts): DisplayCalls {
  return {
    "displays.snapshot": displays.view,
    async "displays.openAll"() {
      await displays.openAll();
      return {};
    },
    async "displays.closeAll"() {
      for (const { display, hasWindow } of wall.displays()) if (hasWindow) await displays.close(display);
      return {};
    },
    "displays.identify"() {
      windows.tellAll("display.identify", { forMs: IDENTIFY_MS });
      return {};
    },
  };
}
