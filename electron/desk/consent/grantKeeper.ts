import { Fault } from "../../../contract/faults.ts";
import type { RevokeCause } from "../../../contract/reasons.ts";
import type { ViewingStatus } from "../../../contract/viewingCalls.ts";
import type { DeskClock, Log } from "../ports.ts";
import { type AskQueue, createAskQueue } from "./askQueue.ts";
import { describeNoPermit, describeRefusal, describeRevocation } from "./chooseStatus.ts";
import { planRenewal } from "./planRenewal.ts";
import type { Questions, Verdict } from "./questions.ts";
import { describePermit } from "./readPermit.ts";
import { isPrivate, type SharedViewing } from "./sharedViewing.ts";
import type { ViewingBook } from "./viewingBook.ts";

/** Whether the control channel beats; without it nothing private is shown and nothing is asked. */
export interface LinkView {
  isUp(): boolean;
  /** Hub time at which it fell silent. */
  silentSinceMs(): number;
}

/**
 * Asks, holds, renews and drops the grants behind shared viewings. Every way by which a grant ends goes through
 * `lose`, which cuts the media before anybody is told.
 */
export interface GrantKeeper {
  /** `cover`: no picture until the answer. `keep`: what runs goes on meanwhile, and refusals stay on screen. */
  ask(viewings: Iterable<SharedViewing>, manner: "cover" | "keep", mayContact?: boolean): void;
  lose(shared: SharedViewing, status: ViewingStatus): void;
  /** Ends a viewing here and at the hub. */
  end(shared: SharedViewing): void;
  /** The hub took a viewing away. Which one, if it is ours, and whether its picture was covered before. */
  revoke(viewingId: string, cause: RevokeCause, atMs: number): Revoked | null;
  /** To be called every 100 ms or so: drops what has expired, renews what is due. */
  turn(): void;
}

export interface Revoked {
  readonly shared: SharedViewing;
  readonly wasCovered: boolean;
}

interface Parts {
  book: ViewingBook;
  questions: Questions;
  link: LinkView;
  clock: DeskClock;
  log: Log;
  hubNowMs(): number;
  /** Destroys all media of the viewing's claims, now. */
  cut(shared: SharedViewing): void;
}

const RETRY_MS = 1_000;
const RENEW_RETRY_MS = 3_000;
/** Revocations may arrive before the answer they belong to; so many are remembered. */
const REMEMBERED = 2_000;

