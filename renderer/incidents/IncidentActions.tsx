import { useState } from "react";
import {
  CLOSE_REASONS,
  type CloseReason,
  choosePurposeOf,
  type Incident,
  type IncidentCameras,
} from "../../contract/incidents.ts";
import { hasRight } from "../state/mirrorDesk.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { closeReasonNames, incidentWords } from "../ui/incidentWords.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { Select } from "../ui/Select.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { IncidentForm } from "./IncidentForm.tsx";

/** Cameras of the "Nearest 4" button. */
const NEAREST_COUNT = 4;

interface IncidentActionsProps {
  readonly model: WindowModel;
  readonly incident: Incident;
  readonly near: IncidentCameras | null;
}

/** From the call to the pictures, and what else can be done with it by right. */
export function IncidentActions({ model, incident, near }: IncidentActionsProps) {
  const [sheet, setSheet] = useState<"edit" | "close" | null>(null);
  const session = useStoreValue(model.stores.session, (state) => state.session);
  const close = () => setSheet(null);
  const mayClose = hasRight(session, "close-incidents");
  if (incident.closedAtMs !== undefined) {
    if (!mayClose) return null;
    return (
      <div className="incidentActions">
        <Button onPress={() => void model.actions.changeIncident(incident, { reopen: true })}>
          {incidentWords.reopen}
        </Button>
      </div>
    );
  }
  return (
    <div className="incidentActions">
      <PictureActions model={model} incident={incident} near={near} />
      <Button onPress={() => setSheet("edit")}>{incidentWords.edit}</Button>
      <VerifyAction model={model} incident={incident} />
      {mayClose && (
        <Button look="danger" onPress={() => setSheet("close")}>
          {text.closeIncident}
        </Button>
      )}
      {sheet === "edit" && <IncidentForm model={model} incident={incident} onDone={close} />}
      {sheet === "close" && <CloseSheet model={model} incident={incident} onDone={close} />}
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

interface CloseSheetProps {
  readonly model: WindowModel;
  readonly incident: Incident;
  readonly onDone: () => void;
}

function CloseSheet({ model, incident, onDone }: CloseSheetProps) {
  const [reason, setReason] = useState<CloseReason>("resolved");
  return (
    <Overlay title={text.closeIncidentTitle(incident.id)} onClose={onDone}>
      <p>{text.closeIncidentWords}</p>
      <Select
        label={incidentWords.closeReason}
        value={reason}
        options={CLOSE_REASONS.map((each) => [each, closeReasonNames[each]] as const)}
        onChange={(value) => setReason(CLOSE_REASONS.find((each) => each === value) ?? "resolved")}
      />
      <div className="sheetActions">
        <Button onPress={onDone}>{text.cancel}</Button>
        <Button
          look="danger"
          onPress={() => {
            void model.actions.changeIncident(incident, { close: reason });
            onDone();
          }}
        >
          {text.closeIncident}
        </Button>
      </div>
    </Overlay>
  );
}
