import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import type { Views } from "../views/views.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Calls about views: layouts with cameras that follow their operator. */
export function defineViewRoutes({ views }: { views: Views }): DefinedRoute[] {
  return [
    defineRoute("views", ({ session, query }) => views.readPage(session.account, query.after)),
    defineRoute("putView", ({ session, params, body }) => {
      requireRight(session, "view-live");
      return views.put(session.account, params.id, body);
    }),
    defineRoute("deleteView", async ({ session, params, query }) => {
      await views.remove(session.account, params.id, query.revision);
      return {};
    }),
  ];
}
