import { choosePurposeOf, type Incident, type IncidentCameras } from "../../contract/incidents.ts";
import { hasRight } from "../state/mirrorDesk.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { incidentWords } from "../ui/incidentWords.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";

/** Cameras of the "Nearest 4" button. */
const NEAREST_COUNT = 4;

interface IncidentActionsProps {
  readonly model: WindowModel;
  readonly incident: Incident;
  readonly near: IncidentCameras | null;
}

/** From the call to the pictures, and what else can be done with it by right. */
export function IncidentActions({ model, incident, near }: IncidentActionsProps) {
  const session = useStoreValue(model.stores.session, (state) => state.session);
  const write = (kind: "edit" | "close") => model.actions.select({ incidentSheet: { kind, incidentId: incident.id } });
  const mayClose = hasRight(session, "close-incidents");
  if (incident.closedAtMs !== undefined) {
    return (
      <div className="incidentActions">
        <Button look="primary" onPress={() => model.actions.playBack({ incidentId: incident.id })}>
          {playbackWords.playBack}
        </Button>
        <Button onPress={() => void model.actions.changeIncident(incident, { reopen: true })}>
          {incidentWords.reopen}
        </Button>
      </div>
    );
  }
  return (
    <div className="incidentActions">
      <PictureActions model={model} incident={incident} near={near} />
      <Button onPress={() => write("edit")}>{incidentWords.edit}</Button>
      <VerifyAction model={model} incident={incident} />
      {mayClose && (
        <Button look="danger" onPress={() => write("close")}>
          {text.closeIncident}
        </Button>
      )}
    </div>
  );
}

function PictureActions({ model, incident, near }: IncidentActionsProps) {
  const display = useStoreValue(model.stores.selection, (selection) => selection.display);
  const { actions } = model;
  const purpose = { code: choosePurposeOf(incident.kind), incidentId: incident.id };
  const asking = near?.cameras.filter(({ prospect }) => prospect.startsWith("asks-")).length ?? 0;
  return (
    <>
      <Button look="primary" onPress={() => actions.openIncident(incident.id)}>
        {text.openWall}
      </Button>
      <Button onPress={() => actions.openIncident(incident.id, NEAREST_COUNT)}>{text.nearestFour}</Button>
      <Button onPress={() => actions.playBack({ incidentId: incident.id })}>{playbackWords.playBack}</Button>
      {asking > 0 && <Button onPress={() => actions.askIncident(incident.id)}>{incidentWords.askAll(asking)}</Button>}
      <Button onPress={() => actions.setPurpose([display], purpose)}>{text.setPurpose}</Button>
    </>
  );
}

function VerifyAction({ model, incident }: Pick<IncidentActionsProps, "model" | "incident">) {
  const session = useStoreValue(model.stores.session, (state) => state.session);
  if (incident.verified || !hasRight(session, "verify-incidents") || session.state !== "signedIn") return null;
  const isOwn = incident.statedBy === session.me.operatorId;
  return (
    <>
      <Button isDisabled={isOwn} onPress={() => void model.actions.changeIncident(incident, { verify: true })}>
        {incidentWords.verify}
      </Button>
      {isOwn && <span className="incidentDoubt">{incidentWords.ownStatement}</span>}
    </>
  );
}