export function createGrantKeeper({ book, questions, link, clock, log, hubNowMs, cut }: Parts): GrantKeeper {
  const revoked = new Map<string, ViewingStatus>();
  let isRenewing = false;
  let renewNotBeforeMs = 0;
  const queue: AskQueue = createAskQueue({
    questions,
    clock,
    log,
    onVerdict: accept,
    onStale: discard,
    onFault: retry,
  });

  function lose(shared: SharedViewing, status: ViewingStatus): void {
    shared.permit = null;
    cut(shared);
    book.setStatus(shared, status);
  }

  function silent(): ViewingStatus {
    return { state: "silent", sinceMs: link.silentSinceMs() };
  }

  function ask(viewings: Iterable<SharedViewing>, manner: "cover" | "keep", mayContact = false): void {
    for (const shared of viewings) {
      shared.turn++;
      if (!link.isUp()) {
        if (shared.permit === null || manner === "cover") lose(shared, silent());
        continue;
      }
      if (manner === "cover" || shared.status.state === "silent") lose(shared, { state: "asking" });
      queue.add(shared, mayContact);
    }
  }

  function accept(shared: SharedViewing, verdict: Verdict): void {
    if (verdict.kind === "noPermit") refuse(shared, verdict.answer);
    else permit(shared, verdict);
  }

  function refuse(shared: SharedViewing, answer: Extract<Verdict, { kind: "noPermit" }>["answer"]): void {
    if (answer.outcome === "deny" && answer.reasons.includes("AUDIT_UNAVAILABLE")) {
      // The hub decided nothing: what runs keeps the grant it has and ends with it.
      retry(shared, new Fault("AUDIT_UNAVAILABLE"));
      return;
    }
    shared.deniedViewingId = shared.permit === null ? null : shared.viewingId;
    shared.viewingId = null;
    shared.requestId = answer.outcome === "deny" ? null : (answer.requestId ?? null);
    lose(shared, describeNoPermit(answer, shared, hubNowMs()));
  }

  function permit(shared: SharedViewing, verdict: Extract<Verdict, { kind: "permit" }>): void {
    const { permit, answer } = verdict;
    const takenAlready = revoked.get(permit.viewingId);
    const isOther = shared.viewingId !== permit.viewingId;
    shared.viewingId = permit.viewingId;
    shared.deniedViewingId = null;
    shared.requestId = null;
    if (takenAlready !== undefined) lose(shared, takenAlready);
    else if (!link.isUp() && isPrivate(permit)) lose(shared, silent());
    else {
      if (isOther) cut(shared);
      shared.permit = permit;
      const status = describePermit(answer, permit);
      if (JSON.stringify(status) !== JSON.stringify(shared.status)) book.setStatus(shared, status);
    }
  }

  /** A permit nobody waits for any more is given back, unless a newer question is about the same viewing. */
  function discard(shared: SharedViewing, verdict: Verdict): void {
    if (verdict.kind !== "permit") return;
    for (const other of book.shared()) if (other.key === shared.key) return;
    queue.end({ ...shared, viewingId: verdict.permit.viewingId });
  }

  function retry(shared: SharedViewing, fault: Fault): void {
    // Without a sign-in all viewings end anyway, by the session's own way.
    if (fault.code === "SIGN_IN_REQUIRED") return;
    if (!fault.retryable) {
      lose(shared, describeRefusal([fault.code === "RIGHT_MISSING" ? "SUBJ_ROLE" : "INTERNAL_ERROR"]));
      return;
    }
    if (fault.code === "AUDIT_UNAVAILABLE" && shared.permit === null) lose(shared, describeRefusal([fault.code]));
    const { turn } = shared;
    clock.after(RETRY_MS, () => {
      if (shared.turn === turn && book.holds(shared)) ask([shared], "keep");
    });
  }

  function expire(shared: SharedViewing): void {
    const { permit } = shared;
    const nowMs = clock.nowMs();
    if (permit === null || nowMs < permit.deadlineMs) return;
    const isTermsEnd = permit.endsAtMs !== null && permit.endsAtMs <= hubNowMs() + RETRY_MS;
    log.info("grant.expired", { viewingId: permit.viewingId });
    if (isTermsEnd) lose(shared, describeRevocation("time-over", hubNowMs()));
    else ask([shared], "cover");
  }

  async function renew(due: readonly SharedViewing[]): Promise<void> {
    isRenewing = true;
    const asked = due.map((shared) => ({ shared, turn: shared.turn, viewingId: shared.viewingId }));
    try {
      const verdicts = await questions.renew(due);
      asked.forEach(({ shared, turn, viewingId }, at) => {
        const verdict = verdicts[at];
        if (verdict === undefined || shared.turn !== turn || shared.permit === null) return;
        const isOther = verdict.kind === "permit" && verdict.permit.viewingId !== viewingId;
        if (isOther) log.error("integrity.alarm", { refusal: "otherViewing", cameraId: shared.cameraId });
        if (isOther) lose(shared, describeRefusal(["INTERNAL_ERROR"]));
        else accept(shared, verdict);
      });
    } catch (error) {
      renewNotBeforeMs = clock.nowMs() + RENEW_RETRY_MS;
      log.warn("grants.notRenewed", { code: error instanceof Fault ? error.code : "INTERNAL", count: due.length });
    } finally {
      isRenewing = false;
    }
  }

  return {
    ask,
    lose,
    end(shared) {
      book.forget(shared);
      shared.permit = null;
      cut(shared);
      queue.end(shared);
    },
    revoke(viewingId, cause, atMs) {
      const status = describeRevocation(cause, atMs);
      for (const shared of book.shared()) {
        const isLate = shared.deniedViewingId === viewingId && shared.status.state === "refused";
        if (shared.viewingId !== viewingId && !isLate) continue;
        const wasCovered = shared.permit === null;
        shared.turn++;
        shared.viewingId = null;
        shared.deniedViewingId = null;
        lose(shared, status);
        return { shared, wasCovered };
      }
      revoked.set(viewingId, status);
      for (const oldest of revoked.keys()) {
        if (revoked.size <= REMEMBERED) break;
        revoked.delete(oldest);
      }
      return null;
    },
    turn() {
      for (const shared of book.shared()) expire(shared);
      if (isRenewing || !link.isUp() || clock.nowMs() < renewNotBeforeMs) return;
      const due = planRenewal(book.shared(), clock.nowMs());
      if (due.length > 0) void renew(due);
    },
  };
}
