import type { Incident, IncidentKind, IncidentSource } from "../../contract/incidents.ts";

/** What of the list an operator wants to see; null: all. */
export interface IncidentFilter {
  readonly state: "open" | "closed" | null;
  readonly kind: IncidentKind | null;
  readonly priority: number | null;
  readonly source: IncidentSource | null;
  readonly isUnverifiedOnly: boolean;
  readonly query: string;
}

export const NO_FILTER: IncidentFilter = {
  ...{ state: null, kind: null, priority: null, source: null },
  ...{ isUnverifiedOnly: false, query: "" },
};

/** Those that fit, in their order. Each word of the query is somewhere in number, words, place, units or notes. */
export function filterIncidents(incidents: readonly Incident[], filter: IncidentFilter): Incident[] {
  const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
  return incidents.filter((incident) => fitsFacts(incident, filter) && words.every((word) => mentions(incident, word)));
}

function fitsFacts(incident: Incident, { state, kind, priority, source, isUnverifiedOnly }: IncidentFilter): boolean {
  const isOpen = incident.closedAtMs === undefined;
  return (
    (state === null || isOpen === (state === "open")) &&
    (kind === null || incident.kind === kind) &&
    (priority === null || incident.priority === priority) &&
    (source === null || incident.source === source) &&
    !(isUnverifiedOnly && incident.verified)
  );
}

function mentions({ id, title, place, openedBy, units, notes }: Incident, word: string): boolean {
  const isIn = (text: string) => text.toLowerCase().includes(word);
  return [id, title, place, openedBy, ...units].some(isIn) || notes.some(({ text }) => isIn(text));
}
