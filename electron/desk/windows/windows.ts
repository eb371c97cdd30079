import type { DeskEventName, DeskEventPayload } from "../../../contract/deskApi.ts";
import type { WindowLine } from "./windowLine.ts";

/** All windows of this desk. */
export interface Windows {
  add(line: WindowLine): void;
  remove(line: WindowLine): void;
  find(windowId: string): WindowLine | undefined;
  all(): readonly WindowLine[];
  tellAll<E extends DeskEventName>(event: E, payload: DeskEventPayload<E>): void;
  tellConsoles<E extends DeskEventName>(event: E, payload: DeskEventPayload<E>): void;
  /** Whether a display window for this display is connected. */
  shows(display: number): boolean;
}

export function createWindows(): Windows {
  const lines = new Map<string, WindowLine>();
  return {
    add: (line) => lines.set(line.windowId, line),
    remove: (line) => lines.delete(line.windowId),
    find: (windowId) => lines.get(windowId),
    all: () => [...lines.values()],
    tellAll(event, payload) {
      for (const line of lines.values()) line.tell(event, payload);
    },
    tellConsoles(event, payload) {
      for (const line of lines.values()) if (line.about?.kind === "console") line.tell(event, payload);
    },
    shows: (display) => [...lines.values()].some(({ about }) => about?.kind === "display" && about.display === display),
  };
}
