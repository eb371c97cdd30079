import type { FeedOutcome, FeedResult } from "../../contract/incidentFeed.ts";
import {
  type Incident,
  MAX_INCIDENT_BYTES,
  MAX_INCIDENT_NOTES,
  type PositionProblem,
} from "../../contract/incidents.ts";
import type { Position } from "../../contract/primitives.ts";
import type { AuditEntry } from "../audit/auditLog.ts";
import type { FeedKey } from "./feedKeys.ts";
import type { FeedMark, IncidentPlan, KeptIncident } from "./keptIncident.ts";
import type { FeedUpdate } from "./readUpdate.ts";

/**
 * What updates of a feed make of a call, as a pure step.
 *
 * | the update              | facts    | notes not yet known | outcome                     |
 * | ----------------------- | -------- | ------------------- | --------------------------- |
 * | of a call not yet known | taken    | added               | opened, or closed           |
 * | newer than the last     | taken    | added               | updated, closed or reopened |
 * | the same again          | –        | –                   | duplicate                   |
 * | older than the last     | –        | added               | late                        |
 *
 * Closed by an operator, a call stays closed whatever its feed says. A place an operator gave stays until the feed has
 * one; the call is verified again once the feed itself has stated kind, urgency and place.
 */
export function planFeed(
  kept: KeptIncident | undefined,
  updates: readonly FeedUpdate[],
  feed: FeedKey,
  nowMs: number,
): IncidentPlan<FeedResult[]> {
  const results: FeedResult[] = [];
  const entries: AuditEntry[] = [];
  let now = kept;
  let hasNewFacts = false;
  for (const update of updates) {
    const step = takeOne(now, update, feed, nowMs);
    results.push(step.result);
    if (step.next === undefined) continue;
    now = step.next;
    entries.push(...step.entries);
    hasNewFacts ||= step.hasNewFacts === true;
  }
  return now === undefined || entries.length === 0
    ? { entries: [], result: results }
    : { next: now, entries, hasNewFacts, result: results };
}

function takeOne(
  kept: KeptIncident | undefined,
  update: FeedUpdate,
  feed: FeedKey,
  nowMs: number,
): IncidentPlan<FeedResult> {
  if (kept === undefined) return open(update, feed, nowMs);
  const foreign = findForeign(kept, feed);
  if (foreign !== undefined) return { entries: [], result: describe(update, "refused", undefined, [foreign]) };
  const order = compareMarks(kept.feed?.mark, update.mark);
  if (order === "same") return { entries: [], result: describe(update, "duplicate", kept.incident) };
  return order === "older" ? takeLate(kept, update, feed) : takeNewer(kept, update, feed, nowMs);
}

/** A number that belongs to somebody else's incident is never written over. */
function findForeign({ incident, feed: known, ownerId }: KeptIncident, feed: FeedKey): string | undefined {
  if (incident.source !== feed.source || ownerId !== undefined)
    return `The number belongs to an incident from another source (${incident.source}).`;
  return known === undefined || known.name === feed.id ? undefined : "The number belongs to another feed.";
}

function compareMarks(last: FeedMark | undefined, mark: FeedMark | undefined): "newer" | "same" | "older" {
  if (last === undefined) return "newer";
  if (mark !== undefined && mark.by !== "delivery" && last.by === "delivery") return "newer";
  // Without a way to tell, what is known stands: it may be the newer.
  if (mark === undefined || mark.by !== last.by) return "older";
  return mark.value === last.value ? "same" : mark.value > last.value ? "newer" : "older";
}

