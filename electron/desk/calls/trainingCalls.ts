import type { CallHandlers } from "../windows/callTable.ts";
import type { DeskParts } from "./deskParts.ts";

type TrainingCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `training.${string}`>>;

/** Calls of a trainer. The hub says who is one. */
export function createTrainingCalls({ hub }: DeskParts): TrainingCalls {
  return {
    "training.board": () => hub.call("training"),
    "training.steer": (act) => hub.call("steerTraining", { body: act }),
    "training.debrief": () => hub.call("trainingDebrief"),
  };
}
