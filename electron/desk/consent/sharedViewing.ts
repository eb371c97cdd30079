import type { OwnerKind } from "../../../contract/consentRecord.ts";
import type { TimeRange } from "../../../contract/recorded.ts";
import type { ViewingStatus } from "../../../contract/viewingCalls.ts";
import type { MediaOffer, Purpose } from "../../../contract/viewings.ts";

/** One window tile's wish to see one camera. */
export interface Claim {
  readonly claimId: string;
  readonly windowId: string;
  readonly display: number;
  /** 0 for a glance from the map, which is in no tile. */
  readonly tile: number;
  readonly cameraId: string;
  /** A glance from the map: a viewing of its own, marked in the audit, for which nobody is ever asked. */
  readonly isPreview: boolean;
  /** Of recordings; null for what the camera sends now. */
  readonly range: TimeRange | null;
  /** Null while the desk has no reason to ask for it: no purpose, locked, hidden. */
  shared: SharedViewing | null;
  /** What the window was told last. */
  status: ViewingStatus;
}

/** A verified grant and what came with it. Where there is none, no byte flows. */
export interface Permit {
  readonly viewingId: string;
  /** Never leaves the desk but to the hub. */
  readonly grant: string;
  readonly ownerKind: OwnerKind;
  readonly offers: readonly MediaOffer[];
  /** The camera's consent epoch this grant was given under. */
  readonly epoch: number;
  /** On the desk's clock. */
  readonly sinceMs: number;
  readonly renewAtMs: number;
  readonly deadlineMs: number;
  /** Hub time at which the terms end the viewing. */
  readonly endsAtMs: number | null;
}

/**
 * The one viewing that all tiles share which show the same camera for the same purpose. It ends with its last claim.
 */
export interface SharedViewing {
  readonly key: string;
  readonly cameraId: string;
  readonly purpose: Purpose;
  readonly isPreview: boolean;
  readonly range: TimeRange | null;
  readonly claims: Set<Claim>;
  status: ViewingStatus;
  permit: Permit | null;
  /** The hub's id of the viewing, also while its grant is in doubt. */
  viewingId: string | null;
  requestId: string | null;
  /** The viewing a renewal was denied for: the word why it ended may come after the deny. */
  deniedViewingId: string | null;
  /** Grows with each question and each end: an answer to an older question counts no more. */
  turn: number;
}

/** Which claims share a viewing. The note is not part of it: the hub sees one purpose. */
export function nameShared(
  { cameraId, isPreview, range }: Pick<Claim, "cameraId" | "isPreview" | "range">,
  purpose: Purpose,
): string {
  const time = range === null ? "" : ` ${range.fromMs}-${range.toMs ?? ""}`;
  return `${isPreview ? "preview " : ""}${cameraId} ${purpose.code} ${purpose.incidentId ?? ""}${time}`;
}

/** City pictures outlive a silent hub until their grant ends; private ones do not. */
export function isPrivate(permit: Permit): boolean {
  return permit.ownerKind !== "city";
}
