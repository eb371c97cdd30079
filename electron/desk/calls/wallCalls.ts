import { Fault } from "../../../contract/faults.ts";
import type { Incident } from "../../../contract/incidents.ts";
import type { Display } from "../../../contract/wall.ts";
import {
  assignTiles,
  changeLayout,
  chooseDisplayNumber,
  clearTiles,
  createDisplay,
  fillTiles,
  showOnly,
  swapTiles,
} from "../wall/editDisplays.ts";
import { openIncident, showAsked } from "../wall/openIncident.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type WallCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `wall.${string}` | `purpose.${string}`>>;

export function createWallCalls({ wall, hub, hubNowMs, incidents, displays, viewings }: DeskParts): WallCalls {
  function edit(display: number, change: (before: Display) => Display | null): Record<string, never> {
    const next = change(wall.display(display));
    if (next === null) throw new Fault("REQUEST_MALFORMED", "The layout has no such tile.");
    wall.edit(next);
    return {};
  }

  const hubView = { askCameras: (id: string) => hub.call("incidentCameras", { id }), nowMs: hubNowMs };

  function findOpen(incidentId: string): Incident {
    const incident = incidents.find(incidentId);
    if (incident === undefined) throw new Fault("NOT_FOUND", "There is no such incident.");
    if (incident.closedAtMs !== undefined)
      throw new Fault("CONFLICT", "The incident is closed. The wall stays as it is.");
    return incident;
  }

  /**
   * A display opened empty beside the first is opened for the same work. One with cameras from before is not: a purpose
   * nobody gave there would ask for all of them.
   */
  function inheritPurpose(display: number): void {
    const first = wall.displays().find((some) => some.display !== display);
    const opened = wall.display(display);
    if (first?.purpose != null && opened.purpose === null && isEmpty(opened))
      wall.setPurpose(display, first.purpose, hubNowMs());
  }

  return {
    "purpose.set"({ display, purpose }) {
      wall.setPurpose(display, purpose, hubNowMs());
      return {};
    },
    "purpose.clear"({ display }) {
      wall.setPurpose(display, null, hubNowMs());
      return {};
    },
    "wall.snapshot": () => wall.snapshot(),
    "wall.setLayout": ({ display, layout }) => edit(display, (before) => changeLayout(before, layout)),
    "wall.assign": ({ display, items }) => edit(display, (before) => assignTiles(before, items)),
    "wall.fill": ({ display, cameraIds }) => edit(display, (before) => fillTiles(before, cameraIds)),
    "wall.show": ({ display, cameraIds }) => edit(display, (before) => showOnly(before, cameraIds)),
    "wall.swap": ({ display, a, b }) => edit(display, (before) => swapTiles(before, a, b)),
    "wall.clear": ({ display }) => edit(display, clearTiles),
    "wall.undo"() {
      wall.undo();
      return {};
    },
    async "wall.openIncident"({ display, incidentId, count }) {
      return { shown: await openIncident(wall, display, findOpen(incidentId), count, hubView) };
    },
    async "wall.askIncident"({ display, incidentId }) {
      const asked = await showAsked(wall, display, findOpen(incidentId), hubView);
      viewings.askFor(display, asked);
      return { asked };
    },
    async "wall.openDisplay"({ display: wanted, screenId }) {
      const display = wanted ?? chooseDisplayNumber(wall.displays());
      if (display === null) throw new Fault("CONFLICT", "This station has as many displays as it can.");
      if (!wall.displays().some((known) => known.display === display)) wall.edit(createDisplay(display));
      inheritPurpose(display);
      return { display, isOpened: await displays.open(display, screenId), path: `/?display=${display}` };
    },
    async "wall.closeDisplay"({ display }) {
      const closed = wall.display(display);
      await displays.close(display);
      // What still shows something may be wanted again.
      if (display !== 1 && isEmpty(closed)) wall.remove(display);
      return {};
    },
  };
}

function isEmpty({ tiles, hotspot }: Display): boolean {
  return hotspot === null && tiles.every((cameraId) => cameraId === null);
}
