import { type FormEvent, useState } from "react";
import { INCIDENT_KINDS, type Incident, type IncidentKind } from "../../contract/incidents.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { incidentWords, kindNames } from "../ui/incidentWords.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { Select } from "../ui/Select.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { readPlace, writePlace } from "./readPlace.ts";

interface IncidentFormProps {
  readonly model: WindowModel;
  /** Absent: a new one. */
  readonly incident?: Incident;
  readonly onDone: () => void;
}

const KINDS = Object.keys(INCIDENT_KINDS) as IncidentKind[];
const PRIORITIES = [1, 2, 3, 4, 5];

/** Opens an incident by hand, or states another kind, urgency or place. What was typed stays until it was taken. */
export function IncidentForm({ model, incident, onDone }: IncidentFormProps) {
  const [kind, setKind] = useState<IncidentKind>(incident?.kind ?? "other");
  const [title, setTitle] = useState(incident?.title ?? "");
  const [priority, setPriority] = useState(incident?.priority ?? 3);
  const [place, setPlace] = useState(incident?.place ?? "");
  const [typed, setTyped] = useState(writePlace(incident?.position));
  const [note, setNote] = useState("");
  const position = readPlace(typed);
  const isWhole = place.trim() !== "" && position !== undefined;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isWhole) return;
    const stated = { kind, title: title.trim() || kindNames[kind], priority, place };
    // The place as it was shown is not a new one.
    const isMoved = position !== null && typed !== writePlace(incident?.position);
    const where = isMoved ? { position } : {};
    const said =
      incident === undefined
        ? await model.actions.createIncident({ ...stated, ...where, ...(note.trim() === "" ? {} : { note }) })
        : await model.actions.changeIncident(incident, { edit: { ...stated, ...where } });
    if (said !== null) onDone();
  }

  return (
    <Overlay
      title={incident === undefined ? incidentWords.newIncident : incidentWords.editTitle(incident.id)}
      onClose={onDone}
    >
      <form className="incidentForm" onSubmit={(event) => void submit(event)}>
        <Select
          label={incidentWords.kind}
          value={kind}
          options={KINDS.map((each) => [each, kindNames[each]] as const)}
          onChange={(value) => setKind(KINDS.find((each) => each === value) ?? "other")}
        />
        <Select
          label={incidentWords.priority}
          value={String(priority)}
          options={PRIORITIES.map((each) => [String(each), `P${each}`] as const)}
          onChange={(value) => setPriority(Number(value))}
        />
        <div className="wide">
          <TextBox label={incidentWords.title} value={title} onChange={setTitle} placeholder={kindNames[kind]} />
        </div>
        <div className="wide">
          <TextBox label={incidentWords.place} value={place} onChange={setPlace} shouldFocus={incident === undefined} />
        </div>
        <div className="wide">
          <TextBox
            label={incidentWords.position}
            value={typed}
            onChange={setTyped}
            isInvalid={position === undefined}
          />
          <p className={position === undefined ? "wrong" : ""} role={position === undefined ? "alert" : undefined}>
            {position === undefined ? incidentWords.positionWrong : incidentWords.positionHint}
          </p>
        </div>
        {incident === undefined && (
          <div className="wide">
            <TextBox label={text.note} value={note} onChange={setNote} />
          </div>
        )}
        <p className="wide">{incident === undefined ? incidentWords.newIncidentHint : incidentWords.editHint}</p>
        <div className="wide sheetActions">
          <Button onPress={onDone}>{text.cancel}</Button>
          <Button look="primary" type="submit" isDisabled={!isWhole}>
            {incident === undefined ? incidentWords.open : incidentWords.save}
          </Button>
        </div>
      </form>
    </Overlay>
  );
}
