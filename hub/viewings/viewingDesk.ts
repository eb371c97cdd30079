import type { Camera } from "../../contract/cameras.ts";
import type { ObligationName } from "../../contract/consentRecord.ts";
import { GRANT_LIFE_MS, type MediaOffer, type ViewingAnswer, type ViewingsRequest } from "../../contract/viewings.ts";
import type { AuditLog, AuditWrite } from "../audit/auditLog.ts";
import { type Decision, decide, type NoPermit } from "../consent/decide.ts";
import type { GrantMint } from "../grants/grantMint.ts";
import type { Session, Sessions } from "../people/sessions.ts";
import type { Chance, RecordedSource } from "../ports.ts";
import type { AccessRequest } from "./accessRequest.ts";
import {
  chooseCause,
  chooseMaxHeightPx,
  describeTerms,
  hideReasons,
  listMedia,
  listRecorded,
} from "./describeAnswer.ts";
import { describeDecision } from "./describeDecision.ts";
import type { RunningViewings, Viewing } from "./runningViewings.ts";
import { type SnapshotSources, takeSnapshot, type Wish } from "./takeSnapshot.ts";
import { writeViewing } from "./writeViewing.ts";

/** The consent check from question to grant: decide, write down, and only then grant. One commit serves a batch. */
export interface ViewingDesk {
  open(session: Session, request: ViewingsRequest): Promise<ViewingAnswer[]>;
  /** One answer per id; an unknown or ended viewing is a deny. */
  renew(session: Session, renewal: Renewal): Promise<{ viewingId: string; answer: ViewingAnswer }[]>;
  /** What would be decided now, without writing, granting or asking anything. */
  foresee(wish: Wish, supportedObligations: readonly ObligationName[]): Decision;
  /** Decides running viewings again and ends those no longer permitted. */
  review(viewings: readonly Viewing[]): void;
}

export interface Renewal {
  readonly nonce: string;
  readonly supportedObligations: readonly ObligationName[];
  readonly viewingIds: readonly string[];
}

export interface ViewingDeskOptions extends SnapshotSources {
  readonly audit: AuditLog;
  readonly sessions: Sessions;
  readonly viewings: RunningViewings;
  readonly mint: GrantMint;
  readonly chance: Chance;
  readonly recordings: Pick<RecordedSource, "renditions">;
}

/** One item of a question, with the viewing that goes on if it is permitted. */
interface Question {
  readonly wish: Wish;
  readonly supportedObligations: readonly ObligationName[];
  readonly nonce: string;
  readonly isPreview: boolean;
  readonly isAsking: boolean;
  readonly running: Viewing | undefined;
}

interface Considered {
  readonly question: Question;
  readonly decision: Decision;
  /** With a permit; its entry's number is known once that is written. */
  readonly viewing: Viewing | undefined;
  /** A request to be made, where an operator asked for one. */
  readonly draft: AccessRequest | undefined;
  readonly entry: ReturnType<typeof describeDecision>;
}

const NOT_AVAILABLE: NoPermit = { outcome: "deny", reasons: ["CONSENT_NONE"] };
const NOT_AUDITED: NoPermit = { outcome: "deny", reasons: ["AUDIT_UNAVAILABLE"] };

