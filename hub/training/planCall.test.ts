import { expect, test } from "vitest";
import type { KeptIncident } from "../incidents/keptIncident.ts";
import { type CallStep, planCall } from "./planCall.ts";
import type { CallState } from "./scenarioState.ts";

const NOTE = { by: "Dispatch", text: "Several shots." };
const LATER = { by: "Unit 12", text: "On scene." };
const OPEN: CallState = {
  call: "a",
  facts: {
    ...{ kind: "shots-heard", title: "Shots heard", priority: 1, place: "Mill St & 4th", units: [] },
    position: { lat: 41.05, lng: -68.42, accuracyM: 5 },
  },
  notes: [NOTE],
  isClosed: false,
};
const MORE: CallState = { ...OPEN, notes: [NOTE, LATER] };

function step(before: CallState | undefined, wanted: CallState | undefined): CallStep {
  return { incidentId: "T1-a", actor: "training:1", before, wanted, own: [NOTE, LATER] };
}
function take(kept: KeptIncident | undefined, before: CallState | undefined, wanted: CallState | undefined, nowMs = 5) {
  const { next, entries } = planCall(kept, step(before, wanted), nowMs);
  return { kept: next ?? kept, types: entries.map(({ type }) => type) };
}
const opened = take(undefined, undefined, OPEN, 1).kept;

test("a call comes in verified, as dispatch's word", () => {
  expect(opened?.incident).toMatchObject({
    id: "T1-a",
    source: "cad",
    verified: true,
    openedAtMs: 1,
    notes: [{ atMs: 1 }],
  });
});

test("what has not changed in the scenario is left alone, whatever operators made of it", () => {
  expect(take(opened, OPEN, OPEN).types).toEqual([]);
});

test("going back before a note takes it away, and going back before the call closes it", () => {
  const more = take(opened, OPEN, MORE);
  expect(more.kept?.incident.notes.map(({ text }) => text)).toEqual([NOTE.text, LATER.text]);
  const less = take(more.kept, MORE, OPEN);
  expect(less.types).toEqual(["incident.updated"]);
  expect(less.kept?.incident.notes.map(({ text }) => text)).toEqual([NOTE.text]);
  const none = take(less.kept, OPEN, undefined, 9);
  expect(none.types).toEqual(["incident.closed"]);
  expect(none.kept?.incident).toMatchObject({ closedAtMs: 9, closedBy: "Training" });
  const again = take(none.kept, undefined, OPEN, 12);
  expect(again.types).toEqual(["incident.reopened"]);
  expect(again.kept?.incident).toMatchObject({ openedAtMs: 12, verified: true });
  expect(again.kept?.incident.closedAtMs).toBeUndefined();
});

test("operators' notes stay through everything", () => {
  const own = { atMs: 3, by: "A. Reyes", text: "Opened the lot." };
  const noted = opened && { ...opened, incident: { ...opened.incident, notes: [...opened.incident.notes, own] } };
  const back = take(take(noted, OPEN, undefined).kept, undefined, MORE);
  expect(back.kept?.incident.notes.map(({ text }) => text)).toEqual([NOTE.text, own.text, LATER.text]);
});

test("closed by an operator it stays closed through updates, and opens when the call comes in once more", () => {
  const closed = opened && {
    ...opened,
    incident: { ...opened.incident, closedAtMs: 4, closedBy: "A. Reyes", closeReason: "resolved" as const },
  };
  const updated = take(closed, OPEN, MORE);
  expect(updated.types).toEqual(["incident.updated"]);
  expect(updated.kept?.incident).toMatchObject({ closedAtMs: 4, closeReason: "resolved" });
  const again = take(take(closed, OPEN, undefined).kept, undefined, OPEN, 20);
  expect(again.types).toEqual(["incident.reopened"]);
  expect(again.kept?.incident.closeReason).toBeUndefined();
});

test("a jump to after a call's end brings it in closed", () => {
  const { kept, types } = take(undefined, undefined, { ...MORE, isClosed: true }, 7);
  expect(types).toEqual(["incident.opened", "incident.closed"]);
  expect(kept?.incident.closedAtMs).toBe(7);
});
