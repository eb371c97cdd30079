import type { Incident } from "../../contract/incidents.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { findPurposeIncident } from "./playbackParts.ts";

/** The incident recordings are looked at for; null where there is none. */
export function usePurposeIncident({ stores }: WindowModel): Incident | null {
  const incidentId = useStoreValue(stores.wall, () => findPurposeIncident(stores));
  return useStoreValue(stores.incidents, ({ byId }) => (incidentId === null ? null : (byId.get(incidentId) ?? null)));
}
