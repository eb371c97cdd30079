import { Eye } from "lucide-react";
import type { WindowModel } from "../state/windowModel.ts";
import { stationWords as words } from "../ui/stationWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import "./looks.css";

/** Who looks at the diagram of stations now: nobody does so unseen. */
export function LookerMark({ model }: { model: WindowModel }) {
  const lookers = useStoreValue(model.stores.stations, (state) => state.lookers);
  if (lookers.length === 0) return null;
  const names = [...new Set(lookers.map(({ operatorLabel }) => operatorLabel))].join(", ");
  return (
    <span className="lookers" title={words.looking(names)}>
      <Eye className="icon" aria-hidden="true" />
      {words.looking(names)}
    </span>
  );
}
