import { type Approval, MAX_APPROVALS } from "../../contract/approvals.ts";
import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import type { Session } from "../people/sessions.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Consents } from "../registry/consents.ts";
import type { AccessRequest } from "../viewings/accessRequest.ts";
import type { AccessRequests } from "../viewings/accessRequests.ts";
import { requireRight } from "./sessionRoutes.ts";

/** The supervisor's queue. */
export function defineApprovalRoutes(options: {
  requests: AccessRequests;
  cameras: CameraRegistry;
  consents: Consents;
  clock: HubClock;
}): DefinedRoute[] {
  const { requests, cameras, consents, clock } = options;

  function describeApproval(session: Session, request: AccessRequest): Approval[] {
    const camera = cameras.find(request.cameraId);
    if (camera === undefined) return [];
    const { id: requestId, cameraId, purpose, range, operatorLabel: askedBy, askedAtMs } = request;
    const names = { cameraNumber: camera.number, cameraName: camera.name, ownerLabel: camera.owner.label };
    const isOwn = request.operatorId === session.account.name;
    const expiresInMs = Math.max(0, request.expiresAtMs - clock.nowMs());
    const time = range === undefined ? {} : { range };
    return [{ requestId, cameraId, ...names, purpose, ...time, askedBy, isOwn, askedAtMs, expiresInMs }];
  }

  return [
    defineRoute("approvals", ({ session }) => {
      requireRight(session, "approve-requests");
      const waiting = requests.listFor("supervisor").slice(0, MAX_APPROVALS);
      return { approvals: waiting.flatMap((request) => describeApproval(session, request)) };
    }),
    defineRoute("answerApproval", async ({ session, params, body }) => {
      requireRight(session, "approve-requests");
      const isForOwner = (cameraId: string) => consents.find(cameraId)?.tier === "on-request";
      await requests.answerAsSupervisor(params.id, session.account, body.answer === "approve", isForOwner);
      return {};
    }),
  ];
}
