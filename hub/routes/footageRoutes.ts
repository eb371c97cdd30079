import { Fault } from "../../contract/faults.ts";
import { type FootageRequest, MAX_FOOTAGE_REQUESTS } from "../../contract/footage.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { describeFootage, describeItem, type FootageNames } from "../footage/describeFootage.ts";
import type { FootageRequests } from "../footage/footageRequests.ts";
import type { StoredFootage } from "../footage/storedFootage.ts";
import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import { listRights } from "../people/accounts.ts";
import type { Session } from "../people/sessions.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Incidents } from "../registry/incidents.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Calls about requests to owners for recordings. */
export function defineFootageRoutes(options: {
  footage: FootageRequests;
  cameras: CameraRegistry;
  incidents: Incidents;
  audit: AuditLog;
}): DefinedRoute[] {
  const { footage, cameras, incidents, audit } = options;
  const names: FootageNames = {
    findCamera: cameras.find,
    incidentTitle: (id) => incidents.find(id)?.title ?? id,
  };
  const describe = (request: StoredFootage, { account }: Session): FootageRequest =>
    describeFootage(request, names, account.name);

  return [
    defineRoute("footageRequests", ({ session, query: { incidentId } }) => {
      requireRight(session, incidentId === undefined ? "approve-requests" : "view-live");
      const shown = footage
        .list()
        .filter((request) =>
          incidentId === undefined ? request.stage === "supervisor" : request.incidentId === incidentId,
        );
      return { requests: shown.slice(0, MAX_FOOTAGE_REQUESTS).map((request) => describe(request, session)) };
    }),
    defineRoute("previewFootage", async ({ session, body }) => {
      requireRight(session, "view-live");
      const items = footage.plan(body);
      const about = { actor: session.account.name, incident: body.incidentId, cameras: items.length };
      await audit.append([{ type: "registry.lookup", ...about }]);
      const asked = items.filter(({ state }) => state !== "not-asked");
      const owners = new Set(asked.map(({ ownerId }) => ownerId)).size;
      return { items: items.flatMap((item) => describeItem(item, "supervisor", names)), owners };
    }),
    defineRoute("askFootage", async ({ session, body }) => {
      requireRight(session, "view-live");
      return describe(await footage.ask(body, session.account), session);
    }),
    defineRoute("stepFootage", async ({ session, params: { id }, body: { step } }) => {
      const { account } = session;
      if (step === "withdraw") {
        const isOwn = footage.list().some((request) => request.id === id && request.operatorId === account.name);
        if (!isOwn && !listRights(account).includes("approve-requests")) throw new Fault("RIGHT_MISSING");
        return describe(await footage.withdraw(id, account), session);
      }
      requireRight(session, "approve-requests");
      const moved = step === "approve" ? footage.approve(id, account) : footage.decline(id, account);
      return describe(await moved, session);
    }),
  ];
}