function open(update: FeedUpdate, feed: FeedKey, nowMs: number): IncidentPlan<FeedResult> {
  const { usual } = feed;
  const { call: id, openedBy = feed.label, units = [] } = update;
  const kind = update.kind ?? usual.kind ?? "other";
  const isClosed = update.state === "closed";
  const openedAtMs = update.openedAtMs ?? nowMs;
  const incident: Incident = {
    ...{ id, revision: 0, kind, title: update.title ?? usual.title ?? feed.label },
    ...{ priority: update.priority ?? usual.priority ?? 3, source: feed.source, verified: true, openedBy },
    ...{ place: update.place ?? usual.place ?? "–", units, openedAtMs, notes: [] },
    ...placeAt(update.position ?? usual.position ?? "missing"),
    ...(isClosed ? { closedAtMs: nowMs, closedBy: feed.label } : {}),
  };
  const { priority, source, position } = incident;
  const facts = { source, kind, priority, position, isClosed: isClosed || undefined };
  const entry = { type: "incident.opened", actor: nameActor(feed), incident: id, ...facts };
  const noted = addNotes({ incident, factsRevision: 0, feed: describeFeed(feed, update.mark, []) }, update);
  const result = describe(update, isClosed ? "closed" : "opened", incident, noted.problems);
  return { next: noted.kept, entries: [entry], hasNewFacts: true, result };
}

/** Its facts are old, its notes may be new, and it may be the one that says when the call began. */
function takeLate(before: KeptIncident, update: FeedUpdate, feed: FeedKey): IncidentPlan<FeedResult> {
  const { kept, problems, count } = addNotes({ ...before, feed: describeFeed(feed, undefined, [], before) }, update);
  const openedAtMs = Math.min(kept.incident.openedAtMs, update.openedAtMs ?? Infinity);
  const isEarlier = openedAtMs < kept.incident.openedAtMs;
  const result = describe(update, "late", before.incident, problems);
  if (count === 0 && !isEarlier) return { entries: [], result };
  const changed = [...(count > 0 ? ["notes"] : []), ...(isEarlier ? ["openedAtMs"] : [])];
  const entry = { type: "incident.updated", actor: nameActor(feed), incident: update.call, changed, isLate: true };
  return { next: { ...kept, incident: { ...kept.incident, openedAtMs } }, entries: [entry], result };
}

function takeNewer(before: KeptIncident, update: FeedUpdate, feed: FeedKey, nowMs: number): IncidentPlan<FeedResult> {
  const marked = { ...before, feed: describeFeed(feed, update.mark, [], before) };
  const { kept, problems } = addNotes(marked, update);
  const stated = restate(kept.incident, update);
  const { incident, outcome } = changeState(stated, update, feed, nowMs);
  const changed = listChanged(before.incident, incident);
  const isHeld = update.state === "open" && incident.closedAtMs !== undefined;
  const told = isHeld
    ? [...problems, `It was closed here by ${incident.closedBy ?? "an operator"} and stays closed.`]
    : problems;
  const type = outcome === "closed" || outcome === "reopened" ? `incident.${outcome}` : "incident.updated";
  const { kind, priority, position } = incident;
  const entry = { type, actor: nameActor(feed), incident: incident.id, changed, kind, priority, position };
  const hasNewFacts = changed.some((name) => name !== "notes" && name !== "units");
  return {
    next: { ...kept, incident, ...(incident.verified ? { authors: [] } : {}) },
    entries: [entry],
    hasNewFacts,
    result: describe(update, outcome, incident, told),
  };
}

function restate(before: Incident, update: FeedUpdate): Incident {
  const { kind, title, priority, place, units, openedBy, openedAtMs } = update;
  const said = Object.fromEntries(
    Object.entries({ kind, title, priority, place, units, openedBy }).filter(([, value]) => value !== undefined),
  );
  const isByHand = before.statedBy !== undefined;
  const isPlaced = typeof update.position === "object";
  const { position, positionProblem, verifiedBy, statedBy, ...rest } = before;
  const where =
    update.position === undefined || (isByHand && !isPlaced) ? { position, positionProblem } : placeAt(update.position);
  const isAllStated = kind !== undefined && priority !== undefined && isPlaced;
  const who = isByHand && !isAllStated ? { verifiedBy, statedBy } : { verified: true };
  const began = Math.min(before.openedAtMs, openedAtMs ?? Infinity);
  return dropUndefined({ ...rest, ...said, ...where, ...who, openedAtMs: began });
}

