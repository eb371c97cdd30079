import type { DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";
import type { FootageRequest, FootageStep, FootageWish } from "../../contract/footage.ts";

/** What an operator can do with requests for recordings. Null when it failed, which has then been told. */
export interface FootageActions {
  /** Of an incident, newest first. */
  listFootage(incidentId: string): Promise<readonly FootageRequest[] | null>;
  askFootage(wish: FootageWish): Promise<FootageRequest | null>;
  stepFootage(requestId: string, step: FootageStep): Promise<FootageRequest | null>;
}

export function createFootageActions(
  run: <M extends DeskMethod>(method: M, params: DeskParams<M>) => Promise<DeskResult<M> | null>,
): FootageActions {
  return {
    listFootage: async (incidentId) => (await run("footage.list", { incidentId }))?.requests ?? null,
    askFootage: (wish) => run("footage.ask", wish),
    stepFootage: (requestId, step) => run("footage.step", { requestId, step }),
  };
}
