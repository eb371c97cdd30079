import type { Incident } from "../../../contract/incidents.ts";
import { createNews, type News } from "../news.ts";

/** Incidents as last heard from the hub. */
export interface IncidentMirror {
  readonly changed: News<Incident[]>;
  all(): Incident[];
  find(incidentId: string): Incident | undefined;
  /** The whole list anew: what is no longer in it is gone. */
  replace(incidents: readonly Incident[]): void;
  put(incident: Incident): void;
  clear(): void;
}

export function createIncidentMirror(): IncidentMirror {
  const changed = createNews<Incident[]>();
  let incidents = new Map<string, Incident>();
  return {
    changed,
    all: () => [...incidents.values()],
    find: (incidentId) => incidents.get(incidentId),
    replace(fresh) {
      incidents = new Map(fresh.map((incident) => [incident.id, incident]));
      changed.tell([...fresh]);
    },
    put(incident) {
      incidents.set(incident.id, incident);
      changed.tell([incident]);
    },
    clear() {
      incidents = new Map();
    },
  };
}
