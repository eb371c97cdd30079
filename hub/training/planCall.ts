import type { Incident, IncidentNote } from "../../contract/incidents.ts";
import type { IncidentPlan, KeptIncident } from "../incidents/keptIncident.ts";
import type { CallState } from "./scenarioState.ts";

/**
 * What a moment of a scenario makes of a call, as a pure step. It comes as dispatch's word would, verified.
 *
 * | before       | wanted          | becomes                                                     |
 * | ------------ | --------------- | ----------------------------------------------------------- |
 * | not there    | open            | opened                                                      |
 * | open         | another state   | restated; notes of the scenario come and go, others stay    |
 * | open         | not there yet   | closed: its views end                                       |
 * | closed       | newly open      | reopened, whoever closed it: the call comes in once more    |
 * | closed       | open as before  | stays closed: an operator closed it                         |
 */
export interface CallStep {
  readonly incidentId: string;
  /** Who acts, for the audit. */
  readonly actor: string;
  /** What was wanted when it was last looked at; undefined where it had not come in. */
  readonly before: CallState | undefined;
  readonly wanted: CallState | undefined;
  /** Every note the scenario has for this call: what is among them may go again. */
  readonly own: readonly { readonly by: string; readonly text: string }[];
}

const SOURCE = "Dispatch";

export function planCall(kept: KeptIncident | undefined, step: CallStep, nowMs: number): IncidentPlan<null> {
  const { wanted } = step;
  if (kept === undefined) return wanted === undefined ? NOTHING : open(step, wanted, nowMs);
  if (wanted === undefined) return isOpen(kept) ? close(kept, step, nowMs) : NOTHING;
  const isNew = isWantedOpen(wanted) && !isWantedOpen(step.before);
  const isSame = step.before !== undefined && JSON.stringify(step.before) === JSON.stringify(wanted);
  return isSame ? NOTHING : restate(kept, step, wanted, isNew, nowMs);
}

const NOTHING: IncidentPlan<null> = { entries: [], result: null };

const isOpen = ({ incident }: KeptIncident) => incident.closedAtMs === undefined;
const isWantedOpen = (call: CallState | undefined) => call !== undefined && !call.isClosed;

function open({ incidentId, actor }: CallStep, wanted: CallState, nowMs: number): IncidentPlan<null> {
  const { facts, notes, isClosed } = wanted;
  const incident: Incident = {
    ...{ id: incidentId, revision: 0, ...facts, source: "cad", verified: true, openedBy: SOURCE },
    ...{ openedAtMs: nowMs, notes: notes.map((note) => ({ atMs: nowMs, ...note })) },
    ...(isClosed ? { closedAtMs: nowMs, closedBy: SOURCE } : {}),
  };
  const { kind, priority, position } = facts;
  const about = { actor, incident: incidentId, source: "cad", kind, priority, position };
  const entries = [
    { type: "incident.opened", ...about },
    ...(isClosed ? [{ type: "incident.closed", actor, incident: incidentId }] : []),
  ];
  return { next: { incident, factsRevision: 0 }, entries, hasNewFacts: true, result: null };
}

function close(kept: KeptIncident, { incidentId, actor }: CallStep, nowMs: number): IncidentPlan<null> {
  const incident = { ...kept.incident, closedAtMs: nowMs, closedBy: "Training" };
  const entry = { type: "incident.closed", actor, incident: incidentId };
  return { next: { ...kept, incident }, entries: [entry], hasNewFacts: true, result: null };
}

function restate(
  kept: KeptIncident,
  { incidentId, actor, own }: CallStep,
  { facts, notes, isClosed }: CallState,
  isNew: boolean,
  nowMs: number,
): IncidentPlan<null> {
  const wasOpen = isOpen(kept);
  const { closedAtMs, closedBy, closeReason, statedBy: _by, verifiedBy: _who, ...rest } = kept.incident;
  const { positionProblem: _none, ...placed } = rest;
  const ends = { closedAtMs: closedAtMs ?? nowMs, closedBy: closedBy ?? SOURCE, closeReason };
  const staysClosed = !wasOpen && !isNew;
  const stated: Incident = {
    ...{ ...placed, ...facts, verified: true, notes: mixNotes(kept.incident.notes, notes, own, nowMs) },
    ...(isNew && !wasOpen ? { openedAtMs: nowMs } : {}),
  };
  const { closeReason: reason, ...end } = ends;
  const incident: Incident =
    isClosed || staysClosed ? { ...stated, ...end, ...(reason === undefined ? {} : { closeReason: reason }) } : stated;
  const type = !wasOpen && isNew ? "incident.reopened" : isClosed && wasOpen ? "incident.closed" : "incident.updated";
  const { kind, priority, position } = facts;
  const entry = { type, actor, incident: incidentId, kind, priority, position };
  return { next: { ...kept, incident, authors: [] }, entries: [entry], hasNewFacts: true, result: null };
}

/** Operators' own notes stay where they are: their work is not undone by turning a clock back. */
function mixNotes(
  before: readonly IncidentNote[],
  wanted: CallState["notes"],
  own: CallStep["own"],
  nowMs: number,
): IncidentNote[] {
  const name = ({ by, text }: { by: string; text: string }) => `${by}\n${text}`;
  const ours = new Set(own.map(name));
  const known = new Map(before.map((note) => [name(note), note]));
  const said = wanted.map((note) => known.get(name(note)) ?? { atMs: nowMs, ...note });
  return [...before.filter((note) => !ours.has(name(note))), ...said].sort((a, b) => a.atMs - b.atMs);
}
