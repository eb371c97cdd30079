import { type FormEvent, useState } from "react";
import { CLOSE_REASONS, type CloseReason, type Incident } from "../../contract/incidents.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { closeReasonNames, incidentWords } from "../ui/incidentWords.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { Select } from "../ui/Select.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { IncidentForm } from "./IncidentForm.tsx";

/** What is being written about an incident, over whichever screen it was begun on. */
export function IncidentSheets({ model }: { model: WindowModel }) {
  const sheet = useStoreValue(model.stores.selection, (selection) => selection.incidentSheet);
  const byId = useStoreValue(model.stores.incidents, (state) => state.byId);
  const close = () => model.actions.select({ incidentSheet: null });
  if (sheet === null) return null;
  if (sheet.kind === "create") return <IncidentForm model={model} onDone={close} />;
  const incident = byId.get(sheet.incidentId);
  if (incident === undefined) return null;
  const Sheet = { edit: IncidentForm, verify: VerifySheet, note: NoteSheet, close: CloseSheet }[sheet.kind];
  return <Sheet model={model} incident={incident} onDone={close} />;
}

interface SheetProps {
  readonly model: WindowModel;
  readonly incident: Incident;
  readonly onDone: () => void;
}

/** Which incident it is, for who began from the wall. */
function Which({ incident: { title, place } }: Pick<SheetProps, "incident">) {
  return (
    <p>
      {title} · {place}
    </p>
  );
}

function VerifySheet({ model, incident, onDone }: SheetProps) {
  return (
    <Overlay title={incidentWords.verifyTitle(incident.id)} onClose={onDone}>
      <Which incident={incident} />
      <p>{incidentWords.verifyWords}</p>
      <div className="sheetActions">
        <Button onPress={onDone}>{text.cancel}</Button>
        <Button
          look="primary"
          onPress={() => {
            void model.actions.changeIncident(incident, { verify: true });
            onDone();
          }}
        >
          {incidentWords.verify}
        </Button>
      </div>
    </Overlay>
  );
}

/** What was typed stays until it was taken. */
function NoteSheet({ model, incident, onDone }: SheetProps) {
  const [note, setNote] = useState("");
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (note.trim() === "") return;
    if ((await model.actions.changeIncident(incident, { note })) !== null) onDone();
  }
  return (
    <Overlay title={incidentWords.noteTitle(incident.id)} onClose={onDone}>
      <form className="sheetForm" onSubmit={(event) => void submit(event)}>
        <Which incident={incident} />
        <TextBox label={text.note} value={note} onChange={setNote} shouldFocus />
        <div className="sheetActions">
          <Button onPress={onDone}>{text.cancel}</Button>
          <Button look="primary" type="submit" isDisabled={note.trim() === ""}>
            {incidentWords.addNote}
          </Button>
        </div>
      </form>
    </Overlay>
  );
}

function CloseSheet({ model, incident, onDone }: SheetProps) {
  const [reason, setReason] = useState<CloseReason>("resolved");
  return (
    <Overlay title={text.closeIncidentTitle(incident.id)} onClose={onDone}>
      <Which incident={incident} />
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
