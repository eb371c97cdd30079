import { makeSecret } from "../chance.ts";
import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type MarkerCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `markers.${string}`>>;

const ID_RANDOM_BYTES = 12;

/** Calls about markers: the hub keeps them, this station holds none. */
export function createMarkerCalls({ hub }: DeskParts): MarkerCalls {
  return {
    "markers.list": ({ incidentId }) => hub.call("markers", { id: incidentId }),
    "markers.add": ({ incidentId, marker }) =>
      hub.call("addMarker", { id: incidentId, body: { ...marker, markerId: `mk-${makeSecret(ID_RANDOM_BYTES)}` } }),
    async "markers.remove"({ incidentId, markerId }) {
      await hub.call("removeMarker", { id: incidentId, query: { markerId } });
      return {};
    },
  };
}
