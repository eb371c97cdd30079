import { Fault } from "../../contract/faults.ts";
import { type Incident, type IncidentPage, MAX_INCIDENTS } from "../../contract/incidents.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { type IncidentPlan, KeptIncident } from "../incidents/keptIncident.ts";
import type { HubClock } from "../ports.ts";
import type { HubDatabase } from "../store/tables.ts";

/** Closed incidents stay in the list this long, and in memory for as long as owners are told of their views. */
const SHOWN_AFTER_CLOSE_MS = 24 * 3_600_000;
const KEPT_AFTER_CLOSE_MS = 30 * 24 * 3_600_000;
const FORGET_EVERY_MS = 3_600_000;
/** Most kept in memory; beyond it the longest closed calls of feeds go, and a tenth more so that it is seldom. Our choice. */
const MAX_KEPT = 50_000;
const KEPT_SHARE = 0.9;
/** Most a page may weigh: half of what either side accepts. */
const MAX_PAGE_BYTES = 2_000_000;

export type IncidentListener = (after: Incident, before: Incident | undefined) => void;
export type PlanIncident<T> = (before: KeptIncident | undefined) => IncidentPlan<T>;

/** The incidents of the hub. A change is written with its audit entries before anybody hears of it. */
export interface Incidents {
  find(id: string): Incident | undefined;
  findKept(id: string): KeptIncident | undefined;
  /** Open incidents raised by an owner. */
  listRaisedBy(ownerId: string): Incident[];
  /** Open calls of a feed. */
  openCountOf(feedId: string): number;
  /** Open incidents an operator opened by hand. */
  openCountBy(operatorId: string): number;
  /** What has changed since a revision, in the order of its changes. */
  readPage(since: number): IncidentPage;
  /**
   * Plans from the state the last change of this incident left, writes, then tells; those of other incidents go on
   * meanwhile and share the commit. Throws what `plan` throws, and `AUDIT_UNAVAILABLE`.
   */
  update<T>(id: string, plan: PlanIncident<T>): Promise<T>;
  /** A number no incident has had, for one opened by hand. */
  makeId(): string;
  onChanged(listener: IncidentListener): void;
}

export async function loadIncidents(options: {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
  maxKept?: number;
}): Promise<Incidents> {
  const { db, audit, clock, maxKept = MAX_KEPT } = options;
  const byId = await readKept(db, clock.nowMs() - KEPT_AFTER_CLOSE_MS);
  forgetLongestClosed(byId, maxKept);
  let nextNumber = await readNextNumber(db);
  const listeners: IncidentListener[] = [];
  const chains = new Map<string, Promise<unknown>>();
  let revision = Math.max(0, ...[...byId.values()].map(({ incident }) => incident.revision));
  const openByFeed = new Map<string, number>();
  for (const kept of byId.values()) countOpen(kept, 1);
  let forgetAtMs = clock.nowMs() + FORGET_EVERY_MS;

  function countOpen(kept: KeptIncident, by: 1 | -1): void {
    if (kept.feed === undefined || !isOpen(kept)) return;
    openByFeed.set(kept.feed.name, (openByFeed.get(kept.feed.name) ?? 0) + by);
  }

  function makeId(): string {
    const id = `M-${nextNumber++}`;
    return byId.has(id) ? makeId() : id;
  }

  async function change<T>(id: string, plan: PlanIncident<T>): Promise<T> {
    const before = byId.get(id);
    const { next, entries, hasNewFacts = true, result } = plan(before);
    if (next === undefined || entries.length === 0) return result;
    let after = next;
    await audit.append(entries, async (transaction, seqs) => {
      const seq = seqs.at(-1) ?? 0;
      const factsRevision = hasNewFacts ? seq : next.factsRevision;
      after = { ...next, factsRevision, incident: { ...next.incident, revision: seq } };
      const row = { id, document: JSON.stringify(after) };
      await transaction
        .insertInto("incident")
        .values(row)
        .onConflict((on) => on.column("id").doUpdateSet({ document: row.document }))
        .execute();
    });
    byId.set(id, after);
    if (before !== undefined) countOpen(before, -1);
    countOpen(after, 1);
    revision = Math.max(revision, after.incident.revision);
    for (const listener of listeners) listener(after.incident, before?.incident);
    forgetOld();
    return result;
  }

  function update<T>(id: string, plan: PlanIncident<T>): Promise<T> {
    const done = (chains.get(id) ?? Promise.resolve()).then(() => change(id, plan));
    const settled = done
      .catch(() => undefined)
      .finally(() => {
        if (chains.get(id) === settled) chains.delete(id);
      });
    chains.set(id, settled);
    return done;
  }

  function forgetOld(): void {
    forgetLongestClosed(byId, maxKept);
    const nowMs = clock.nowMs();
    if (nowMs < forgetAtMs) return;
    forgetAtMs = nowMs + FORGET_EVERY_MS;
    for (const [id, { incident }] of byId)
      if ((incident.closedAtMs ?? nowMs) < nowMs - KEPT_AFTER_CLOSE_MS) byId.delete(id);
  }

  function readPage(since: number): IncidentPage {
    const shownSinceMs = clock.nowMs() - SHOWN_AFTER_CLOSE_MS;
    const changed = [...byId.values()].flatMap(({ incident }) => (incident.revision > since ? [incident] : []));
    const shown = since === 0 ? changed.filter(({ closedAtMs = Infinity }) => closedAtMs > shownSinceMs) : changed;
    return cutPage(shown.length > MAX_INCIDENTS ? chooseUrgent(shown) : shown, revision);
  }

  return {
    find: (id) => byId.get(id)?.incident,
    findKept: (id) => byId.get(id),
    listRaisedBy: (ownerId) =>
      [...byId.values()].flatMap((kept) => (kept.ownerId === ownerId && isOpen(kept) ? [kept.incident] : [])),
    openCountOf: (feedId) => openByFeed.get(feedId) ?? 0,
    openCountBy: (operatorId) =>
      [...byId.values()].filter((kept) => kept.openedById === operatorId && isOpen(kept)).length,
    readPage,
    update,
    makeId,
    onChanged: (listener) => {
      listeners.push(listener);
    },
  };
}

