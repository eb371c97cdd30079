import type { CallEvent, CameraFault, ScenarioEvent } from "../../contract/training.ts";

/** What is to be so at a moment of a scenario: a pure function of its events and that moment. */

export interface CallState {
  readonly call: string;
  readonly facts: Pick<CallEvent, "kind" | "title" | "priority" | "place" | "position" | "units">;
  readonly notes: readonly { readonly by: string; readonly text: string }[];
  readonly isClosed: boolean;
}

export interface OwnerAnswer {
  readonly answer: "yes" | "ignore";
  readonly afterMs: number;
}

export interface ScenarioState {
  /** Calls that have come in, by name. */
  readonly calls: ReadonlyMap<string, CallState>;
  /** The last thing that happened to a camera; others are as their site has them. */
  readonly faults: ReadonlyMap<string, CameraFault>;
  readonly withdrawn: ReadonlySet<string>;
  readonly owners: ReadonlyMap<string, OwnerAnswer>;
}

/** Before anything has happened, and after the end of the exercise. */
export const NOTHING_YET: ScenarioState = {
  calls: new Map(),
  faults: new Map(),
  withdrawn: new Set(),
  owners: new Map(),
};

/** Events stand in the order of their times; what happens at `positionMs` has happened. */
export function findState(events: readonly ScenarioEvent[], positionMs: number): ScenarioState {
  const calls = new Map<string, CallState>();
  const faults = new Map<string, CameraFault>();
  const withdrawn = new Set<string>();
  const owners = new Map<string, OwnerAnswer>();
  for (const event of events) {
    if (event.atMs > positionMs) break;
    if ("call" in event) calls.set(event.call, takeCall(calls.get(event.call), event));
    else if (event.do === "camera") faults.set(event.cameraId, event.fault);
    else if (event.do === "owner") owners.set(event.cameraId, { answer: event.answer, afterMs: event.afterMs });
    else if (event.do === "withdraw") withdrawn.add(event.cameraId);
    else withdrawn.delete(event.cameraId);
  }
  return { calls, faults, withdrawn, owners };
}

function takeCall(before: CallState | undefined, event: Extract<ScenarioEvent, { call: string }>): CallState {
  if (event.do === "call") {
    const { kind, title, priority, place, position, units, note } = event;
    const facts = { kind, title, priority, place, position, units };
    return { call: event.call, facts, notes: note === undefined ? [] : [note], isClosed: false };
  }
  // A scenario was checked before it is played.
  if (before === undefined) throw new Error(`no call ${event.call}`);
  if (event.do === "close") return { ...before, isClosed: true };
  const { facts } = before;
  const { kind, title, priority, place, position, units, note } = event;
  const stated = {
    kind: kind ?? facts.kind,
    title: title ?? facts.title,
    priority: priority ?? facts.priority,
    place: place ?? facts.place,
    position: position ?? facts.position,
    units: units ?? facts.units,
  };
  return { ...before, facts: stated, notes: note === undefined ? before.notes : [...before.notes, note] };
}
