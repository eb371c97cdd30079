import { Pause, Play, SkipBack, SkipForward, Square } from "lucide-react";
import { useState } from "react";
import { TRAINING_SPEEDS, type TrainingAct, type TrainingRun } from "../../contract/training.ts";
import { Button } from "../ui/Button.tsx";
import { formatClock, formatCountdown } from "../ui/format.ts";
import { StateMark } from "../ui/StateMark.tsx";
import { trainingWords as words } from "../ui/trainingWords.ts";

interface TransportProps {
  readonly run: TrainingRun;
  /** From the scenario's start, now. */
  readonly positionMs: number;
  readonly siteNowMs: number;
  readonly onAct: (act: TrainingAct) => void;
}

/** Steps of the buttons beside the play button. */
const STEPS_S = [30, 10] as const;
const SECOND_MS = 1_000;

/** Play, pause, steps, speed, stop, and a bar to go to any time. */
export function Transport({ run, positionMs, siteNowMs, onAct }: TransportProps) {
  const { state, speed, durationMs } = run.now;
  const isPlaying = state === "playing";
  const step = (seconds: number) =>
    onAct({ act: "seek", positionMs: Math.min(durationMs, Math.max(0, Math.round(positionMs + seconds * SECOND_MS))) });
  return (
    <section className="scenarioRun" aria-label={run.title}>
      <header className="transportHead">
        <h2>{run.title}</h2>
        <span className="trainingHint">{words.startedBy(run.startedBy)}</span>
        <span className={`state state-${isPlaying ? "live" : "training-paused"}`} role="status">
          <StateMark state={isPlaying ? "live" : "training-paused"} />
          {isPlaying ? words.mark : `${words.mark} ${words.paused}`}
        </span>
        <span className="transportClock number">{words.siteClock(formatClock(siteNowMs, "withSeconds"))}</span>
      </header>
      <ScrubBar run={run} positionMs={positionMs} onSeek={(to) => onAct({ act: "seek", positionMs: to })} />
      <div className="transportRow">
        {STEPS_S.map((seconds) => (
          <Button key={seconds} aria-label={words.back(seconds)} onPress={() => step(-seconds)}>
            <SkipBack className="icon" aria-hidden="true" />
            {seconds}
          </Button>
        ))}
        <Button look="primary" onPress={() => onAct({ act: isPlaying ? "pause" : "play" })}>
          {isPlaying ? <Pause className="icon" aria-hidden="true" /> : <Play className="icon" aria-hidden="true" />}
          {isPlaying ? words.pause : words.play}
        </Button>
        {STEPS_S.toReversed().map((seconds) => (
          <Button key={seconds} aria-label={words.forward(seconds)} onPress={() => step(seconds)}>
            {seconds}
            <SkipForward className="icon" aria-hidden="true" />
          </Button>
        ))}
        <b className="transportTime number">{words.times(formatCountdown(positionMs), formatCountdown(durationMs))}</b>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own */}
        <div className="segments" role="group" aria-label={words.speeds}>
          {TRAINING_SPEEDS.map((each) => (
            <Button
              key={each}
              look="segment"
              isOn={each === speed}
              onPress={() => onAct({ act: "speed", speed: each })}
            >
              {words.speed(each)}
            </Button>
          ))}
        </div>
        <Button look="danger" onPress={() => onAct({ act: "stop" })}>
          <Square className="icon" aria-hidden="true" />
          {words.stop}
        </Button>
      </div>
      <p className="trainingHint">
        {words.stop}: {words.stopWords} {speed > 1 ? `${words.fast} ` : ""}
        {words.recordedWords}
      </p>
      {run.problem !== null && <p className="trainingProblem">{run.problem}</p>}
    </section>
  );
}

interface ScrubBarProps {
  readonly run: TrainingRun;
  readonly positionMs: number;
  readonly onSeek: (positionMs: number) => void;
}

/** Follows the time until it is held; goes where it is let go. */
function ScrubBar({ run, positionMs, onSeek }: ScrubBarProps) {
  const [heldMs, setHeldMs] = useState<number | null>(null);
  const { durationMs } = run.now;
  const release = () => {
    if (heldMs !== null) onSeek(heldMs);
    setHeldMs(null);
  };
  return (
    <div className="scrub">
      <div className="scrubMarks" aria-hidden="true">
        {run.events.map(({ event, isInjected }, index) => (
          <span
            // Events of one moment are told apart by their place alone, and none ever moves.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            className={`scrubMark scrubMark-${event.do}${isInjected ? " scrubMark-byHand" : ""}`}
            style={{ left: `${(event.atMs / durationMs) * 100}%` }}
          />
        ))}
      </div>
      <input
        type="range"
        min={0}
        max={durationMs}
        step={SECOND_MS}
        value={heldMs ?? positionMs}
        aria-label={words.scrub}
        aria-valuetext={formatCountdown(heldMs ?? positionMs)}
        onChange={(event) => setHeldMs(Number(event.target.value))}
        onPointerUp={release}
        onKeyUp={release}
        onBlur={release}
      />
      {heldMs !== null && <output className="scrubHeld number">{formatCountdown(heldMs)}</output>}
    </div>
  );
}
