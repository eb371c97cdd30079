import { type FormEvent, useState } from "react";
import type { TrainingNote } from "../../contract/training.ts";
import { Button } from "../ui/Button.tsx";
import { formatCountdown } from "../ui/format.ts";
import { TextBox } from "../ui/TextBox.tsx";
import { trainingWords as words } from "../ui/trainingWords.ts";

interface NoteListProps {
  readonly notes: readonly TrainingNote[];
  readonly onNote: (text: string) => Promise<boolean>;
}

/** What the trainer wants to come back to, each at its time. */
export function NoteList({ notes, onNote }: NoteListProps) {
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") void onNote(text.trim()).then((isDone) => isDone && setText(""));
  };
  return (
    <form className="trainingNotes" aria-label={words.notes} onSubmit={submit}>
      <h3>{words.notes}</h3>
      {notes.length === 0 && <p className="trainingHint">{words.noNotes}</p>}
      <ol>
        {notes.map(({ positionMs, text: said }) => (
          <li key={`${positionMs} ${said}`}>
            <b className="number">{formatCountdown(positionMs)}</b> {said}
          </li>
        ))}
      </ol>
      <TextBox label={words.note} value={text} onChange={setText} />
      <Button type="submit">{words.addNote}</Button>
    </form>
  );
}
