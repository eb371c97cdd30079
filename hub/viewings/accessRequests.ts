import { MAX_WAITING_REQUESTS, REQUEST_LIFE_MS } from "../../contract/approvals.ts";
import { Fault } from "../../contract/faults.ts";
import type { TimeRange } from "../../contract/recorded.ts";
import type { AuditLog, AuditWrite } from "../audit/auditLog.ts";
import type { ScopedApproval } from "../consent/decide.ts";
import { coversRange } from "../consent/range.ts";
import type { EventStream } from "../events/eventStream.ts";
import type { Account } from "../people/accounts.ts";
import type { Chance, HubClock, HubLog } from "../ports.ts";
import type { HubDatabase } from "../store/tables.ts";
import { AccessRequest, type RequestState } from "./accessRequest.ts";

/**
 * Requests to a supervisor and an owner.
 *
 * | state      | approve (supervisor)  | yes (owner) | no        | time runs out |
 * | ---------- | --------------------- | ----------- | --------- | ------------- |
 * | supervisor | owner, or approved    | –           | declined  | unanswered    |
 * | owner      | –                     | approved    | silenced  | unanswered    |
 * | silenced   | –                     | –           | –         | unanswered    |
 * | approved   | –                     | –           | –         | over          |
 *
 * `silenced` looks to the asking side like `owner` until its time is out: a no is not told from silence.
 */

/** How long a yes holds: the design's bound for `on-request` terms. */
const APPROVAL_LIFE_MS = 30 * 60_000;
/** After no answer the same question is not put again for as long as it waited. Our choice. */
const QUIET_MS = REQUEST_LIFE_MS;
/** Requests of one operator that may reach one owner within a day. Our choice. */
const MAX_PER_OWNER = 6;
const DAY_MS = 86_400_000;
/** After an end that could not be written it is tried again. */
const RUN_OUT_AGAIN_MS = 1_000;

export type RequestScope = Pick<AccessRequest, "operatorId" | "cameraId" | "action" | "purpose"> & {
  readonly range?: TimeRange | undefined;
};

export interface AccessRequests {
  /** The waiting request of exactly this scope. */
  findWaiting(scope: RequestScope): AccessRequest | undefined;
  listApprovals(scope: RequestScope): ScopedApproval[];
  wentUnanswered(scope: RequestScope): boolean;
  /** A new request, not yet kept; undefined where one of its scope is being written, or the operator has asked enough. */
  draft(facts: Omit<AccessRequest, "id" | "askedAtMs" | "expiresAtMs">): AccessRequest | undefined;
  /** The rows of drafts, for the transaction of the decision that made them. */
  writeDrafts(drafts: readonly AccessRequest[]): AuditWrite;
  keep(draft: AccessRequest): void;
  /** For drafts that could not be written. Kept ones stay. */
  drop(drafts: readonly AccessRequest[]): void;
  listFor(state: "supervisor" | "owner"): AccessRequest[];
  answerAsSupervisor(
    id: string,
    by: Account,
    isApproved: boolean,
    needsOwner: (cameraId: string) => boolean,
  ): Promise<void>;
  answerAsOwner(id: string, by: Pick<Account, "name">, isAllowed: boolean): Promise<void>;
  /** Ends a yes that still holds. The caller decides its viewings anew. */
  takeBack(id: string, by: string): Promise<void>;
  close(): void;
}

