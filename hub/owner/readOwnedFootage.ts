import { choosePurposeOf } from "../../contract/incidents.ts";
import type { FootageRequests } from "../footage/footageRequests.ts";
import { isWithOwners, type StoredFootage, type StoredItem } from "../footage/storedFootage.ts";
import type { Account } from "../people/accounts.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Incidents } from "../registry/incidents.ts";
import { PURPOSE_WORDS, writeMoment, writeTime } from "./describeOwned.ts";
import type { FootageLine, SpanTime } from "./footageHtml.ts";

/** Finest step between the times an owner can choose from, and most steps. Our choice: a list one can scroll. */
const MIN_STEP_MS = 60_000;
const MAX_STEPS = 24;
/** A yes is offered for taking back this long after the request has ended. Our choice. */
const SHOWN_AFTER_MS = 30 * 24 * 3_600_000;

export interface FootageSources {
  readonly footage: FootageRequests;
  readonly cameras: CameraRegistry;
  readonly incidents: Incidents;
  readonly clock: HubClock;
  readonly agencyName: string;
  readonly timeZone: string;
}

/** What an owner is asked for, newest first, and what they have said yes to. */
export function readOwnedFootage(sources: FootageSources, { ownerId }: Account): FootageLine[] {
  const nowMs = sources.clock.nowMs();
  if (ownerId === undefined) return [];
  return sources.footage.list().flatMap((request) => {
    const isAsking = isWithOwners(request) && nowMs < request.expiresAtMs;
    const isRecent = nowMs < request.expiresAtMs + SHOWN_AFTER_MS;
    const own = request.items.filter((item) => item.ownerId === ownerId);
    const shown = own.filter(({ state }) => (state === "open" && isAsking) || (state === "yes" && isRecent));
    return shown.flatMap((item) => describeLine(sources, request, item));
  });
}

function describeLine(sources: FootageSources, request: StoredFootage, item: StoredItem): FootageLine[] {
  const { cameras, incidents, agencyName, timeZone } = sources;
  const camera = cameras.find(item.cameraId);
  const incident = incidents.find(request.incidentId);
  if (camera === undefined) return [];
  const isOffered = item.state === "yes";
  const { fromMs, toMs } = item.span ?? request;
  const purpose = incident === undefined ? "" : PURPOSE_WORDS[choosePurposeOf(incident.kind)];
  return [
    {
      requestId: request.id,
      cameraId: camera.id,
      camera: `${camera.number} · ${camera.name}`,
      who: `${request.operatorLabel}, ${agencyName}`,
      purpose: incident === undefined ? purpose : `${purpose}: ${incident.title}, ${incident.place}`,
      why: request.why,
      span: `${writeMoment(fromMs, timeZone)} to ${writeTime(toMs, timeZone)}`,
      until: writeMoment(request.expiresAtMs, timeZone),
      isOffered,
      times: isOffered || camera.can?.recorded !== true ? [] : listTimes(request.fromMs, request.toMs, timeZone),
    },
  ];
}

/** Times from the start to the end of a span, both included. */
export function listTimes(fromMs: number, toMs: number, timeZone: string): SpanTime[] {
  const steps = Math.max(1, Math.min(MAX_STEPS, Math.floor((toMs - fromMs) / MIN_STEP_MS)));
  return Array.from({ length: steps + 1 }, (_, index) => {
    const atMs = fromMs + Math.round(((toMs - fromMs) * index) / steps);
    return { atMs, words: writeTime(atMs, timeZone) };
  });
}
