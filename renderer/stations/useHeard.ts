import type { Station } from "../../contract/stations.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { stationWords as words } from "../ui/stationWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** How old the news of a station is, counted on by the hub's clock. */
export function useHeard({ stores }: WindowModel, { heardAgoMs }: Station): string {
  const toldAtMs = useStoreValue(stores.stations, (state) => state.toldAtMs);
  const hubNowMs = useStoreValue(stores.clock, (clock) => clock.hubNowMs);
  if (heardAgoMs === null) return words.notHeard;
  const sinceMs = toldAtMs === null || hubNowMs === null ? 0 : Math.max(0, hubNowMs - toldAtMs);
  return words.heard(heardAgoMs + sinceMs);
}
