import type { DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";
import type { Incident, IncidentPatch, NewIncident } from "../../contract/incidents.ts";
import type { TimelinePage } from "../../contract/incidentTimeline.ts";
import { type Stores, withEntry } from "./stores.ts";

/** What an operator can do with incidents. A promise says what came of it, null when it failed and was told. */
export interface IncidentActions {
  /** Purpose, then the allowed cameras in their rank; `count` limits them. */
  openIncident(incidentId: string, count?: number): void;
  /** Asks for every camera near it that has to be asked for, in one act. */
  askIncident(incidentId: string): void;
  createIncident(wish: NewIncident): Promise<Incident | null>;
  /** Made from the incident as it was seen: what others have written meanwhile is not lost. */
  changeIncident(seen: Incident, patch: Omit<IncidentPatch, "revision">): Promise<Incident | null>;
  lookNear(incidentId: string): void;
  readTimeline(incidentId: string, before?: number): Promise<TimelinePage | null>;
}

type Run = <M extends DeskMethod>(method: M, params: DeskParams<M>) => Promise<DeskResult<M> | null>;

export function createIncidentActions(run: Run, stores: Stores): IncidentActions {
  const lookNear = async (incidentId: string) => {
    const near = await run("incidents.cameras", { incidentId });
    if (near !== null) stores.incidents.setState((state) => ({ near: withEntry(state.near, incidentId, near) }));
  };
  const goToWall = (): number => {
    stores.selection.setState({ screen: "wall", tile: 1, fullTile: null });
    return stores.selection.getState().display;
  };
  return {
    async openIncident(incidentId, count) {
      const display = goToWall();
      await run("wall.openIncident", { display, incidentId, ...(count === undefined ? {} : { count }) });
      await lookNear(incidentId);
    },
    async askIncident(incidentId) {
      const display = goToWall();
      await run("wall.askIncident", { display, incidentId });
      await lookNear(incidentId);
    },
    async createIncident(wish) {
      const incident = await run("incidents.create", wish);
      if (incident !== null) stores.selection.setState({ screen: "incidents", incidentId: incident.id });
      return incident;
    },
    changeIncident: ({ id, revision }, patch) =>
      run("incidents.change", { incidentId: id, patch: { revision, ...patch } }),
    lookNear: (incidentId) => void lookNear(incidentId),
    readTimeline: (incidentId, before) =>
      run("incidents.timeline", { incidentId, ...(before === undefined ? {} : { before }) }),
  };
}
