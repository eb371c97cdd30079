import type { RefObject } from "react";
import type { ArrowKey } from "./findNextSpot.ts";

/** Everything the keyboard does on the map. `back` says whether there was something to leave. */
export const MAP_ACTS = [
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "open",
  "preview",
  "wider",
  "closer",
  "city",
  "layers",
  "search",
  "circle",
  "polygon",
  "openShape",
  "incident",
  "back",
] as const;
export type MapAct = (typeof MAP_ACTS)[number];

/** Filled while the map is shown; false where an act had nothing to act on. */
export type MapHandle = RefObject<((act: MapAct) => boolean) | null>;

export function isArrow(act: MapAct): act is ArrowKey {
  return act.startsWith("Arrow");
}
