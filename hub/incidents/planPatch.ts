import { Fault } from "../../contract/faults.ts";
import {
  type Incident,
  type IncidentNote,
  type IncidentPatch,
  MAX_INCIDENT_BYTES,
  MAX_INCIDENT_NOTES,
  type NewIncident,
} from "../../contract/incidents.ts";
import type { AuditEntry } from "../audit/auditLog.ts";
import { type Account, listRights } from "../people/accounts.ts";
import { requireKept } from "../registry/incidents.ts";
import { type IncidentPlan, type KeptIncident, MAX_AUTHORS } from "./keptIncident.ts";

/**
 * What operators do to incidents, as pure steps: state and wish in, next state and audit entries out.
 *
 * Whoever states kind, urgency or place by hand takes the verification away, because that is what owners' terms rest
 * on; a supervisor gives it back who has stated none of it since it was last verified.
 */

type By = Pick<Account, "name" | "label" | "roles">;

const NOTHING_KEPT = "Nothing of your change was kept.";
const REOPEN_WITHIN_MS = 24 * 3_600_000;

/** The plan of an incident opened by hand. Throws `CONFLICT` where there is one of its number already. */
export function planCreate(
  kept: KeptIncident | undefined,
  ...[id, wish, by, nowMs]: [id: string, wish: NewIncident, by: By, nowMs: number]
): IncidentPlan<Incident> {
  if (kept !== undefined) throw new Fault("CONFLICT", "Its number is taken. Nothing was kept; open it again.");
  const { note, position, ...stated } = wish;
  const incident: Incident = {
    ...{ id, revision: 0, ...stated, source: "manual", verified: false, statedBy: by.name },
    ...(position === undefined ? { positionProblem: "missing" as const } : { position }),
    ...{ openedBy: by.label, openedAtMs: nowMs, units: [] },
    notes: note === undefined || note === "" ? [] : [{ atMs: nowMs, by: by.label, text: note }],
  };
  const { kind, priority, source } = incident;
  const entry = { type: "incident.opened", actor: by.name, incident: id, source, kind, priority, position };
  const next = { incident, factsRevision: 0, authors: [by.name], openedById: by.name };
  return { next, entries: [entry], result: incident };
}

interface Step {
  readonly incident: Incident;
  /** Whether what owners' terms rest on was stated by hand. */
  readonly isStated?: boolean;
  readonly entries: readonly AuditEntry[];
}

/**
 * Throws `CONFLICT` where somebody else was first or the incident's state does not allow it, `RIGHT_MISSING`, and
 * `REQUEST_MALFORMED` for a patch that says nothing. All of a patch happens or none.
 */
export function planPatch(
  kept: KeptIncident | undefined,
  patch: IncidentPatch,
  by: By,
  nowMs: number,
): IncidentPlan<null> {
  const before = requireKept(kept);
  const { revision, note, ...acts } = patch;
  const isNoteOnly = Object.values(acts).every((act) => act === undefined);
  if (isNoteOnly && (note ?? "") === "") throw new Fault("REQUEST_MALFORMED", "body: says no change");
  if (!isNoteOnly) checkRevision(before, revision);
  const steps: ((incident: Incident, authors: readonly string[]) => Step)[] = [];
  const { edit, verify, close, reopen } = acts;
  if (reopen) steps.push((incident) => reopenIncident(incident, by, nowMs));
  if (edit !== undefined) steps.push((incident) => editIncident(incident, edit, by));
  if (verify) steps.push((incident, authors) => verifyIncident(incident, by, authors));
  if (note !== undefined && note !== "")
    steps.push((incident) => addNote(incident, { atMs: nowMs, by: by.label, text: note }, by));
  if (close !== undefined) steps.push((incident) => closeIncident(incident, close, by, nowMs));
  let { incident } = before;
  let authors = listAuthors(before);
  const entries: AuditEntry[] = [];
  for (const take of steps) {
    const step = take(incident, authors);
    incident = step.incident;
    entries.push(...step.entries);
    authors = incident.verified ? [] : step.isStated === true ? addAuthor(authors, by) : authors;
  }
  return { next: { ...before, incident, authors }, entries, hasNewFacts: !isNoteOnly, result: null };
}

/** What was kept before authors were knows the last of them. */
function listAuthors({ incident: { verified, statedBy }, authors }: KeptIncident): string[] {
  if (verified) return [];
  return authors ?? (statedBy === undefined ? [] : [statedBy]);
}

