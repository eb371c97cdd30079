import type { CameraRow } from "../../contract/cameras.ts";
import { type Incident, type IncidentCameras, MAX_NEAR_CAMERAS, PROSPECTS } from "../../contract/incidents.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Facts } from "../ui/Card.tsx";
import { formatClock, formatDistance } from "../ui/format.ts";
import { mapWords as words } from "../ui/mapWords.ts";
import { PriorityMark } from "../ui/PriorityMark.tsx";
import { text } from "../ui/text.ts";
import { Reasons } from "./ShapePanel.tsx";

const NEAREST_COUNT = 4;

interface IncidentPanelProps {
  readonly model: WindowModel;
  readonly incident: Incident;
  readonly near: IncidentCameras | null;
  readonly rowOf: (cameraId: string) => CameraRow | undefined;
}

/** The incident the map is about: how many cameras near it would open, and why the others would not. */
export function IncidentPanel({ model, incident, near, rowOf }: IncidentPanelProps) {
  const count = (prospect: string) =>
    near === null ? "…" : String(near.cameras.filter((each) => each.prospect === prospect).length);
  const closed = (near?.cameras ?? []).flatMap((foreseen) => {
    const row = rowOf(foreseen.cameraId);
    return row === undefined || foreseen.prospect === "allowed" ? [] : [{ row, foreseen }];
  });
  return (
    <>
      <header className="inspectorHead">
        <h2>
          <span className="inspectorNumber">{incident.id}</span> · {incident.title}
        </h2>
        <p className="mapIncidentWhere">
          <PriorityMark priority={incident.priority} name={text.priority(incident.priority)} />
          {incident.place} · {text.openedChip(formatClock(incident.openedAtMs))}
        </p>
      </header>
      {incident.position === undefined && <p className="mapWarning">{words.noPosition}</p>}
      <Card title={text.camerasNear(formatDistance(near?.radiusM ?? 0))}>
        <Facts
          facts={PROSPECTS.map((prospect) => ({
            name: words.outcomes[prospect],
            value: count(prospect),
            isNumber: true,
          }))}
        />
      </Card>
      {near !== null && near.cameras.length >= MAX_NEAR_CAMERAS && (
        <p className="mapWarning">{words.nearLimit(MAX_NEAR_CAMERAS)}</p>
      )}
      <div className="startActions">
        <Button look="primary" onPress={() => model.actions.openIncident(incident.id)}>
          {text.openWall}
        </Button>
        <Button onPress={() => model.actions.openIncident(incident.id, NEAREST_COUNT)}>{text.nearestFour}</Button>
      </div>
      <Reasons cameras={closed} />
    </>
  );
}