function changeState(
  stated: Incident,
  { state }: FeedUpdate,
  feed: FeedKey,
  nowMs: number,
): { incident: Incident; outcome: FeedOutcome } {
  const isClosed = stated.closedAtMs !== undefined;
  if (state === "closed" && !isClosed)
    return { incident: { ...stated, closedAtMs: nowMs, closedBy: feed.label }, outcome: "closed" };
  const isClosedByHand = stated.closeReason !== undefined;
  if (state !== "open" || !isClosed || isClosedByHand) return { incident: stated, outcome: "updated" };
  const { closedAtMs: _at, closedBy: _by, ...incident } = stated;
  return { incident, outcome: "reopened" };
}

/** Notes are known by their ids, so that their order and repetition do not matter. */
function addNotes(
  kept: KeptIncident,
  { notes }: FeedUpdate,
): { kept: KeptIncident; problems: string[]; count: number } {
  const { feed, incident } = kept;
  if (feed === undefined) return { kept, problems: [], count: 0 };
  const known = new Set(feed.noteIds);
  const fresh = notes.filter(({ noteId }) => !known.has(noteId) && known.add(noteId));
  let all = incident.notes;
  const ids = [...feed.noteIds];
  let bytes = fresh.length === 0 ? 0 : Buffer.byteLength(JSON.stringify(incident));
  let count = 0;
  for (const { noteId, ...note } of fresh) {
    bytes += Buffer.byteLength(JSON.stringify(note)) + 1;
    if (all.length >= MAX_INCIDENT_NOTES || bytes > MAX_INCIDENT_BYTES) break;
    all = [...all, note];
    ids.push(noteId);
    count++;
  }
  const left = fresh.length - count;
  const problems = left > 0 ? [`${left} notes were left out: the call has as many as it can.`] : [];
  const sorted = [...all].sort((a, b) => a.atMs - b.atMs);
  return {
    kept: { ...kept, feed: { ...feed, noteIds: ids }, incident: { ...incident, notes: sorted } },
    problems,
    count,
  };
}

const COMPARED = [
  "kind",
  "title",
  "priority",
  "place",
  "position",
  "units",
  "notes",
  "openedAtMs",
  "closedAtMs",
] as const;

function listChanged(before: Incident, after: Incident): string[] {
  return COMPARED.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function placeAt(where: Position | PositionProblem): Pick<Incident, "position" | "positionProblem"> {
  return typeof where === "object" ? { position: where } : { positionProblem: where };
}

function describeFeed(feed: FeedKey, mark: FeedMark | undefined, noteIds: string[], before?: KeptIncident) {
  const last = mark ?? before?.feed?.mark;
  return { name: feed.id, noteIds: before?.feed?.noteIds ?? noteIds, ...(last === undefined ? {} : { mark: last }) };
}

const nameActor = (feed: FeedKey) => `feed:${feed.id}`.slice(0, 64);

function dropUndefined(incident: { [F in keyof Incident]: Incident[F] | undefined }): Incident {
  return Object.fromEntries(Object.entries(incident).filter(([, value]) => value !== undefined)) as unknown as Incident;
}

function describe(
  { call, problems, ignored }: FeedUpdate,
  outcome: FeedOutcome,
  incident: Incident | undefined,
  more: readonly string[] = [],
): FeedResult {
  const told = [...problems, ...more].slice(0, 32);
  return {
    ...{ call, outcome },
    ...(incident?.positionProblem === undefined ? {} : { position: incident.positionProblem }),
    ...(told.length === 0 ? {} : { problems: told }),
    ...(ignored.length === 0 ? {} : { ignored: [...ignored] }),
  };
}
