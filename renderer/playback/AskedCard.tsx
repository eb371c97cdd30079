import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { Card, Facts } from "../ui/Card.tsx";
import { playbackWords } from "../ui/playbackWords.ts";
import { TextBox } from "../ui/TextBox.tsx";
import { text } from "../ui/text.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import type { Playback } from "./playback.ts";
import { formatMoment } from "./timeActs.ts";

/** What is asked for of every camera: the consent check is about this time and no other. */
export function AskedCard({ playback, children }: { playback: Playback; children: ReactNode }) {
  const { fromMs, toMs } = useStoreValue(playback.store, (state) => state.range);
  const [isOpen, setOpen] = useState(false);
  if (fromMs === 0) return null;
  return (
    <Card title={playbackWords.asked}>
      <Facts
        facts={[
          { name: playbackWords.askedFrom, value: formatMoment(fromMs), isNumber: true },
          {
            name: playbackWords.askedTo,
            value: toMs === null ? playbackWords.untilNow : formatMoment(toMs),
            isNumber: toMs !== null,
          },
        ]}
      />
      {children}
      {isOpen ? (
        <AskForm playback={playback} onDone={() => setOpen(false)} />
      ) : (
        <Button look="quiet" onPress={() => setOpen(true)}>
          {playbackWords.changeRange}
        </Button>
      )}
    </Card>
  );
}

function AskForm({ playback, onDone }: { playback: Playback; onDone: () => void }) {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const sentence = playback.askFor(from, to);
    setSaid(sentence);
    if (sentence === null) onDone();
  }
  return (
    <form className="askForm" onSubmit={submit}>
      <TextBox
        label={playbackWords.askedFrom}
        value={from}
        onChange={setFrom}
        placeholder={playbackWords.fromExample}
        shouldFocus
      />
      <TextBox label={playbackWords.askedTo} value={to} onChange={setTo} placeholder={playbackWords.untilNow} />
      <p role="alert">{said}</p>
      <div className="actionRow">
        <Button look="primary" type="submit">
          {playbackWords.askForRange}
        </Button>
        <Button onPress={onDone}>{text.close}</Button>
      </div>
    </form>
  );
}
