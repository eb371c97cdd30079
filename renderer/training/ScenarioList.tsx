import type { TrainingBoard } from "../../contract/training.ts";
import { Button } from "../ui/Button.tsx";
import { formatCountdown } from "../ui/format.ts";
import { trainingWords as words } from "../ui/trainingWords.ts";

interface ScenarioListProps {
  readonly board: TrainingBoard;
  readonly onStart: (scenarioId: string) => void;
}

/** What can be started, and which files cannot and why. */
export function ScenarioList({ board, onStart }: ScenarioListProps) {
  const { scenarios, refused, run, whyNot, lastEnd } = board;
  return (
    <aside className="trainingSide" aria-label={words.scenarios}>
      <h2>{words.scenarios}</h2>
      {whyNot !== null && <p className="trainingProblem">{whyNot}</p>}
      {lastEnd !== null && <p className="trainingProblem">{lastEnd}</p>}
      {scenarios.length === 0 && <p className="trainingHint">{words.noScenarios}</p>}
      {scenarios.map(({ id, title, summary, durationMs, events }) => (
        <section key={id} className="scenario" aria-label={title}>
          <h3>{title}</h3>
          <p className="trainingHint number">{words.lasts(formatCountdown(durationMs), events)}</p>
          <p>{summary}</p>
          {run?.scenarioId === id ? (
            <p className="scenarioRuns">{words.running}</p>
          ) : (
            <Button
              look={run === null ? "primary" : "plain"}
              aria-label={words.startName(title)}
              isDisabled={whyNot !== null || run !== null}
              onPress={() => onStart(id)}
            >
              {words.start}
            </Button>
          )}
        </section>
      ))}
      {refused.length > 0 && (
        <section className="scenario" aria-label={words.refused}>
          <h3>{words.refused}</h3>
          <p className="trainingHint">{words.refusedWords}</p>
          {refused.map(({ file, problems }) => (
            <details key={file}>
              <summary>{file}</summary>
              <ul>
                {problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </details>
          ))}
        </section>
      )}
    </aside>
  );
}
