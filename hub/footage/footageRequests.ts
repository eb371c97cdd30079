import { Fault } from "../../contract/faults.ts";
import {
  checkFootageSpan,
  FOOTAGE_OWNER_LIFE_MS,
  FOOTAGE_SUPERVISOR_LIFE_MS,
  type FootageSpan,
  type FootageWish,
} from "../../contract/footage.ts";
import type { AuditEntry, AuditLog } from "../audit/auditLog.ts";
import type { EventStream } from "../events/eventStream.ts";
import type { Account, Accounts } from "../people/accounts.ts";
import type { Chance, HubClock, HubLog } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Consents } from "../registry/consents.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { HubDatabase } from "../store/tables.ts";
import { chooseAsked } from "./chooseAsked.ts";
import { listAskedCameras } from "./listAskedCameras.ts";
import { isOpenFootage, StoredFootage, type StoredItem } from "./storedFootage.ts";

/**
 * Requests to owners for recordings.
 *
 * | stage      | approve | decline  | withdraw, or incident closed | time runs out |
 * | ---------- | ------- | -------- | ---------------------------- | ------------- |
 * | supervisor | owners  | declined | withdrawn                    | over          |
 * | owners     | –       | –        | withdrawn                    | over          |
 *
 * Within `owners` each camera is answered by itself: yes, ignore, and a yes may be taken back while it is remembered.
 * Every step is in the audit before it takes effect; those that the agency must not see make no news.
 */

/**
 * Requests stay this long after their end, those that no owner ever saw a day; the audit keeps what happened for good. Our
 * choice.
 */
const KEPT_MS = 90 * 24 * 3_600_000;
/** Most requests of one operator that may wait at once. Our choice. */
const MAX_OPEN_PER_OPERATOR = 10;
/** Most an operator may ask within a day, withdrawn ones too. Our choice. */
const MAX_PER_DAY = 50;
const DAY_MS = 24 * 3_600_000;
const AGAIN_MS = 1_000;
const IDS_PER_STATEMENT = 500;

const SPAN_SENTENCES = {
  "too-long": "At most two hours can be asked for.",
  "too-short": "Ask for at least one minute.",
  "not-past": "The span must end before now.",
  "before-incident": "The span may begin at most a day before the incident.",
} as const;

export interface FootageRequests {
  /** Newest first. */
  list(): StoredFootage[];
  /** Whom a wish would ask. Throws `FOOTAGE_REFUSED` or `NOT_FOUND`. */
  plan(wish: Omit<FootageWish, "why">): StoredItem[];
  ask(wish: FootageWish, by: Account): Promise<StoredFootage>;
  approve(id: string, by: Account): Promise<StoredFootage>;
  decline(id: string, by: Account): Promise<StoredFootage>;
  withdraw(id: string, by: Account): Promise<StoredFootage>;
  /** An owner's answer about one of their cameras; `undefined` ignores it. Throws `CONFLICT` when it is too late. */
  answer(id: string, cameraId: string, by: Account, answer: OwnerAnswer): Promise<void>;
  close(): void;
}

export type OwnerAnswer =
  | { readonly say: "yes"; readonly span?: FootageSpan }
  | { readonly say: "ignore" | "take-back" };

interface Change {
  readonly after: StoredFootage;
  readonly entry: AuditEntry;
  /** False where the agency must not notice. */
  readonly isSeen: boolean;
}

