import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { formatClock } from "../ui/format.ts";
import { playbackWords } from "../ui/playbackWords.ts";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import type { Playback } from "./playback.ts";

/** What is being typed at the transport: a time to go to, or words for a marker. Escape leaves it. */
export function EntryForm({ playback }: { playback: Playback }) {
  const entry = useStoreValue(playback.store, (state) => state.entry);
  const close = () => playback.store.setState({ entry: null });
  if (entry === null) return null;
  if (entry.kind === "goTo")
    return (
      <Entry
        key="goTo"
        label={playbackWords.goTo}
        hint={playbackWords.goToHint}
        done={playbackWords.go}
        onClose={close}
        onEnter={async (typed) => playback.goTo(typed)}
      />
    );
  const { atMs } = entry;
  return (
    <Entry
      key={`marker ${atMs}`}
      label={playbackWords.markerAt(formatClock(atMs, "withTenths"))}
      hint={playbackWords.markerWords}
      done={playbackWords.setMarker}
      onClose={close}
      // What went wrong has been told; the words stay until they were taken.
      onEnter={async (words) => ((await playback.addMarker(atMs, words)) ? null : "")}
    />
  );
}

interface EntryProps {
  readonly label: string;
  readonly hint: string;
  readonly done: string;
  readonly onClose: () => void;
  /** The sentence that says why not, null when it was done. */
  readonly onEnter: (typed: string) => Promise<string | null>;
}

function Entry({ label, hint, done, onClose, onEnter }: EntryProps) {
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const id = useId();
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const said = await onEnter(typed);
    if (said === null) onClose();
    else setRefusal(said);
  }
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
  };
  return (
    <form className="playbackEntry" onSubmit={(event) => void submit(event)}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        // biome-ignore lint/a11y/noAutofocus: a key was pressed to type here
        autoFocus
        placeholder={hint}
        value={typed}
        spellCheck={false}
        maxLength={MAX_TYPED}
        autoComplete="off"
        aria-invalid={refusal !== null && refusal !== ""}
        aria-describedby={`${id}-refusal`}
        onChange={(event) => {
          setTyped(event.target.value);
          setRefusal(null);
        }}
        onKeyDown={leave}
      />
      <Button look="primary" type="submit">
        {done}
      </Button>
      <Button look="quiet" onPress={onClose}>
        {text.cancel}
      </Button>
      <p id={`${id}-refusal`} role="alert">
        {refusal}
      </p>
    </form>
  );
}

/** As long as a marker's words may be. */
const MAX_TYPED = 128;
