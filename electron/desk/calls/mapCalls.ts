import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type MapCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `map.${string}`>>;

/** Calls about what the map is drawn on. */
export function createMapCalls({ city, baseMap }: DeskParts): MapCalls {
  return {
    "map.city": () => city.read(),
    "map.base": () => baseMap.state(),
  };
}
