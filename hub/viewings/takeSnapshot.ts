import type { Camera } from "../../contract/cameras.ts";
import type { Incident } from "../../contract/incidents.ts";
import type { TimeRange } from "../../contract/recorded.ts";
import type { Action, Purpose } from "../../contract/viewings.ts";
import type { DecisionSnapshot } from "../consent/decide.ts";
import { listRights } from "../people/accounts.ts";
import type { Session } from "../people/sessions.ts";
import type { HubClock, RecordedSource } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Consents } from "../registry/consents.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { Pushes } from "../stations/pushes.ts";
import type { AccessRequests } from "./accessRequests.ts";

/** What a decision is about. */
export interface Wish {
  readonly session: Session;
  readonly stationId: string;
  readonly cameraId: string;
  readonly action: Action;
  readonly purpose: Purpose;
  /** The time asked for; of recordings alone. */
  readonly range?: TimeRange | undefined;
  /** Start of the viewing that would go on; null for a new one. */
  readonly runningSinceMs: number | null;
}

export interface SnapshotSources {
  readonly clock: HubClock;
  readonly cameras: CameraRegistry;
  readonly consents: Consents;
  readonly incidents: Incidents;
  readonly requests: AccessRequests;
  readonly pushes: Pick<Pushes, "stands">;
  readonly recordings: Pick<RecordedSource, "renditions">;
  readonly isSynthetic: boolean;
  /** How long what runs goes on after its incident was closed. */
  readonly closeGraceMs: number;
}

/** Everything the kernel may know about a wish at this moment. */
export function takeSnapshot(sources: SnapshotSources, wish: Wish): DecisionSnapshot {
  const { clock, cameras, consents, incidents, requests, pushes, recordings, isSynthetic, closeGraceMs } = sources;
  const { session, cameraId, action, purpose, range } = wish;
  const camera = cameras.find(cameraId);
  const record = consents.find(cameraId);
  const scope = { operatorId: session.account.name, cameraId, action, purpose, range };
  const isRecorded = camera?.can?.recorded === true && recordings.renditions(cameraId).length > 0;
  return {
    nowMs: clock.nowMs(),
    subject: {
      mayViewLive: listRights(session.account).includes("view-live"),
      isStationBound: wish.stationId === session.station.id,
      isUnattended: session.account.kind === "station",
      isPurposePushed: pushes.stands(session.station.id, purpose),
    },
    camera: camera === undefined ? null : describeCamera(camera, isSynthetic, isRecorded),
    consents: record === undefined ? [] : [record],
    epoch: consents.epochOf(cameraId),
    incident: describeIncident(purpose.incidentId === undefined ? undefined : incidents.find(purpose.incidentId)),
    closeGraceMs,
    approvals: requests.listApprovals(scope),
    wentUnanswered: requests.wentUnanswered(scope),
    runningSinceMs: wish.runningSinceMs,
  };
}

/** What a decision may rest on of an incident; the rest would only fill the audit. */
function describeIncident(incident: Incident | undefined): DecisionSnapshot["incident"] {
  if (incident === undefined) return null;
  const { id, kind, verified, priority, position, closedAtMs } = incident;
  return {
    ...{ id, kind, verified, priority },
    ...(position === undefined ? {} : { position }),
    ...(closedAtMs === undefined ? {} : { closedAtMs }),
  };
}

/** This hub plays live pictures, of which a desk may keep one, and recorded ones, of which it cuts clips. */
function describeCamera(
  { position, health, can }: Camera,
  isSynthetic: boolean,
  isRecorded: boolean,
): DecisionSnapshot["camera"] {
  const actions: Action[] = can?.live === true ? ["view-live", "snapshot"] : [];
  if (isRecorded) actions.push("view-recorded", "export");
  return { position, isOnline: health.state === "online", isSynthetic, actions };
}
