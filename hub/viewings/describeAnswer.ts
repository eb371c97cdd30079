import type { Camera, Rendition } from "../../contract/cameras.ts";
import type { ConsentRecord } from "../../contract/consentRecord.ts";
import { MEDIA_PREFIX } from "../../contract/hubRoutes.ts";
import { HIDDEN_REASONS, type ReasonCode, type RevokeCause } from "../../contract/reasons.ts";
import type { MediaOffer, ViewingTerms } from "../../contract/viewings.ts";
import type { Viewing } from "./runningViewings.ts";

/**
 * Reasons as they leave the hub. The auditor's are all in the log; outside, everything that would tell a withdrawn
 * permission from one never given is one and the same code.
 */
export function hideReasons(reasons: readonly ReasonCode[]): ReasonCode[] {
  return reasons.map((reason) =>
    HIDDEN_REASONS.has(reason) && reason !== "REQUEST_NO_ANSWER" ? "CONSENT_NONE" : reason,
  );
}

/** Highest picture a viewing may have: the owner's bound, and for a glance from the map that of the smallest one. */
export function chooseMaxHeightPx(renditions: readonly Rendition[], ownerMaxPx: number, isPreview: boolean): number {
  if (!isPreview) return ownerMaxPx;
  const thumb = renditions.find(({ name }) => name === "thumb");
  return Math.min(ownerMaxPx, thumb?.heightPx ?? ownerMaxPx);
}

/** Ways to fetch a viewing's picture, best first; HLS is made of the two larger renditions only. */
export function listMedia(viewingId: string, renditions: readonly Rendition[], maxHeightPx: number): MediaOffer[] {
  const allowed = renditions.filter(({ heightPx }) => heightPx <= maxHeightPx);
  const live = `${MEDIA_PREFIX}/${viewingId}/live`;
  const flv = allowed.map(({ name, ...facts }) => describeOffer("flv", `${live}/${name}.flv`, name, facts));
  const hls = allowed
    .filter(({ name }) => name !== "thumb")
    .map(({ name, ...facts }) => describeOffer("hls", `${live}/${name}/index.m3u8`, name, facts));
  return [...flv, ...hls];
}

/** The same of recordings: one index per rendition. */
export function listRecorded(viewingId: string, renditions: readonly Rendition[], maxHeightPx: number): MediaOffer[] {
  const recorded = `${MEDIA_PREFIX}/${viewingId}/recorded`;
  return renditions
    .filter(({ heightPx }) => heightPx <= maxHeightPx)
    .map(({ name, ...facts }) => describeOffer("recorded", `${recorded}/${name}/index.json`, name, facts));
}

function describeOffer(
  protocol: MediaOffer["protocol"],
  path: string,
  rendition: MediaOffer["rendition"],
  facts: Omit<Rendition, "name">,
): MediaOffer {
  return { protocol, rendition, path, ...facts };
}

/** What the tile tells the operator about the owner's permission. */
export function describeTerms(camera: Camera, record: ConsentRecord, viewing: Viewing): ViewingTerms {
  const { incidentId } = viewing.purpose;
  return {
    ownerKind: camera.owner.kind,
    ownerLabel: camera.owner.label,
    sharing: record.tier,
    words: record.words,
    ...(incidentId === undefined ? {} : { incidentId }),
    ...(record.obligations.notifyOwner ? { ownerToldAtMs: viewing.openedAtMs } : {}),
    auditSeq: viewing.decisionSeq,
  };
}

/** Terms that were met and no longer are because the incident was moved, called something else, or doubted. */
const OF_INCIDENT: ReadonlySet<ReasonCode> = new Set([
  "CTX_INCIDENT_UNVERIFIED",
  "CTX_PURPOSE_UNFIT",
  "RULE_OUTSIDE_RADIUS",
  "RULE_NO_QUALIFYING_INCIDENT",
]);

const OF_TIME: ReadonlySet<ReasonCode> = new Set(["LIMIT_VIEWING_TIME", "CONSENT_EXPIRED", "RULE_OUTSIDE_LOOKBACK"]);

/** What to call the end of a running viewing whose new decision was not a permit. */
export function chooseCause(reason: ReasonCode | undefined): RevokeCause {
  if (reason === "CONSENT_WITHDRAWN") return "owner-withdrew";
  if (reason === "CTX_INCIDENT_CLOSED") return "incident-closed";
  if (reason !== undefined && OF_INCIDENT.has(reason)) return "incident-changed";
  return reason !== undefined && OF_TIME.has(reason) ? "time-over" : "terms-changed";
}