function forgetLongestClosed(byId: Map<string, KeptIncident>, maxKept: number): void {
  if (byId.size <= maxKept) return;
  const closed = [...byId.values()].filter((kept) => kept.feed !== undefined && !isOpen(kept));
  closed.sort((a, b) => (a.incident.closedAtMs ?? 0) - (b.incident.closedAtMs ?? 0));
  const excess = byId.size - Math.floor(maxKept * KEPT_SHARE);
  for (const { incident } of closed.slice(0, excess)) byId.delete(incident.id);
}

function isOpen({ incident }: KeptIncident): boolean {
  return incident.closedAtMs === undefined;
}

/** Open before closed, verified before what is only said, the most urgent and then the newest first. */
function chooseUrgent(incidents: readonly Incident[]): Incident[] {
  return [...incidents]
    .sort(
      (a, b) =>
        Number(a.closedAtMs !== undefined) - Number(b.closedAtMs !== undefined) ||
        Number(b.verified) - Number(a.verified) ||
        a.priority - b.priority ||
        b.openedAtMs - a.openedAtMs,
    )
    .slice(0, MAX_INCIDENTS);
}

function cutPage(incidents: Incident[], revision: number): IncidentPage {
  incidents.sort((a, b) => a.revision - b.revision);
  let bytes = 0;
  for (const [index, incident] of incidents.entries()) {
    bytes += Buffer.byteLength(JSON.stringify(incident));
    if (bytes <= MAX_PAGE_BYTES || index === 0) continue;
    const page = endAtRevision(incidents.slice(0, index), incident.revision);
    if (page.length > 0) return { incidents: page, revision: page.at(-1)?.revision ?? 0, isMore: true };
  }
  return { incidents, revision, isMore: false };
}

/** Those of one revision, as a site's first ones are, are never parted: the next page begins after a revision. */
function endAtRevision(page: Incident[], nextRevision: number): Incident[] {
  return page.filter(({ revision }) => revision < nextRevision);
}

async function readKept(db: HubDatabase, sinceMs: number): Promise<Map<string, KeptIncident>> {
  const rows = await db.selectFrom("incident").selectAll().execute();
  const kept = rows.map((row) => KeptIncident.parse(JSON.parse(row.document)));
  return new Map(
    kept.flatMap((one) => ((one.incident.closedAtMs ?? Infinity) > sinceMs ? [[one.incident.id, one]] : [])),
  );
}

const BY_HAND = /^M-(?<number>\d{1,12})$/;
const FIRST_NUMBER = 1_001;

async function readNextNumber(db: HubDatabase): Promise<number> {
  const rows = await db.selectFrom("incident").select("id").where("id", "like", "M-%").execute();
  const numbers = rows.map(({ id }) => Number(BY_HAND.exec(id)?.groups?.number ?? 0));
  return Math.max(FIRST_NUMBER - 1, ...numbers) + 1;
}

/** Throws `NOT_FOUND`. */
export function requireKept(kept: KeptIncident | undefined): KeptIncident {
  if (kept === undefined) throw new Fault("NOT_FOUND", "There is no such incident.");
  return kept;
}