export function createViewingDesk(options: ViewingDeskOptions): ViewingDesk {
  const { audit, sessions, viewings, mint, chance, cameras, consents, requests, recordings, clock } = options;
  /** Ids promised to viewings still being written, so that equal questions at once make one viewing. */
  const promised = new Map<string, string>();

  function foresee(wish: Wish, supportedObligations: readonly ObligationName[]): Decision {
    return decide(describeRequest(wish, supportedObligations), takeSnapshot(options, wish));
  }

  function consider(question: Question): Considered {
    const { wish, supportedObligations, isAsking } = question;
    const snapshot = takeSnapshot(options, wish);
    const request = describeRequest(wish, supportedObligations);
    const decision = decide(request, snapshot);
    const viewing = planViewing(question, decision);
    const isPending = decision.outcome === "pending-supervisor" || decision.outcome === "pending-owner";
    // Owners are asked to let somebody look and say yes to that, not to pictures that are kept.
    const isAskable = (wish.action === "view-live" || wish.action === "view-recorded") && !question.isPreview;
    const draft =
      isPending && isAsking && isAskable ? draftRequest(wish, decision.outcome === "pending-owner") : undefined;
    const names = { viewing: viewing?.id, request: draft?.id, isPreview: question.isPreview };
    return { question, decision, viewing, draft, entry: describeDecision(wish, request, snapshot, decision, names) };
  }

  function planViewing({ wish, running, ...rest }: Question, decision: Decision): Viewing | undefined {
    if (decision.outcome !== "permit") return undefined;
    const { session, cameraId, action, purpose, range: wishedRange } = wish;
    const { isPreview, supportedObligations } = rest;
    const nowMs = clock.nowMs();
    const key = nameWish(wish, isPreview);
    const id = running?.id ?? promised.get(key) ?? `viewing:${chance.id(nowMs)}`;
    promised.set(key, id);
    const renditions = cameras.find(cameraId)?.renditions ?? [];
    return {
      ...{ id, session, cameraId, action, purpose, isPreview, wishedRange, supportedObligations },
      range: decision.range,
      openedAtMs: running?.openedAtMs ?? nowMs,
      epoch: consents.epochOf(cameraId),
      decisionSeq: 0,
      maxHeightPx: chooseMaxHeightPx(renditions, decision.obligations.maxHeightPx, isPreview),
      endsAtMs: decision.untilMs,
      grantEndsAtMs: Math.min(nowMs + GRANT_LIFE_MS, decision.untilMs),
    };
  }

  function draftRequest(
    { session, cameraId, action, purpose, range }: Wish,
    isForOwner: boolean,
  ): AccessRequest | undefined {
    const ownerId = cameras.ownerIdOf(cameraId);
    const about = { operatorId: session.account.name, cameraId, action, purpose };
    const scope = { ...about, ...(range === undefined ? {} : { range }) };
    if (ownerId === undefined || requests.findWaiting(scope) !== undefined) return undefined;
    const state = isForOwner ? "owner" : "supervisor";
    const facts = { ...scope, operatorLabel: session.account.label, ownerId, state, isSupervised: false } as const;
    return requests.draft({ ...facts, epoch: consents.epochOf(cameraId) });
  }

  async function answerAll(questions: readonly Question[]): Promise<ViewingAnswer[]> {
    const considered = questions.map(consider);
    const drafts = considered.flatMap(({ draft }) => draft ?? []);
    const write: AuditWrite = async (transaction, seqs) => {
      await requests.writeDrafts(drafts)(transaction, seqs);
      for (const [index, { viewing }] of considered.entries()) {
        if (viewing !== undefined) await writeViewing(transaction, { ...viewing, decisionSeq: seqs[index] ?? 0 });
      }
    };
    try {
      const entries = considered.map(({ entry }) => entry);
      // The log has said why it could not. Running viewings keep the grant they have and end with it.
      const seqs = await audit.append(entries, write).catch(() => undefined);
      if (seqs === undefined) return questions.map(({ wish }) => describeRefusal(wish, NOT_AUDITED));
      for (const draft of drafts) requests.keep(draft);
      return await Promise.all(considered.map((item, index) => settle(item, seqs[index] ?? 0)));
    } finally {
      requests.drop(drafts);
      for (const { wish, isPreview } of questions) promised.delete(nameWish(wish, isPreview));
    }
  }

  /** Whether what was permitted still is. Other terms, though as generous, are not those that were decided on. */
  function foreseeStarted({ wish, supportedObligations }: Question, epoch: number): Decision {
    const latest = foresee(wish, supportedObligations);
    const isSame = consents.epochOf(wish.cameraId) === epoch && sessions.findById(wish.session.id) !== undefined;
    return latest.outcome !== "permit" || isSame ? latest : NOT_AVAILABLE;
  }

  /** Writing took time. What has changed meanwhile wins, because its revocations have already gone out. */
  async function settle({ question, decision, viewing }: Considered, seq: number): Promise<ViewingAnswer> {
    const { wish, running, nonce } = question;
    if (decision.outcome !== "permit" || viewing === undefined) {
      if (running !== undefined) viewings.end(running, chooseCause(decision.reasons[0]));
      return describeRefusal(wish, decision.outcome === "permit" ? NOT_AVAILABLE : decision);
    }
    if (running !== undefined && viewings.find(running.id) === undefined) return describeRefusal(wish, NOT_AVAILABLE);
    const written = { ...viewing, decisionSeq: seq };
    const started = running === undefined ? keepClock(written, viewings.find(viewing.id)) : written;
    viewings.put(started);
    const latest = foreseeStarted(question, viewing.epoch);
    if (latest.outcome !== "permit") {
      viewings.end(started, chooseCause(latest.reasons[0]));
      return describeRefusal(wish, latest);
    }
    const grant = await mint.mint(started, nonce);
    const isLive = viewings.find(started.id) !== undefined;
    return isLive ? describePermit(started, decision, grant) : describeRefusal(wish, NOT_AVAILABLE);
  }

  function describePermit(viewing: Viewing, decision: Extract<Decision, { outcome: "permit" }>, grant: string) {
    const camera = cameras.find(viewing.cameraId);
    const record = consents.find(viewing.cameraId);
    if (camera === undefined || record === undefined) throw new Error("a permit without a camera or terms");
    const nowMs = clock.nowMs();
    return {
      outcome: "permit" as const,
      cameraId: viewing.cameraId,
      viewingId: viewing.id,
      grant,
      grantEndsInMs: Math.max(0, viewing.grantEndsAtMs - nowMs),
      endsInMs: Math.max(0, viewing.endsAtMs - nowMs),
      ...(decision.range === undefined ? {} : { range: decision.range }),
      obligations: decision.obligations,
      terms: describeTerms(camera, record, viewing),
      media: listOffers(viewing, camera),
    };
  }

  function listOffers({ id, action, cameraId, maxHeightPx }: Viewing, { renditions = [] }: Camera): MediaOffer[] {
    if (action === "view-live") return listMedia(id, renditions, maxHeightPx);
    // A snapshot is made of a picture already shown: this permit opens none.
    return action === "view-recorded" ? listRecorded(id, recordings.renditions(cameraId), maxHeightPx) : [];
  }

  function describeRefusal(
    { session, cameraId, action, purpose, range }: Wish,
    { outcome, reasons }: NoPermit,
  ): ViewingAnswer {
    const shown = hideReasons(reasons);
    if (outcome === "deny") return { outcome, cameraId, reasons: shown };
    const waiting = requests.findWaiting({ operatorId: session.account.name, cameraId, action, purpose, range });
    if (waiting === undefined) return { outcome, cameraId, reasons: shown };
    const expiresInMs = Math.max(0, waiting.expiresAtMs - clock.nowMs());
    return { outcome, cameraId, requestId: waiting.id, expiresInMs, reasons: shown };
  }

  async function renew(session: Session, renewal: Renewal) {
    const { nonce, supportedObligations, viewingIds } = renewal;
    const own = viewingIds.map((id) => viewings.find(id)).filter((viewing) => viewing?.session.id === session.id);
    const running = [...new Set(own)].filter((viewing) => viewing !== undefined);
    const asked = { nonce, supportedObligations, isAsking: false };
    const questions = running.map((viewing) => ({
      wish: continueWish(viewing),
      ...asked,
      isPreview: viewing.isPreview,
      running: viewing,
    }));
    const answers = questions.length === 0 ? [] : await answerAll(questions);
    const byId = new Map(running.map((viewing, index) => [viewing.id, answers[index]]));
    return viewingIds.map((viewingId) => ({ viewingId, answer: byId.get(viewingId) ?? refuseUnknown(viewingId) }));
  }

  return {
    open: (session, request) => answerAll(request.items.map((item) => askFor(session, request, item, viewings))),
    renew,
    foresee,
    review: (some) => {
      for (const viewing of some) {
        const decision = foresee(continueWish(viewing), viewing.supportedObligations);
        if (decision.outcome !== "permit") viewings.end(viewing, chooseCause(decision.reasons[0]));
      }
    },
  };
}