function addAuthor(authors: string[], by: By): string[] {
  if (authors.includes(by.name)) return authors;
  if (authors.length >= MAX_AUTHORS)
    throw new Fault("CONFLICT", `${MAX_AUTHORS} people have changed it since it was verified. ${NOTHING_KEPT}`);
  return [...authors, by.name];
}

function checkRevision({ incident, factsRevision }: KeptIncident, revision: number | undefined): void {
  if (revision === undefined) throw new Fault("REQUEST_MALFORMED", "body.revision: is required for this change");
  if (revision < factsRevision || revision > incident.revision) throw new Fault("CONFLICT", NOTHING_KEPT);
}

function requireOpen({ closedAtMs }: Incident): void {
  if (closedAtMs !== undefined) throw new Fault("CONFLICT", `The incident is closed. ${NOTHING_KEPT}`);
}

function requireRight(by: By, right: "view-live" | "close-incidents" | "verify-incidents"): void {
  if (!listRights(by).includes(right)) throw new Fault("RIGHT_MISSING");
}

function editIncident(before: Incident, edit: NonNullable<IncidentPatch["edit"]>, by: By): Step {
  requireRight(by, "view-live");
  requireOpen(before);
  const names = (Object.keys(edit) as (keyof typeof edit)[]).filter(
    (name) => edit[name] !== undefined && JSON.stringify(edit[name]) !== JSON.stringify(before[name]),
  );
  if (names.length === 0) return { incident: before, entries: [] };
  const { positionProblem: _solved, ...placed } = before;
  const said = Object.fromEntries(names.map((name) => [name, edit[name]]));
  const incident: Incident = { ...(names.includes("position") ? placed : before), ...said };
  const isMoved = names.includes("kind") || names.includes("position") || incident.priority < before.priority;
  const { id, kind, priority, position } = incident;
  const facts = { kind, priority, position };
  const entry = { type: "incident.edited", actor: by.name, incident: id, changed: names, ...facts };
  return { incident: isMoved ? doubt(incident, by) : incident, entries: [entry], isStated: isMoved };
}

function doubt({ verifiedBy: _no, ...incident }: Incident, by: By): Incident {
  return { ...incident, verified: false, statedBy: by.name };
}

function verifyIncident(before: Incident, by: By, authors: readonly string[]): Step {
  requireRight(by, "verify-incidents");
  requireOpen(before);
  if (before.verified) throw new Fault("CONFLICT", "It is verified already.");
  if (authors.includes(by.name))
    throw new Fault("RIGHT_MISSING", "Nobody verifies what they have stated themselves: another supervisor does.");
  const entry = { type: "incident.verified", actor: by.name, incident: before.id, statedBy: before.statedBy };
  return { incident: { ...before, verified: true, verifiedBy: by.label }, entries: [entry] };
}

function addNote(before: Incident, note: IncidentNote, by: By): Step {
  requireRight(by, "view-live");
  if (before.notes.length >= MAX_INCIDENT_NOTES)
    throw new Fault("CONFLICT", `It has ${MAX_INCIDENT_NOTES} notes already. ${NOTHING_KEPT}`);
  const incident = { ...before, notes: [...before.notes, note] };
  if (Buffer.byteLength(JSON.stringify(incident)) > MAX_INCIDENT_BYTES)
    throw new Fault("CONFLICT", `Its notes are as long as they can be. ${NOTHING_KEPT}`);
  return { incident, entries: [{ type: "incident.noted", actor: by.name, incident: before.id }] };
}

function closeIncident(
  before: Incident,
  closeReason: NonNullable<IncidentPatch["close"]>,
  by: By,
  nowMs: number,
): Step {
  requireRight(by, "close-incidents");
  requireOpen(before);
  const entry = { type: "incident.closed", actor: by.name, incident: before.id, reason: closeReason };
  return { incident: { ...before, closedAtMs: nowMs, closedBy: by.label, closeReason }, entries: [entry] };
}

function reopenIncident(before: Incident, by: By, nowMs: number): Step {
  requireRight(by, "close-incidents");
  if (before.closedAtMs === undefined) throw new Fault("CONFLICT", "It is open already.");
  if (nowMs - before.closedAtMs > REOPEN_WITHIN_MS)
    throw new Fault("CONFLICT", "It was closed more than a day ago. Open a new one.");
  const { closedAtMs: _at, closedBy: _by, closeReason: _why, ...open } = before;
  const entry = { type: "incident.reopened", actor: by.name, incident: before.id };
  return { incident: doubt(open, by), entries: [entry], isStated: true };
}
