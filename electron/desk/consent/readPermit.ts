import { MEDIA_PREFIX } from "../../../contract/hubRoutes.ts";
import type { ViewingStatus } from "../../../contract/viewingCalls.ts";
import {
  GRANT_LIFE_MS,
  type GrantClaims,
  type MediaOffer,
  type PermitAnswer,
  type Protocol,
} from "../../../contract/viewings.ts";
import type { Permit } from "./sharedViewing.ts";

/** Margin by which the desk gives a grant up before the hub does. */
export const DEADLINE_MARGIN_MS = 500;

interface Moment {
  /** On the desk's clock. */
  nowMs: number;
  hubNowMs: number;
  /** Around 1: which part of half the life renewal comes at. */
  spread: number;
}

/** What the desk keeps of a verified permit: its deadline is relative, so no right clock is needed. */
export function readPermit(answer: PermitAnswer, claims: GrantClaims, { nowMs, hubNowMs, spread }: Moment): Permit {
  // However wrong hub time may be here, no grant is held longer than one lives.
  const grantLeftMs = Math.min(claims.exp * 1_000 - hubNowMs, GRANT_LIFE_MS) - DEADLINE_MARGIN_MS;
  const leftMs = Math.min(grantLeftMs, answer.endsInMs ?? Number.POSITIVE_INFINITY);
  return {
    viewingId: answer.viewingId,
    grant: answer.grant,
    ownerKind: answer.terms.ownerKind,
    offers: answer.media.filter((offer) => isOfferOf(offer, answer)),
    epoch: claims.epoch,
    sinceMs: nowMs,
    renewAtMs: nowMs + (grantLeftMs / 2) * spread,
    deadlineMs: nowMs + leftMs,
    endsAtMs: answer.endsInMs === undefined ? null : hubNowMs + answer.endsInMs,
  };
}

/** An offer counts only below its own viewing's path and within the terms' picture height. */
function isOfferOf(offer: MediaOffer, answer: PermitAnswer): boolean {
  const { protocol, rendition } = offer;
  const wanted: Record<Protocol, string> = {
    flv: `live/${rendition}.flv`,
    hls: `live/${rendition}/index.m3u8`,
    recorded: `recorded/${rendition}/index.json`,
  };
  const isInTime = (protocol === "recorded") === (answer.range !== undefined);
  const isItsOwn = offer.path === `${MEDIA_PREFIX}/${answer.viewingId}/${wanted[protocol]}`;
  return isItsOwn && isInTime && offer.heightPx <= answer.obligations.maxHeightPx;
}

/** What the tiles are told of a permit: no grant, no path. */
export function describePermit(answer: PermitAnswer, permit: Permit): ViewingStatus {
  return {
    state: "permitted",
    viewingId: permit.viewingId,
    ...(permit.endsAtMs === null ? {} : { endsAtMs: permit.endsAtMs }),
    obligations: answer.obligations,
    terms: answer.terms,
    ...(answer.range === undefined ? {} : { range: answer.range }),
    offers: permit.offers.map(({ path: _path, ...offer }) => offer),
  };
}
