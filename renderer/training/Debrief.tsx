import { useState } from "react";
import type { Trainee, TrainingDebrief } from "../../contract/training.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { formatCountdown } from "../ui/format.ts";
import { Overlay } from "../ui/Overlay.tsx";
import { text } from "../ui/text.ts";
import { trainingWords as words } from "../ui/trainingWords.ts";
import { useDebrief } from "./useTraining.ts";
import { describeAnswer, describeItem, describeLasted, writeDebrief } from "./writeDebrief.ts";

/** Who did what and when, as the audit has it. */
export function Debrief({ model }: { model: WindowModel }) {
  const [round, setRound] = useState(0);
  const [isCopying, setCopying] = useState(false);
  const debrief = useDebrief(model, String(round));
  if (debrief === null) return <p className="trainingHint">{words.debriefReading}</p>;
  const { trainees, isCut } = debrief;
  return (
    <section className="debrief" aria-label={words.debrief}>
      <header className="transportHead">
        <h2>{debrief.title}</h2>
        <span className="trainingHint">
          {words.debriefFrom} {isCut ? words.debriefCut : ""}
        </span>
        <Button onPress={() => setRound(round + 1)}>{words.refresh}</Button>
        <Button onPress={() => setCopying(true)}>{words.copy}</Button>
      </header>
      {trainees.length === 0 && <p className="trainingHint">{words.nobody}</p>}
      {trainees.map((trainee) => (
        <TraineeTable key={trainee.label} trainee={trainee} debrief={debrief} />
      ))}
      {isCopying && <DebriefText debrief={debrief} onClose={() => setCopying(false)} />}
    </section>
  );
}

function TraineeTable({ trainee, debrief }: { trainee: Trainee; debrief: TrainingDebrief }) {
  const { label, stations, answers, items } = trainee;
  const titles = new Map(debrief.calls.map(({ incidentId, title }) => [incidentId, title]));
  return (
    <section className="traineeDebrief" aria-label={label}>
      <h3>
        {label} <span className="trainingHint">{stations.join(", ")}</span>
      </h3>
      <ul className="traineeCalls">
        {answers.map((answer) => (
          <li key={answer.incidentId} data-answered={answer.isAnswered}>
            <b className="number">{answer.incidentId}</b> {titles.get(answer.incidentId)}: {describeAnswer(answer)}
          </li>
        ))}
      </ul>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.did}</th>
            <th scope="col">{words.lasted}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the audit's order is all that tells two equal steps apart
            <tr key={index}>
              <td className="number">{formatCountdown(item.positionMs)}</td>
              <td>{describeItem(item)}</td>
              <td className="number">{describeLasted(item)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Copied at once where the shell lets a window write to the clipboard; else the text stands ready, selected. */
function DebriefText({ debrief, onClose }: { debrief: TrainingDebrief; onClose: () => void }) {
  const [said, setSaid] = useState<string>(words.copyByHand);
  const report = writeDebrief(debrief);
  return (
    <Overlay title={words.debrief} size="wide" onClose={onClose}>
      <p role="status">{said}</p>
      <textarea
        className="debriefText"
        aria-label={words.debrief}
        readOnly
        value={report}
        ref={(box) => box?.select()}
      />
      <div className="sheetActions">
        <Button
          onPress={() => {
            navigator.clipboard.writeText(report).then(
              () => setSaid(words.copied),
              () => setSaid(words.copyByHand),
            );
          }}
        >
          {words.copy}
        </Button>
        <Button onPress={onClose}>{text.close}</Button>
      </div>
    </Overlay>
  );
}
