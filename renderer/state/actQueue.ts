import type { DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";
import { Fault } from "../../contract/faults.ts";
import type { MediaClock } from "../media/mediaClock.ts";

type Call = <M extends DeskMethod>(method: M, params: DeskParams<M>) => Promise<DeskResult<M>>;

/** After the desk was asked too often, how long until the same is asked again. */
const SLOW_DOWN_MS = 250;

/** Acts that wait. No hand fills it; of steps that are more than that the oldest are let go. Our choice. */
const MAX_WAITING = 64;

interface Act {
  /** What it is about; an act makes one still waiting pointless when both have the same. */
  readonly about: string | null;
  run(): Promise<unknown>;
  settle(result: unknown): void;
  fail(fault: unknown): void;
}

export interface ActQueue {
  /**
   * Calls the desk after everything asked before has been done. Null when a later act made this one pointless before
   * its turn came. Rejects with the desk's Fault, but never for having been asked too often: then it asks again.
   */
  act<M extends DeskMethod>(method: M, params: DeskParams<M>, about: string | null): Promise<DeskResult<M> | null>;
}

/**
 * Changes of the wall go to the desk one at a time, in order: whatever keys are pressed, however fast, the wall ends as
 * the last one says, and nothing is refused on the way.
 */
export function createActQueue(call: Call, clock: MediaClock): ActQueue {
  const waiting: Act[] = [];
  let isBusy = false;

  function turn(): void {
    const next = waiting.shift();
    if (next === undefined) {
      isBusy = false;
      return;
    }
    isBusy = true;
    next.run().then(
      (result) => {
        next.settle(result);
        turn();
      },
      (fault: unknown) => {
        if (fault instanceof Fault && fault.code === "RATE_LIMITED") {
          waiting.unshift(next);
          clock.after(SLOW_DOWN_MS, turn);
          return;
        }
        next.fail(fault);
        turn();
      },
    );
  }

  return {
    act(method, params, about) {
      return new Promise((resolve, fail) => {
        const pointless = about === null ? -1 : waiting.findIndex((each) => each.about === about);
        if (pointless >= 0) waiting.splice(pointless, 1)[0]?.settle(null);
        else if (waiting.length >= MAX_WAITING) waiting.shift()?.settle(null);
        // The promise is the caller's, of the method's own result type: nothing else ever settles it but null.
        let result: DeskResult<typeof method> | null = null;
        waiting.push({
          about,
          async run() {
            result = await call(method, params);
            return result;
          },
          settle: (value) => resolve(value === null ? null : result),
          fail,
        });
        if (!isBusy) turn();
      });
    },
  };
}
