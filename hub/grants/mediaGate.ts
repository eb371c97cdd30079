import { Fault } from "../../contract/faults.ts";
import type { Span, TimeRange } from "../../contract/recorded.ts";
import type { GrantClaims } from "../../contract/viewings.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { cutRange } from "../consent/range.ts";
import { listOpenSpans } from "../consent/schedule.ts";
import { intersect } from "../consent/spans.ts";
import { createRateLimit } from "../http/rateLimit.ts";
import type { HubClock, MediaAction, MediaGate, MediaRequest } from "../ports.ts";
import type { Consents } from "../registry/consents.ts";
import type { RunningViewings, Viewing } from "../viewings/runningViewings.ts";
import type { GrantMint } from "./grantMint.ts";
import type { ProofVerifier } from "./proofVerifier.ts";

/** Refusals of one address that are audited per minute; what comes beyond is answered 429 and only counted. */
const REFUSALS_PER_MINUTE = 60;
const SCHEME = "DPoP ";

/** The hub's own fence before every byte of video: a genuine grant, the key it is bound to, a viewing that runs. */
export function createMediaGate(options: {
  viewings: RunningViewings;
  consents: Consents;
  mint: GrantMint;
  proofs: ProofVerifier;
  audit: AuditLog;
  clock: HubClock;
}): MediaGate {
  const { viewings, consents, mint, proofs, audit, clock } = options;
  const refusals = createRateLimit(clock, REFUSALS_PER_MINUTE, REFUSALS_PER_MINUTE);

  async function findGranted(
    request: MediaRequest,
    viewingId: string,
    action: MediaAction,
  ): Promise<{ viewing: Viewing; claims: GrantClaims } | string> {
    const token = request.authorization?.startsWith(SCHEME) ? request.authorization.slice(SCHEME.length) : undefined;
    if (token === undefined) return "no grant";
    const claims = await mint.read(token);
    if (claims === undefined) return "not a grant of this hub, or expired";
    if (claims.vid !== viewingId) return "grant of another viewing";
    const { method, url, proof } = request;
    const proven = await proofs.verify({ proof, method, url, token, thumbprint: claims.cnf.jkt });
    if (proven === undefined) return "key not proven";
    const viewing = viewings.find(viewingId);
    if (viewing === undefined) return "viewing has ended";
    if (viewing.action !== action) return `a grant of ${viewing.action} is none of ${action}`;
    return isGrantOf(viewing, claims) ? { viewing, claims } : "grant is not current";
  }

  function isGrantOf(viewing: Viewing, claims: GrantClaims): boolean {
    return (
      claims.sid === viewing.session.id &&
      claims.cam === viewing.cameraId &&
      claims.act === viewing.action &&
      claims.epoch === viewing.epoch &&
      claims.cnf.jkt === viewing.session.station.thumbprint &&
      isLive(viewing.id)
    );
  }

  function isLive(viewingId: string): boolean {
    const viewing = viewings.find(viewingId);
    if (viewing === undefined) return false;
    return clock.nowMs() < viewing.grantEndsAtMs && consents.epochOf(viewing.cameraId) === viewing.epoch;
  }

  /** What grant, viewing and terms all cover at this moment. Look-back moves on, whatever was granted a minute ago. */
  function rangeOf(viewingId: string, granted: TimeRange | undefined): TimeRange | null {
    const viewing = viewings.find(viewingId);
    const record = viewing === undefined ? undefined : consents.find(viewing.cameraId);
    if (granted === undefined || viewing?.range === undefined || record === undefined) return null;
    const ends = [granted.toMs, viewing.range.toMs].filter((toMs) => toMs !== null);
    const both = {
      fromMs: Math.max(granted.fromMs, viewing.range.fromMs),
      toMs: ends.length === 0 ? null : Math.min(...ends),
    };
    const range = cutRange(both, record, clock.nowMs());
    return typeof range === "string" ? null : range;
  }

  function permittedOf(cameraId: string, range: TimeRange | null, within: Span): Span[] {
    if (range === null) return [];
    const parts = intersect({ fromMs: range.fromMs, toMs: range.toMs ?? Math.floor(clock.nowMs()) }, within);
    const record = consents.find(cameraId);
    if (record?.tier !== "scheduled") return parts;
    // Pictures of hours the owner does not share stay closed in the hours they do.
    const { schedule } = record;
    return schedule === undefined ? [] : parts.flatMap((part) => listOpenSpans(schedule, part));
  }

  return {
    admit: async (request, viewingId, action) => {
      const found = await findGranted(request, viewingId, action);
      if (typeof found === "string") {
        if (!refusals.take(request.remote)) throw new Fault("RATE_LIMITED");
        await audit.append([{ type: "media.refused", viewing: viewingId, reason: found, remote: request.remote }]);
        throw new Fault("GRANT_WRONG");
      }
      const ended = viewings.endedSignal(viewingId) ?? AbortSignal.abort();
      const { cameraId, maxHeightPx } = found.viewing;
      const range = () => rangeOf(viewingId, found.claims.rng);
      const captureFromMs = consents.find(cameraId)?.captureFromMs ?? Number.POSITIVE_INFINITY;
      return {
        viewingId,
        cameraId,
        maxHeightPx,
        captureFromMs,
        range,
        permitted: (within) => permittedOf(cameraId, range(), within),
        ended,
        isLive: () => !ended.aborted && isLive(viewingId),
      };
    },
    countBytes: viewings.countBytes,
  };
}
