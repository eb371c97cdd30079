import { type FormEvent, useState } from "react";
import { Dialog } from "react-aria-components";
import { choosePurposeOf, type Incident } from "../../contract/incidents.ts";
import type { Purpose } from "../../contract/viewings.ts";
import { rankIncidents } from "../state/incidentOrder.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { formatSince } from "../ui/format.ts";
import { PriorityMark } from "../ui/PriorityMark.tsx";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { useDisplay } from "./useDisplay.ts";

/** One action for an incident; a coded reason wants a note. With several displays, all of them unless said otherwise. */
export function PurposePicker({ model, onDone }: { model: WindowModel; onDone: () => void }) {
  const display = useDisplay(model);
  const byId = useStoreValue(model.stores.incidents, (state) => state.byId);
  const hubNowMs = useStoreValue(model.stores.clock, (clock) => clock.hubNowMs);
  const wall = useStoreValue(model.stores.wall, (state) => state.wall);
  const [isForAll, setForAll] = useState(true);
  const displays = wall?.displays.map((each) => each.display) ?? [];
  const open = rankIncidents(byId.values()).filter((incident) => incident.closedAtMs === undefined);

  function choose(purpose: Purpose): void {
    const here = model.stores.selection.getState().display;
    model.actions.setPurpose(isForAll ? displays : [here], purpose);
    if (purpose.incidentId !== undefined) model.actions.select({ incidentId: purpose.incidentId });
    onDone();
  }

  return (
    <Dialog className="picker" aria-label={text.setPurpose}>
      <p className="pickerWords">{text.noPurposeWords}</p>
      <ul className="pickerList" aria-label={text.openIncidents}>
        {open.map((incident) => (
          <IncidentChoice
            key={incident.id}
            incident={incident}
            hubNowMs={hubNowMs}
            isNow={display?.purpose?.incidentId === incident.id}
            onChoose={() => choose({ code: choosePurposeOf(incident.kind), incidentId: incident.id })}
          />
        ))}
      </ul>
      <CodedReason onChoose={(note) => choose({ code: "public-space-monitoring", ...(note === "" ? {} : { note }) })} />
      <div className="pickerFoot">
        {displays.length > 1 && (
          <label className="checkBox">
            <input type="checkbox" checked={isForAll} onChange={(event) => setForAll(event.target.checked)} />
            {text.onAllDisplays}
          </label>
        )}
        {display?.purpose != null && (
          <Button
            look="quiet"
            onPress={() => {
              model.actions.clearPurpose(display.display);
              onDone();
            }}
          >
            {text.clearPurpose}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

interface IncidentChoiceProps {
  readonly incident: Incident;
  readonly hubNowMs: number | null;
  readonly isNow: boolean;
  readonly onChoose: () => void;
}

function IncidentChoice({ incident, hubNowMs, isNow, onChoose }: IncidentChoiceProps) {
  return (
    <li>
      <Button look="quiet" isOn={isNow} onPress={onChoose}>
        <span className="incidentLine">
          <PriorityMark priority={incident.priority} name={text.priority(incident.priority)} />
          <b className="number">{incident.id}</b>
          <span className="incidentAge">{hubNowMs !== null && formatSince(hubNowMs - incident.openedAtMs)}</span>
        </span>
        <span className="incidentWords">
          {incident.title} · {incident.place}
        </span>
      </Button>
    </li>
  );
}

function CodedReason({ onChoose }: { onChoose: (note: string) => void }) {
  const [note, setNote] = useState("");
  function submit(event: FormEvent): void {
    event.preventDefault();
    onChoose(note.trim());
  }
  return (
    <form className="codedReason" onSubmit={submit}>
      <h3>{text.publicSpace}</h3>
      <p>{text.publicSpaceWords}</p>
      <div className="codedReasonRow">
        <TextBox label={text.note} value={note} onChange={setNote} placeholder={text.notePlaceholder} />
        <Button type="submit">{text.useThis}</Button>
      </div>
    </form>
  );
}