export async function loadFootageRequests(options: {
  db: HubDatabase;
  audit: AuditLog;
  events: EventStream;
  clock: HubClock;
  chance: Chance;
  log: HubLog;
  cameras: CameraRegistry;
  consents: Consents;
  incidents: Incidents;
  accounts: Accounts;
}): Promise<FootageRequests> {
  const { db, audit, events, clock, chance, log, consents, incidents } = options;
  const byId = new Map<string, StoredFootage>();
  const timers = new Map<string, () => void>();
  // One after another: each change is made from the state the one before it left.
  let lastChange: Promise<unknown> = Promise.resolve();
  for (const row of await db.selectFrom("footage_request").selectAll().execute())
    keep(StoredFootage.parse(JSON.parse(row.document)));
  await forgetOld();
  // A hub that died between an incident's end and what follows from it makes up for that.
  for (const request of byId.values())
    if (isOpenFootage(request) && incidents.find(request.incidentId)?.closedAtMs !== undefined) endWith(request.id);

  incidents.onChanged((incident) => {
    if (incident.closedAtMs === undefined) return;
    for (const { id, incidentId } of list()) if (incidentId === incident.id) endWith(id);
  });
  consents.onChanged(({ cameraId, state }) => {
    if (state === "active") return;
    for (const { id, items } of list().filter(isOpenFootage))
      if (items.some((item) => item.cameraId === cameraId && item.state === "open")) withholdLater(id, cameraId);
  });

  async function forgetOld(): Promise<void> {
    const nowMs = clock.nowMs();
    const isOld = ({ putAtMs, expiresAtMs }: StoredFootage) =>
      expiresAtMs < nowMs - (putAtMs === undefined ? DAY_MS : KEPT_MS);
    const oldIds = [...byId.values()].filter(isOld).map(({ id }) => id);
    for (const id of oldIds) byId.delete(id);
    for (let at = 0; at < oldIds.length; at += IDS_PER_STATEMENT)
      await db
        .deleteFrom("footage_request")
        .where("id", "in", oldIds.slice(at, at + IDS_PER_STATEMENT))
        .execute();
  }

  function keep(request: StoredFootage): void {
    byId.set(request.id, request);
    timers.get(request.id)?.();
    timers.delete(request.id);
    if (isOpenFootage(request)) runOutIn(request.id, request.expiresAtMs - clock.nowMs());
  }

  function runOutIn(id: string, ms: number): void {
    timers.set(
      id,
      clock.after(Math.max(0, ms), () => {
        const runOut = (before: StoredFootage): Change | undefined =>
          isOpenFootage(before) && before.expiresAtMs <= clock.nowMs()
            ? { after: { ...before, stage: "over" }, entry: { type: "footage.ranOut", request: id }, isSeen: true }
            : undefined;
        changeLater(id, runOut);
      }),
    );
  }

  /** For what follows from something else: tried again until it is written. */
  function changeLater(id: string, make: (before: StoredFootage) => Change | undefined): void {
    change(id, make).catch((cause: unknown) => {
      log.error("footage.notMoved", { request: id, reason: String(cause) });
      timers.get(`again:${id}`)?.();
      timers.set(
        `again:${id}`,
        clock.after(AGAIN_MS, () => changeLater(id, make)),
      );
    });
  }

  function endWith(id: string): void {
    changeLater(id, (before) =>
      isOpenFootage(before)
        ? {
            after: { ...before, stage: "withdrawn" },
            entry: { type: "footage.withdrawn", request: id, cause: "incident-closed" },
            isSeen: true,
          }
        : undefined,
    );
  }

  function withholdLater(id: string, cameraId: string): void {
    changeLater(id, (before) => ({
      after: setItem(before, cameraId, (item) => (item.state === "open" ? { ...item, state: "withheld" } : item)),
      entry: { type: "footage.withheld", request: id, camera: cameraId },
      isSeen: false,
    }));
  }

  function change(
    id: string,
    make: (before: StoredFootage) => Change | undefined | Promise<Change>,
  ): Promise<StoredFootage> {
    const done = lastChange.then(async () => {
      const before = byId.get(id);
      if (before === undefined) throw new Fault("NOT_FOUND");
      const made = await make(before);
      return made === undefined ? before : write(made);
    });
    lastChange = done.catch(() => undefined);
    return done;
  }

  async function write({ after, entry, isSeen }: Change): Promise<StoredFootage> {
    const facts = { incident: after.incidentId, stage: after.stage };
    await audit.append([{ ...entry, ...facts }], async (transaction) => {
      const row = { expires_at_ms: after.expiresAtMs, document: JSON.stringify(after) };
      await transaction
        .insertInto("footage_request")
        .values({ id: after.id, ...row })
        .onConflict((on) => on.column("id").doUpdateSet(row))
        .execute();
    });
    keep(after);
    if (isSeen) events.publish({ type: "footage.changed", incidentId: after.incidentId }, { to: "all" });
    return after;
  }

  function list(): StoredFootage[] {
    return [...byId.values()].sort((a, b) => b.askedAtMs - a.askedAtMs);
  }

  function planItems(wish: Omit<FootageWish, "why">, ownId?: string): StoredItem[] {
    const incident = incidents.find(wish.incidentId);
    if (incident === undefined) throw new Fault("NOT_FOUND");
    const refuse = (why: string) => new Fault("FOOTAGE_REFUSED", why);
    if (incident.closedAtMs !== undefined) throw refuse("The incident is closed.");
    if (!incident.verified) throw refuse("The incident is not verified yet.");
    const spanFault = checkFootageSpan(wish, incident.openedAtMs, clock.nowMs());
    if (spanFault !== undefined) throw refuse(SPAN_SENTENCES[spanFault]);
    const earlier = list().filter(({ id }) => id !== ownId);
    const context = { earlier, incidentId: incident.id, span: wish, nowMs: clock.nowMs() };
    return chooseAsked(listAskedCameras(options, wish.area, incident), context);
  }

  async function ask(wish: FootageWish, by: Account): Promise<StoredFootage> {
    await forgetOld();
    const items = planItems(wish);
    const nowMs = clock.nowMs();
    const own = list().filter(({ operatorId }) => operatorId === by.name);
    const open = own.filter(isOpenFootage);
    if (open.length >= MAX_OPEN_PER_OPERATOR)
      throw new Fault("FOOTAGE_REFUSED", `You have ${open.length} requests open. Withdraw one first.`);
    if (own.filter(({ askedAtMs }) => askedAtMs > nowMs - DAY_MS).length >= MAX_PER_DAY)
      throw new Fault("FOOTAGE_REFUSED", `You have asked ${MAX_PER_DAY} times within a day. Ask again tomorrow.`);
    requireSomebody(items);
    const request: StoredFootage = {
      ...{ id: `footage:${chance.id(nowMs)}`, ...wish, operatorId: by.name, operatorLabel: by.label },
      ...{ stage: "supervisor", askedAtMs: nowMs, expiresAtMs: nowMs + FOOTAGE_SUPERVISOR_LIFE_MS, items },
    };
    const { fromMs, toMs } = wish;
    const entry = { type: "footage.asked", request: request.id, actor: by.name, fromMs, toMs, cameras: items.length };
    return write({ after: request, entry, isSeen: true });
  }

  function requireStage(request: StoredFootage, ...stages: StoredFootage["stage"][]): void {
    if (!stages.includes(request.stage) || request.expiresAtMs <= clock.nowMs())
      throw new Fault("CONFLICT", "The request has been answered, withdrawn or has run out.");
  }

  /** Planned anew: what has happened since it was asked for counts. */
  function approve(id: string, by: Account): Promise<StoredFootage> {
    return change(id, (before) => {
      requireStage(before, "supervisor");
      if (before.operatorId === by.name) throw new Fault("RIGHT_MISSING", "Nobody approves their own request.");
      const known = new Set(before.items.map(({ cameraId }) => cameraId));
      // Cameras that came into the area since were not in what the supervisor has read.
      const items = planItems(before, id).filter(({ cameraId }) => known.has(cameraId));
      requireSomebody(items);
      const nowMs = clock.nowMs();
      return {
        after: { ...before, stage: "owners", putAtMs: nowMs, expiresAtMs: nowMs + FOOTAGE_OWNER_LIFE_MS, items },
        entry: { type: "footage.approved", request: id, actor: by.name, asked: items.filter(isAsked).length },
        isSeen: true,
      };
    });
  }

  function decline(id: string, by: Account): Promise<StoredFootage> {
    return change(id, (before) => {
      requireStage(before, "supervisor");
      if (before.operatorId === by.name) throw new Fault("RIGHT_MISSING", "Withdraw your own request instead.");
      const entry = { type: "footage.declined", request: id, actor: by.name };
      return { after: { ...before, stage: "declined" }, entry, isSeen: true };
    });
  }

  function withdraw(id: string, by: Account): Promise<StoredFootage> {
    return change(id, (before) => {
      requireStage(before, "supervisor", "owners");
      const entry = { type: "footage.withdrawn", request: id, actor: by.name, cause: "operator" };
      return { after: { ...before, stage: "withdrawn" }, entry, isSeen: true };
    });
  }

  async function answer(id: string, cameraId: string, by: Account, { say, ...given }: OwnerAnswer): Promise<void> {
    await change(id, (before) => {
      const item = before.items.find((one) => one.cameraId === cameraId && one.ownerId === by.ownerId);
      if (item === undefined) throw new Fault("NOT_FOUND");
      const isTimely = say === "take-back" ? item.state === "yes" : item.state === "open" && isAnswerable(before);
      if (!isTimely) throw new Fault("CONFLICT", "The request is no longer open.");
      const span = "span" in given ? given.span : undefined;
      if (span !== undefined && !isWithin(span, before))
        throw new Fault("REQUEST_MALFORMED", "The span is not within what was asked for.");
      const { span: _span, ...rest } = item;
      const next = { ...rest, state: ANSWERED[say], ...(span === undefined ? {} : { span }) };
      const entry = { type: AUDITED[say], request: id, camera: cameraId, actor: by.name, ...span };
      return { after: setItem(before, cameraId, () => next), entry, isSeen: say !== "ignore" };
    });
  }

  function isAnswerable({ stage, expiresAtMs }: StoredFootage): boolean {
    return stage === "owners" && clock.nowMs() < expiresAtMs;
  }

  return {
    list,
    plan: (wish) => planItems(wish),
    ask,
    approve,
    decline,
    withdraw,
    answer,
    close: () => {
      for (const cancel of timers.values()) cancel();
    },
  };
}

const ANSWERED = { yes: "yes", ignore: "ignored", "take-back": "taken-back" } as const;
const AUDITED = { yes: "footage.offered", ignore: "footage.ignored", "take-back": "footage.takenBack" } as const;

/** Withheld counts: that nobody is left must not tell who has withdrawn. */
function isAsked({ state }: StoredItem): boolean {
  return state === "open" || state === "withheld";
}

function requireSomebody(items: readonly StoredItem[]): void {
  if (!items.some(isAsked)) throw new Fault("FOOTAGE_REFUSED", "There is no owner to ask in this area.");
}

function setItem(request: StoredFootage, cameraId: string, make: (item: StoredItem) => StoredItem): StoredFootage {
  return { ...request, items: request.items.map((item) => (item.cameraId === cameraId ? make(item) : item)) };
}

function isWithin(span: FootageSpan, asked: FootageSpan): boolean {
  return span.fromMs >= asked.fromMs && span.toMs <= asked.toMs && span.fromMs < span.toMs;
}
