import { expect, test } from "vitest";
import type { Incident } from "../../contract/incidents.ts";
import { filterIncidents, type IncidentFilter, NO_FILTER } from "./filterIncidents.ts";

const BASE: Incident = {
  ...{ id: "26-1", revision: 1, kind: "fire", title: "Fire", priority: 1, source: "cad", verified: true },
  ...{ openedBy: "Dispatch", place: "Mill St", units: ["Unit 7"], openedAtMs: 1, notes: [] },
};
const NOTED = { ...BASE, id: "26-2", priority: 3, notes: [{ atMs: 1, by: "D", text: "Blue raincoat" }] };
const BY_HAND: Incident = { ...BASE, id: "M-1", kind: "noise", source: "manual", verified: false };
const CLOSED: Incident = { ...BASE, id: "26-3", closedAtMs: 2 };
const ALL = [BASE, NOTED, BY_HAND, CLOSED];

const ROWS: readonly (readonly [name: string, filter: Partial<IncidentFilter>, ids: string[]])[] = [
  ["nothing filtered", {}, ["26-1", "26-2", "M-1", "26-3"]],
  ["open ones", { state: "open" }, ["26-1", "26-2", "M-1"]],
  ["closed ones", { state: "closed" }, ["26-3"]],
  ["a kind", { kind: "noise" }, ["M-1"]],
  ["a priority", { priority: 3 }, ["26-2"]],
  ["a source", { source: "manual" }, ["M-1"]],
  ["those not verified", { isUnverifiedOnly: true }, ["M-1"]],
  ["words of a note in any order and case", { query: "RAINCOAT blue" }, ["26-2"]],
  ["a unit among open ones", { query: "unit 7", state: "open" }, ["26-1", "26-2", "M-1"]],
  ["a word nobody used", { query: "zebra" }, []],
];

test.each(ROWS)("%s", (_name, filter, ids) => {
  expect(filterIncidents(ALL, { ...NO_FILTER, ...filter }).map(({ id }) => id)).toEqual(ids);
});
