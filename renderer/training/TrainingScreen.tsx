import { useState } from "react";
import type { TrainingAct, TrainingRun } from "../../contract/training.ts";
import type { WindowModel } from "../state/windowModel.ts";
import { Button } from "../ui/Button.tsx";
import { trainingWords as words } from "../ui/trainingWords.ts";
import { useStoreValue } from "../ui/useStoreValue.ts";
import { Debrief } from "./Debrief.tsx";
import { EventList } from "./EventList.tsx";
import { InjectForm } from "./InjectForm.tsx";
import { NoteList } from "./NoteList.tsx";
import { ScenarioList } from "./ScenarioList.tsx";
import { TraineeStations } from "./TraineeStations.tsx";
import { Transport } from "./Transport.tsx";
import "./training.css";
import { useTraining } from "./useTraining.ts";

/** A trainer's screen: choose a scenario, run it, watch the trainees' stations, talk it over. */
export function TrainingScreen({ model }: { model: WindowModel }) {
  const { board, steer } = useTraining(model);
  const [tab, setTab] = useState<"run" | "debrief">("run");
  if (board === null) return <main className="screen training trainingHint">{words.reading}</main>;
  const { run } = board;
  const act = (wish: TrainingAct) => void steer(wish);
  return (
    <div className="screen training">
      <ScenarioList
        board={board}
        onStart={(scenarioId) => {
          setTab("run");
          act({ act: "start", scenarioId });
        }}
      />
      {/* Where the keys of the scenario's time work at once: on a button of the rail, Space would press that. */}
      <main className="trainingMain" tabIndex={-1} aria-label={words.title} ref={focusOnce}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own */}
        <div className="segments trainingTabs" role="group" aria-label={words.title}>
          <Button look="segment" isOn={tab === "run"} onPress={() => setTab("run")}>
            {words.run}
          </Button>
          <Button look="segment" isOn={tab === "debrief"} onPress={() => setTab("debrief")}>
            {words.debrief}
          </Button>
        </div>
        {tab === "debrief" && <Debrief model={model} />}
        {tab === "run" && run !== null && <RunPane model={model} run={run} onAct={act} />}
        {tab === "run" && run === null && (
          <div className="trainingEmpty">
            <p>{words.nothingRuns}</p>
            <p className="trainingHint">{words.howItWorks}</p>
          </div>
        )}
      </main>
      <aside className="trainingSide trainingSide-right">
        <TraineeStations model={model} />
        {run !== null && <InjectForm model={model} onInject={(event) => steer({ act: "inject", event })} />}
        {run !== null && <NoteList notes={run.notes} onNote={(text) => steer({ act: "note", text })} />}
      </aside>
    </div>
  );
}

function focusOnce(main: HTMLElement | null): void {
  main?.focus({ preventScroll: true });
}

interface RunPaneProps {
  readonly model: WindowModel;
  readonly run: TrainingRun;
  readonly onAct: (act: TrainingAct) => void;
}

function RunPane({ model, run, onAct }: RunPaneProps) {
  const training = useStoreValue(model.stores.training, (state) => state.training) ?? run.now;
  const toldMs = useStoreValue(model.stores.clock, (clock) => clock.siteNowMs);
  const siteNowMs = toldMs ?? training.siteNowMs;
  const positionMs = Math.max(0, siteNowMs - training.siteNowMs + training.positionMs);
  return (
    <>
      <Transport run={{ ...run, now: training }} positionMs={positionMs} siteNowMs={siteNowMs} onAct={onAct} />
      <EventList
        model={model}
        run={run}
        positionMs={positionMs}
        onSeek={(to) => onAct({ act: "seek", positionMs: to })}
      />
    </>
  );
}
