import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type FootageCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `footage.${string}`>>;

/** Calls about requests to owners for recordings: all of it lives on the hub. */
export function createFootageCalls({ hub }: DeskParts): FootageCalls {
  return {
    "footage.list": ({ incidentId }) => hub.call("footageRequests", { query: { incidentId } }),
    "footage.preview": (wish) => hub.call("previewFootage", { body: wish }),
    "footage.ask": (wish) => hub.call("askFootage", { body: wish }),
    "footage.step": ({ requestId, step }) => hub.call("stepFootage", { id: requestId, body: { step } }),
  };
}
