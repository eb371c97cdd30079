import type { DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";
import type { TrainingAct, TrainingBoard } from "../../contract/training.ts";
import type { Stores } from "./stores.ts";

/** What a trainer can do with a scenario. Null where it failed and was told. */
export interface TrainingActions {
  steerTraining(act: TrainingAct): Promise<TrainingBoard | null>;
}

type Run = <M extends DeskMethod>(method: M, params: DeskParams<M>) => Promise<DeskResult<M> | null>;

export function createTrainingActions(run: Run): TrainingActions {
  return { steerTraining: (act) => run("training.steer", act) };
}

/** Time of the scenario now, from its start; null while none is loaded. */
export function findTrainingPosition({ training, clock }: Pick<Stores, "training" | "clock">): number | null {
  const { training: told } = training.getState();
  if (told === null) return null;
  const siteNowMs = clock.getState().siteNowMs ?? told.siteNowMs;
  return Math.max(0, Math.min(told.durationMs, siteNowMs - told.siteNowMs + told.positionMs));
}
