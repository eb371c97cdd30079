import { Fault } from "../../contract/faults.ts";
import type { AccessRequests } from "../viewings/accessRequests.ts";
import type { RunningViewings } from "../viewings/runningViewings.ts";
import type { ViewingDesk } from "../viewings/viewingDesk.ts";
import { type KeptRun, nameActor } from "./keptRun.ts";
import type { ScenarioState } from "./scenarioState.ts";

/** How owners of a scenario take requests. A request waits on scenario time, and runs out on hub time as every one. */
export interface OwnerAnswers {
  /** Whether anything was answered: it is then noted in the run. */
  answerDue(owners: ScenarioState["owners"], positionMs: number): Promise<boolean>;
  /** Takes back what was answered after a position, and ends what that permitted. */
  takeBackAfter(positionMs: number): Promise<void>;
  /** The scenario's time was moved: what waits has waited no time. */
  startAnew(): void;
}

export interface AnswerParts {
  readonly requests: Pick<AccessRequests, "listFor" | "answerAsOwner" | "takeBack">;
  readonly viewings: Pick<RunningViewings, "listOf">;
  readonly desk: Pick<ViewingDesk, "review">;
}

export function createOwnerAnswers(run: KeptRun, { requests, viewings, desk }: AnswerParts): OwnerAnswers {
  const actor = nameActor(run);
  /** Scenario time at which a request was first seen waiting. */
  const since = new Map<string, number>();

  async function answer(id: string): Promise<boolean> {
    try {
      await requests.answerAsOwner(id, { name: actor }, true);
      return true;
    } catch (cause) {
      // Its owner was quicker, or its time is out.
      if (cause instanceof Fault && (cause.code === "CONFLICT" || cause.code === "NOT_FOUND")) return false;
      throw cause;
    }
  }

  return {
    async answerDue(owners, positionMs) {
      let isAny = false;
      for (const { id, cameraId } of requests.listFor("owner")) {
        const owner = owners.get(cameraId);
        if (owner?.answer !== "yes") continue;
        const sinceMs = since.get(id) ?? positionMs;
        since.set(id, sinceMs);
        if (positionMs - sinceMs < owner.afterMs || !(await answer(id))) continue;
        run.answered = [...run.answered, { requestId: id, cameraId, positionMs }];
        isAny = true;
      }
      return isAny;
    },
    async takeBackAfter(positionMs) {
      for (const given of run.answered.filter((one) => one.positionMs > positionMs)) {
        await requests.takeBack(given.requestId, actor);
        desk.review(viewings.listOf(given.cameraId));
        run.answered = run.answered.filter(({ requestId }) => requestId !== given.requestId);
      }
    },
    startAnew: () => since.clear(),
  };
}