/** An equal question may have started the viewing while this one was written: its time goes on from there. */
function keepClock(viewing: Viewing, started: Viewing | undefined): Viewing {
  if (started === undefined || started.epoch !== viewing.epoch) return viewing;
  return {
    ...viewing,
    openedAtMs: Math.min(viewing.openedAtMs, started.openedAtMs),
    endsAtMs: Math.min(viewing.endsAtMs, started.endsAtMs),
  };
}

function askFor(
  session: Session,
  request: ViewingsRequest,
  { cameraId, action, range }: ViewingsRequest["items"][number],
  viewings: RunningViewings,
): Question {
  const { purpose, stationId, nonce, supportedObligations, preview: isPreview, ask: isAsking } = request;
  const running = viewings.findEqual({ session, cameraId, action, purpose, isPreview, wishedRange: range });
  const runningSinceMs = running?.openedAtMs ?? null;
  const wish = { session, stationId, cameraId, action, purpose, range, runningSinceMs };
  return { wish, supportedObligations, nonce, isPreview, isAsking, running };
}

function continueWish({ session, cameraId, action, purpose, wishedRange: range, openedAtMs }: Viewing): Wish {
  return { session, stationId: session.station.id, cameraId, action, purpose, range, runningSinceMs: openedAtMs };
}

function describeRequest(
  { session, cameraId, action, purpose, range }: Wish,
  supportedObligations: readonly ObligationName[],
) {
  return { operatorId: session.account.name, cameraId, action, purpose, range, supportedObligations };
}

function nameWish({ session, cameraId, action, purpose, range }: Wish, isPreview: boolean): string {
  const about = [session.id, cameraId, action, purpose.code, purpose.incidentId, isPreview];
  return [...about, range?.fromMs, range?.toMs].join(" ");
}

/** The camera of a viewing nobody knows any more cannot be named; the asking desk knows it by the viewing. */
function refuseUnknown(viewingId: string): ViewingAnswer {
  return { outcome: "deny", cameraId: viewingId, reasons: [...NOT_AVAILABLE.reasons] };
}
