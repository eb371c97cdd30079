import { TRAINING_SPEEDS, type TrainingAct, type TrainingSpeed } from "../../../contract/training.ts";
import { findTrainingPosition } from "../../state/trainingActions.ts";
import { trainingWords as words } from "../../ui/trainingWords.ts";
import { type Command, type CommandContext, command } from "./command.ts";

const STEP_MS = 10_000;
const ON_TRAINING = { screens: ["training"] } as const;

/** Does what `choose` makes of the scenario's state; without a scenario it is said that there is none. */
function steer(
  choose: (positionMs: number, isPlaying: boolean, speed: TrainingSpeed) => TrainingAct | null,
): Command["run"] {
  return ({ model: { stores, actions, notices } }: CommandContext) => {
    const { training } = stores.training.getState();
    const positionMs = findTrainingPosition(stores);
    if (training === null || positionMs === null) {
      notices.tell(words.nothingRuns);
      return;
    }
    const act = choose(positionMs, training.state === "playing", training.speed);
    if (act !== null) void actions.steerTraining(act);
  };
}

function step(byMs: number): Command["run"] {
  return steer((positionMs) => ({ act: "seek", positionMs: Math.max(0, Math.round(positionMs + byMs)) }));
}

function stepSpeed(by: 1 | -1): Command["run"] {
  return steer((_positionMs, _isPlaying, speed) => {
    const next = TRAINING_SPEEDS[TRAINING_SPEEDS.indexOf(speed) + by];
    return next === undefined ? null : { act: "speed", speed: next };
  });
}

/** Keys of the Training screen: those of playback, for the scenario's time. */
export const trainingCommands: readonly Command[] = [
  command(
    "playback.training",
    words.commands.toggle,
    " ",
    steer((_positionMs, isPlaying) => ({ act: isPlaying ? "pause" : "play" })),
    ON_TRAINING,
  ),
  command("playback.trainingBack", words.commands.back, ",", step(-STEP_MS), ON_TRAINING),
  command("playback.trainingForward", words.commands.forward, ".", step(STEP_MS), ON_TRAINING),
  command("playback.trainingSlower", words.commands.slower, "J", stepSpeed(-1), ON_TRAINING),
  command("playback.trainingFaster", words.commands.faster, "X", stepSpeed(1), ON_TRAINING),
];
