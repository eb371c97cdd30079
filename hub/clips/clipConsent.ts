import { OBLIGATION_NAMES, type ObligationName, type Obligations } from "../../contract/consentRecord.ts";
import type { Span } from "../../contract/recorded.ts";
import type { AuditEntry } from "../audit/auditLog.ts";
import { type Decision, decide } from "../consent/decide.ts";
import { listOpenSpans } from "../consent/schedule.ts";
import type { Accounts } from "../people/accounts.ts";
import type { Session } from "../people/sessions.ts";
import type { Stations } from "../people/stations.ts";
import { describeDecision } from "../viewings/describeDecision.ts";
import { type SnapshotSources, takeSnapshot } from "../viewings/takeSnapshot.ts";
import { JOINED_MS } from "./clipSpans.ts";
import type { ClipEncoder } from "./encoder.ts";
import { CLIP_LEAD_MS } from "./planClip.ts";
import type { ClipBurn, StoredClip } from "./storedClip.ts";

/** Whether a clip may be made or handed out: one decision of the consent kernel with action `export`, each time anew. */
export interface ClipConsent {
  /** For who works at a station now. */
  judge(session: Session, about: ClipWish): Promise<Judged>;
  /** For whoever asked for a clip, who may have signed out since. Null once operator or station are gone. */
  judgeAsked(clip: StoredClip): Promise<Judged | null>;
}

/** What a decision is about. */
export type ClipWish = Pick<StoredClip, "cameraId" | "purpose" | "fromMs" | "untilMs">;

export interface Judged {
  readonly decision: Decision;
  /** With a permit: what of the span, and of what leads to it, may be in the file. Else empty. */
  readonly permitted: readonly Span[];
  /** Of the terms that were decided on: any change of them makes this void. */
  readonly epoch: number;
  /** Whether it was refused for want of an encoder alone. */
  readonly lacksEncoder: boolean;
  /** Its line in the audit, but for what was done with it. */
  readonly entry: AuditEntry;
}

/** What the hub itself draws into the pictures of a clip, where it has what it takes. */
const DRAWN: readonly ObligationName[] = ["watermark", "masks"];

export function createClipConsent(
  options: SnapshotSources & { accounts: Accounts; stations: Stations; encoder: ClipEncoder },
): ClipConsent {
  const { clock, consents, accounts, stations, encoder } = options;

  function consider(session: Session, about: ClipWish, supportedObligations: readonly ObligationName[]) {
    const { cameraId, purpose, fromMs, untilMs } = about;
    // A file begins with a key frame, some time before the span: that is asked for, too.
    const range = { fromMs: Math.max(0, fromMs - CLIP_LEAD_MS), toMs: untilMs };
    const wish = { session, stationId: session.station.id, cameraId, action: "export", purpose, range } as const;
    const snapshot = takeSnapshot(options, { ...wish, runningSinceMs: null });
    const request = { operatorId: session.account.name, cameraId, action: "export", purpose, range } as const;
    const decision = decide({ ...request, supportedObligations }, snapshot);
    const names = { viewing: undefined, request: undefined, isPreview: false };
    const described = { ...request, supportedObligations };
    const entry = describeDecision({ ...wish, runningSinceMs: null }, described, snapshot, decision, names);
    return { decision, entry };
  }

  function listPermitted(cameraId: string, decision: Decision): Span[] {
    if (decision.outcome !== "permit" || decision.range === undefined) return [];
    const { fromMs, toMs } = decision.range;
    const whole = { fromMs, toMs: toMs ?? clock.nowMs() };
    const record = consents.find(cameraId);
    if (record?.tier !== "scheduled") return [whole];
    // Pictures of hours the owner does not share stay closed in the hours they do.
    return record.schedule === undefined ? [] : listOpenSpans(record.schedule, whole);
  }

  async function judge(session: Session, about: ClipWish): Promise<Judged> {
    const isDrawing = await encoder.isThere();
    const supported = OBLIGATION_NAMES.filter((name) => isDrawing || !DRAWN.includes(name));
    const { decision, entry } = consider(session, about, supported);
    const lacksEncoder =
      !isDrawing &&
      decision.outcome === "deny" &&
      consider(session, about, OBLIGATION_NAMES).decision.outcome !== "deny";
    const permitted = listPermitted(about.cameraId, decision);
    return { decision, permitted, epoch: consents.epochOf(about.cameraId), lacksEncoder, entry };
  }

  return {
    judge,
    async judgeAsked(clip) {
      const account = accounts.find("operator", clip.operatorId);
      const station = stations.findById(clip.stationId);
      if (account === undefined || station === undefined) return null;
      return judge({ id: clip.id, account, station, endsAtMs: Number.POSITIVE_INFINITY }, clip);
    },
  };
}

/** Whether a file has all done to it that the terms ask for now. */
export function isBurnEnough(burn: ClipBurn, { watermark, masks, maxHeightPx }: Obligations): boolean {
  const drawn = new Set(burn.masks.map((mask) => JSON.stringify(mask)));
  const needed = masks.filter(({ enforcement }) => enforcement !== "camera");
  const isMarked = burn.watermark || !watermark;
  return isMarked && burn.heightPx <= maxHeightPx && needed.every((mask) => drawn.has(JSON.stringify(mask)));
}

/** Whether all that a file shows may be seen. Its last frame was captured in time, and stands for a moment after. */
export function isWithin(covered: readonly Span[], permitted: readonly Span[]): boolean {
  return covered.every(({ fromMs, toMs }) =>
    permitted.some((span) => span.fromMs <= fromMs && toMs <= span.toMs + JOINED_MS),
  );
}
