import { Fault } from "../../contract/faults.ts";
import { type DefinedRoute, defineRoute } from "../http/defineRoute.ts";
import { type DebriefSources, readDebrief } from "../training/debrief.ts";
import type { Trainings } from "../training/trainings.ts";
import { requireRight } from "./sessionRoutes.ts";

/** Calls of trainers. Everybody else hears of a run by heartbeats alone. */
export function defineTrainingRoutes(options: DebriefSources & { trainings: Trainings }): DefinedRoute[] {
  const { trainings } = options;
  return [
    defineRoute("training", ({ session }) => {
      requireRight(session, "run-training");
      return trainings.board();
    }),
    defineRoute("steerTraining", async ({ session, body }) => {
      requireRight(session, "run-training");
      await trainings.steer(body, session.account);
      return trainings.board();
    }),
    defineRoute("trainingDebrief", ({ session }) => {
      requireRight(session, "run-training");
      const run = trainings.lastRun();
      if (run === undefined) throw new Fault("NOT_FOUND", "No scenario has been run here yet.");
      return readDebrief(options, run);
    }),
  ];
}