export async function loadAccessRequests(options: {
  db: HubDatabase;
  audit: AuditLog;
  events: EventStream;
  clock: HubClock;
  chance: Chance;
  log: HubLog;
}): Promise<AccessRequests> {
  const { db, audit, events, clock, chance, log } = options;
  const byId = new Map<string, AccessRequest>();
  /** Not yet kept. They count: equal or many questions at once are no way around the bounds. */
  const drafted = new Set<AccessRequest>();
  const timers = new Map<string, () => void>();
  /** Requests whose next state is being written: the first answer stands. */
  const moving = new Set<string>();
  let isClosed = false;
  const rows = await db
    .selectFrom("request")
    .selectAll()
    .where("expires_at_ms", ">", clock.nowMs() - DAY_MS)
    .execute();
  for (const row of rows) keep(AccessRequest.parse(JSON.parse(row.document)));

  function keep(request: AccessRequest): void {
    drafted.delete(request);
    byId.set(request.id, request);
    timers.get(request.id)?.();
    timers.delete(request.id);
    if (!isOpen(request.state) && request.state !== "approved") return;
    const leftMs = request.expiresAtMs - clock.nowMs();
    timers.set(
      request.id,
      clock.after(leftMs, () => runOut(request.id)),
    );
    if (request.state === "supervisor") tellSupervisors();
  }

  function runOut(id: string): void {
    const request = byId.get(id);
    if (request === undefined) return;
    // An answer that is being written has its own end, unless it fails.
    if (moving.has(id)) {
      runOutLater(id);
      return;
    }
    const state = request.state === "approved" ? "over" : "unanswered";
    move(request, { state }, { type: "request.ranOut", request: id }).catch((cause: unknown) => {
      log.error("request.notMoved", { request: id, reason: String(cause) });
      if (!isClosed) runOutLater(id);
    });
  }

  function runOutLater(id: string): void {
    timers.set(
      id,
      clock.after(RUN_OUT_AGAIN_MS, () => runOut(id)),
    );
  }

  async function move(
    request: AccessRequest,
    change: Partial<AccessRequest>,
    entry: { type: string; request: string; actor?: string },
  ): Promise<void> {
    if (moving.has(request.id)) throw new Fault("CONFLICT", "The request is being answered by someone else.");
    const after = { ...request, ...change };
    moving.add(request.id);
    try {
      const about = { camera: request.cameraId, incident: request.purpose.incidentId, state: after.state };
      await audit.append([{ ...entry, ...about }], async (transaction) => {
        const row = { document: JSON.stringify(after), state: after.state, expires_at_ms: after.expiresAtMs };
        await transaction.updateTable("request").set(row).where("id", "=", request.id).execute();
      });
    } finally {
      moving.delete(request.id);
    }
    keep(after);
    if (request.state === "supervisor") tellSupervisors();
    if (isResolved(request.state, after.state)) tellAsker(after);
  }

  function tellSupervisors(): void {
    events.publish({ type: "approvals.changed" }, { to: "right", right: "approve-requests" });
  }

  function tellAsker({ id, cameraId, operatorId }: AccessRequest): void {
    events.publish({ type: "request.resolved", requestId: id, cameraId }, { to: "operator", operatorId });
  }

  function listSame(scope: RequestScope): AccessRequest[] {
    return [...byId.values()].filter((request) => isSameScope(request, scope));
  }

  function draft(facts: Omit<AccessRequest, "id" | "askedAtMs" | "expiresAtMs">): AccessRequest | undefined {
    const nowMs = clock.nowMs();
    for (const old of byId.values()) if (old.expiresAtMs < nowMs - DAY_MS) byId.delete(old.id);
    if ([...drafted].some((request) => isSameScope(request, facts) && coversRange(request.range, facts.range)))
      return undefined;
    const own = [...byId.values(), ...drafted].filter((request) => request.operatorId === facts.operatorId);
    const toOwner = own.filter(({ ownerId, askedAtMs }) => ownerId === facts.ownerId && askedAtMs > nowMs - DAY_MS);
    const isTooMany =
      own.filter(({ state }) => isOpen(state)).length >= MAX_WAITING_REQUESTS || toOwner.length >= MAX_PER_OWNER;
    if (isTooMany) return undefined;
    const id = `request:${chance.id(nowMs)}`;
    const request = { ...facts, id, askedAtMs: nowMs, expiresAtMs: nowMs + REQUEST_LIFE_MS };
    drafted.add(request);
    return request;
  }

  function findOpen(id: string, state: RequestState): AccessRequest {
    const request = byId.get(id);
    if (request === undefined) throw new Fault("NOT_FOUND");
    const isWaiting = request.state === state && clock.nowMs() < request.expiresAtMs;
    if (!isWaiting) throw new Fault("CONFLICT", "The request has been answered or has run out.");
    return request;
  }

  return {
    findWaiting: (scope) =>
      listSame(scope).find(({ state, range }) => isOpen(state) && coversRange(range, scope.range)),
    listApprovals: (scope) => listSame(scope).flatMap(describeApprovals),
    wentUnanswered: (scope) => {
      const sinceMs = clock.nowMs() - QUIET_MS;
      return listSame(scope).some(({ state, expiresAtMs }) => isRefused(state) && expiresAtMs > sinceMs);
    },
    draft,
    writeDrafts: (drafts) => async (transaction) => {
      for (const { id, state, expiresAtMs, ...rest } of drafts) {
        const document = JSON.stringify({ id, state, expiresAtMs, ...rest });
        await transaction.insertInto("request").values({ id, document, state, expires_at_ms: expiresAtMs }).execute();
      }
    },
    keep,
    drop: (drafts) => {
      for (const request of drafts) drafted.delete(request);
    },
    listFor: (state) => [...byId.values()].filter((request) => request.state === state),
    answerAsSupervisor: async (id, by, isApproved, needsOwner) => {
      const request = findOpen(id, "supervisor");
      if (request.operatorId === by.name) throw new Fault("RIGHT_MISSING", "Nobody approves their own request.");
      const nowMs = clock.nowMs();
      const entry = { type: isApproved ? "approval.given" : "approval.declined", request: id, actor: by.name };
      if (!isApproved) return move(request, { state: "declined", expiresAtMs: nowMs }, entry);
      if (!needsOwner(request.cameraId)) return move(request, approve(nowMs), entry);
      return move(request, { state: "owner", isSupervised: true, expiresAtMs: nowMs + REQUEST_LIFE_MS }, entry);
    },
    answerAsOwner: async (id, by, isAllowed) => {
      const request = findOpen(id, "owner");
      const entry = { type: isAllowed ? "owner.allowed" : "owner.declined", request: id, actor: by.name };
      return move(request, isAllowed ? approve(clock.nowMs()) : { state: "silenced" }, entry);
    },
    takeBack: async (id, by) => {
      const request = byId.get(id);
      if (request?.state !== "approved") return;
      const entry = { type: "owner.tookBack", request: id, actor: by };
      await move(request, { state: "over", expiresAtMs: clock.nowMs() }, entry);
    },
    close: () => {
      isClosed = true;
      for (const cancel of timers.values()) cancel();
    },
  };
}

