import type { IncidentCameras } from "../../contract/incidents.ts";
import type { ReasonCode } from "../../contract/reasons.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Card } from "../ui/Card.tsx";
import { chooseMark } from "../ui/chooseMark.ts";
import { prospectWords, reasonSentences } from "../ui/codeWords.ts";
import { formatDistance } from "../ui/format.ts";
import { incidentWords } from "../ui/incidentWords.ts";
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
  if (near === null) return null;
  if (!near.isPlaced)
    return (
      <Card title={text.nearestCameras}>
        <p className="cardWords">{incidentWords.noPlace}</p>
      </Card>
    );
  if (near.cameras.length === 0) return null;
  const same = findSameReason(near);
  const beyond = near.totalCount - near.cameras.length;
  return (
    <Card title={text.nearestCameras}>
      {same !== null && <p className="nearestSame">{incidentWords.sameForAll(same)}</p>}
      <ul className="nearest">
        {near.cameras.map(({ cameraId, number, name, distanceM, seesPlace, prospect, reasons }) => {
          const row = book.byId.get(cameraId);
          return (
            <li key={cameraId}>
              <StateMark state={chooseMark(row, prospect)} />
              <b className="rowNumber">{number}</b>
              <span className="rowName">
                {name} {seesPlace === true && <span className="seesMark">{incidentWords.seesPlace}</span>}
              </span>
              <span className="nearestOwner">{row?.ownerLabel}</span>
              <span className="rowAside">{prospectWords[prospect]}</span>
              <span className="nearestDistance number">
                {distanceM === null ? incidentWords.unranked : formatDistance(distanceM)}
              </span>
              {prospect !== "allowed" && describeReason(reasons) !== same && (
                <span className="nearestWhy">{describeReason(reasons)}</span>
              )}
            </li>
          );
        })}
      </ul>
      {beyond > 0 && <p className="nearestFoot">{incidentWords.beyondBound(beyond)}</p>}
    </Card>
  );
}

/** The sentence that holds for every camera that is not down, said once instead of on each line. */
function findSameReason({ cameras }: IncidentCameras): string | null {
  const said = cameras.filter(({ prospect }) => prospect !== "offline").map(({ reasons }) => describeReason(reasons));
  const isRefused = cameras.every(({ prospect }) => prospect === "refused" || prospect === "offline");
  const [first] = said;
  return isRefused && said.length > 1 && first !== undefined && said.every((each) => each === first) ? first : null;
}

/** Why it would not open now, as far as an operator may know. */
function describeReason(reasons: readonly ReasonCode[]): string {
  return reasons.flatMap((reason) => reasonSentences[reason] ?? [])[0] ?? text.notAvailable;
}
