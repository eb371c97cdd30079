import type { Camera } from "../../contract/cameras.ts";
import { Fault } from "../../contract/faults.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Site } from "../site/loadSite.ts";
import { foreseeCamera } from "../viewings/foreseeCamera.ts";
import type { RunningViewings } from "../viewings/runningViewings.ts";
import type { ViewingDesk } from "../viewings/viewingDesk.ts";

/** Calls about cameras and viewings. */
export function defineViewingRoutes(options: {
  desk: ViewingDesk;
  viewings: RunningViewings;
  cameras: CameraRegistry;
  audit: AuditLog;
  clock: HubClock;
  site: Pick<Site, "facts" | "city">;
}): DefinedRoute[] {
  const { desk, viewings, cameras, audit, clock } = options;
  const { facts, city } = options.site;

  return [
    defineRoute("city", () => ({ siteId: facts.id, centre: facts.centre, features: [...city] })),
    defineRoute("cameras", ({ session, query }) =>
      // A wall that runs by itself never shows a private camera, so it is told of none.
      cameras.readPage(query.since, query.after, session.account.kind === "station" ? isOfCity : undefined),
    ),
    defineRoute("openViewings", async ({ session, body }) => ({
      answers: await desk.open(session, body),
      hubNowMs: clock.nowMs(),
    })),
    defineRoute("foreseeViewings", async ({ session, body: { purpose, cameraIds } }) => {
      const about = { actor: session.account.name, purpose: purpose.code, incident: purpose.incidentId };
      await audit.append([{ type: "registry.lookup", ...about, cameras: cameraIds.length }]);
      return { cameras: cameraIds.map((cameraId) => foreseeCamera(options, session, purpose, cameraId)) };
    }),
    defineRoute("renewViewings", async ({ session, body }) => ({
      answers: await desk.renew(session, body),
      hubNowMs: clock.nowMs(),
    })),
    defineRoute("endViewing", ({ session, params }) => {
      const viewing = viewings.find(params.id);
      if (viewing === undefined || viewing.session.id !== session.id) throw new Fault("NOT_FOUND");
      viewings.end(viewing, "operator-closed");
      return {};
    }),
    defineRoute("ackViewings", async ({ session, body }) => {
      const about = { type: "viewing.blanked", actor: session.account.name, session: session.id };
      const entries = body.acks.map(({ viewingId, cause, blankedAfterMs, framesAfter }) => ({
        ...about,
        ...{ viewing: viewingId, cause, blankedAfterMs, framesAfter },
      }));
      await audit.append(entries);
      return {};
    }),
  ];
}

function isOfCity({ owner }: Camera): boolean {
  return owner.kind === "city";
}
