import { type FormEvent, useState } from "react";
import type { Incident } from "../../contract/incidents.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { formatClock } from "../ui/format.ts";
import { incidentWords } from "../ui/incidentWords.ts";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";

/** What was written about an incident, and a line for more. What was typed stays until it was taken. */
export function IncidentNotes({ model, incident }: { model: WindowModel; incident: Incident }) {
  const [note, setNote] = useState("");
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (note.trim() === "") return;
    if ((await model.actions.changeIncident(incident, { note })) !== null) setNote("");
  }
  return (
    <Card title={text.notes}>
      {incident.notes.length > 0 && (
        <ol className="notes">
          {incident.notes.map((each) => (
            <li key={`${each.atMs}/${each.by}/${each.text}`}>
              <time className="number">{formatClock(each.atMs)}</time>
              <div>
                <b>{each.by}</b>
                <p>{each.text}</p>
              </div>
            </li>
          ))}
        </ol>
      )}
      <form className="noteForm" onSubmit={(event) => void submit(event)}>
        <TextBox label={text.note} value={note} onChange={setNote} />
        <Button type="submit" isDisabled={note.trim() === ""}>
          {incidentWords.addNote}
        </Button>
      </form>
    </Card>
  );
}
