import type { Incident } from "../../../contract/incidents.ts";
import type { Display } from "../../../contract/wall.ts";

/**
 * Displays as a sign-in finds them. A purpose outlives a sign-in only for the operator who gave it, and only while
 * its incident is open; all others have to be given anew.
 */
export function choosePurposes(
  displays: readonly Display[],
  isSameOperator: boolean,
  incidents: readonly Incident[],
): Display[] {
  const open = new Set(incidents.filter(({ closedAtMs }) => closedAtMs === undefined).map(({ id }) => id));
  return displays.map((display) => {
    const incidentId = display.purpose?.incidentId;
    const isKept = isSameOperator && incidentId !== undefined && open.has(incidentId);
    return isKept ? display : { ...display, purpose: null, purposeSetAtMs: null };
  });
}