function approve(nowMs: number): Partial<AccessRequest> {
  return { state: "approved", expiresAtMs: nowMs + APPROVAL_LIFE_MS };
}

function isOpen(state: RequestState): boolean {
  return state === "supervisor" || state === "owner" || state === "silenced";
}

function isRefused(state: RequestState): boolean {
  return state === "declined" || state === "unanswered";
}

/** Whether the asking operator may learn of the step: when it ends, or moves on to the owner. */
function isResolved(from: RequestState, to: RequestState): boolean {
  return from !== "approved" && to !== "silenced";
}

/** Whether a request is about the same but for its time, which another question need only lie in. */
function isSameScope(request: AccessRequest, scope: RequestScope): boolean {
  return (
    request.operatorId === scope.operatorId &&
    request.cameraId === scope.cameraId &&
    request.action === scope.action &&
    request.purpose.code === scope.purpose.code &&
    request.purpose.incidentId === scope.purpose.incidentId
  );
}

function describeApprovals(request: AccessRequest): ScopedApproval[] {
  const { operatorId, cameraId, action, purpose, range, epoch, expiresAtMs, state, isSupervised } = request;
  const about = { operatorId, cameraId, action, range, epoch };
  const scope = { ...about, purposeCode: purpose.code, incidentId: purpose.incidentId };
  const given: ScopedApproval[] = [];
  if (state === "approved") given.push({ by: "owner", ...scope, untilMs: expiresAtMs });
  const isCleared = state === "approved" || (isSupervised && isOpen(state));
  if (isCleared) given.push({ by: "supervisor", ...scope, untilMs: expiresAtMs });
  return given;
}
