import type { PushSource } from "./listSources.ts";

/** Type of what is dragged on the Stations screen; nothing dropped from elsewhere has it. */
export const PUSH_DRAG = "application/x-glasshouse-push";

/** The sources on offer, by the id a drag carries. */
function createDragBook() {
  let offered: ReadonlyMap<string, PushSource> = new Map();
  return {
    offer(sources: ReadonlyMap<string, PushSource>): void {
      offered = sources;
    },
    find: (sourceId: string): PushSource | undefined => offered.get(sourceId),
  };
}

export const dragged = createDragBook();
