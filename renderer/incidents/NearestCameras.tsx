import type { IncidentCameras } from "../../contract/incidents.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Card } from "../ui/Card.tsx";
import { chooseMark } from "../ui/chooseMark.ts";
import { prospectWords } from "../ui/codeWords.ts";
import { formatDistance } from "../ui/format.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

interface NearestCamerasProps {
  readonly model: WindowModel;
  /** Null until the hub has answered. */
  readonly near: IncidentCameras | null;
}

/** Which cameras "Open wall" would show, and why not the others. Nothing is watched by reading it. */
export function NearestCameras({ model, near }: NearestCamerasProps) {
  const book = useStoreValue(model.stores.cameras, (state) => state.book);
  if (near === null || near.cameras.length === 0) return null;
  return (
    <Card title={text.nearestCameras}>
      <ul className="nearest">
        {near.cameras.map(({ cameraId, number, name, distanceM, prospect }) => {
          const row = book.byId.get(cameraId);
          return (
            <li key={cameraId}>
              <StateMark state={chooseMark(row, prospect)} />
              <b className="rowNumber">{number}</b>
              <span className="rowName">{name}</span>
              <span className="nearestOwner">{row?.ownerLabel}</span>
              <span className="rowAside">{prospectWords[prospect]}</span>
              <span className="nearestDistance number">{formatDistance(distanceM)}</span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
