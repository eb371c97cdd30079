import { z } from "zod";
import { Incident, IncidentCameras, IncidentList, IncidentPatch, MAX_INCIDENTS, NewIncident } from "./incidents.ts";
import { TimelinePage } from "./incidentTimeline.ts";
import { Id } from "./primitives.ts";
import { DisplayNumber, MAX_TILES } from "./wall.ts";

/** What a window may ask of its desk about incidents; part of the table in `deskApi.ts`. */
export const INCIDENT_CALLS = {
  "incidents.snapshot": { params: z.strictObject({}), result: IncidentList },
  "incidents.cameras": { params: z.strictObject({ incidentId: Id }), result: IncidentCameras },
  "incidents.timeline": {
    params: z.strictObject({ incidentId: Id, before: z.int().nonnegative().optional() }),
    result: TimelinePage,
  },
  "incidents.create": { params: NewIncident, result: Incident },
  "incidents.change": { params: z.strictObject({ incidentId: Id, patch: IncidentPatch }), result: Incident },
  /** Sets the incident as purpose and shows its allowed cameras in their rank; `count` limits them. */
  "wall.openIncident": {
    params: z.strictObject({ display: DisplayNumber, incidentId: Id, count: z.int().min(1).max(MAX_TILES).optional() }),
    result: z.strictObject({ shown: z.array(Id).max(MAX_TILES) }),
  },
  /**
   * The operator's explicit act of asking for every camera near the incident that has to be asked for: its purpose is
   * set, the cameras get tiles beside what is shown, and all questions go out together.
   */
  "wall.askIncident": {
    params: z.strictObject({ display: DisplayNumber, incidentId: Id }),
    result: z.strictObject({ asked: z.array(Id).max(MAX_TILES) }),
  },
} as const;

/** A few times a second at most. `isWhole`: forget all earlier ones first. */
export const IncidentsChanged = z.strictObject({
  isWhole: z.boolean(),
  changed: z.array(Incident).max(MAX_INCIDENTS),
  removedIds: z.array(Id).max(MAX_INCIDENTS),
});
