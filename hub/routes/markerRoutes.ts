import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import type { Markers } from "../incidents/markers.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Calls about markers in an incident's recordings. Who may watch may read and set them. */
export function defineMarkerRoutes({ markers }: { markers: Markers }): DefinedRoute[] {
  return [
    defineRoute("markers", ({ session, params }) => {
      requireRight(session, "view-live");
      return markers.list(session.account, params.id);
    }),
    defineRoute("addMarker", ({ session, params, body }) => {
      requireRight(session, "view-live");
      return markers.add(session.account, params.id, body);
    }),
    defineRoute("removeMarker", async ({ session, params, query }) => {
      await markers.remove(session.account, params.id, query.markerId);
      return {};
    }),
  ];
}
