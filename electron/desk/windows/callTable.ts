import type { z } from "zod";
import { DESK_CALLS, type DeskMethod, type DeskResult } from "../../../contract/deskApi.ts";
import { Fault } from "../../../contract/faults.ts";
import type { WindowLine } from "./windowLine.ts";

type Received<M extends DeskMethod> = z.output<(typeof DESK_CALLS)[M]["params"]>;

/** One function per method of the contract, each with parameters that were checked. */
export type CallHandlers = {
  readonly [M in DeskMethod]: (params: Received<M>, line: WindowLine) => DeskResult<M> | Promise<DeskResult<M>>;
};

/** Checks parameters, calls, checks the result: a field the contract does not know cannot leave the desk. */
export async function runCall<M extends DeskMethod>(
  handlers: CallHandlers,
  method: M,
  params: unknown,
  line: WindowLine,
): Promise<DeskResult<M>> {
  const result = await handlers[method](readParams(method, params), line);
  // The compiler cannot follow one schema out of a table by its key; parsing is the proof.
  return DESK_CALLS[method].result.parse(result) as DeskResult<M>;
}

function readParams<M extends DeskMethod>(method: M, params: unknown): Received<M> {
  const parsed = DESK_CALLS[method].params.safeParse(params);
  if (!parsed.success) throw new Fault("REQUEST_MALFORMED", parsed.error.issues[0]?.path.join("."));
  return parsed.data as Received<M>;
}

export function isOpenCall(method: DeskMethod): boolean {
  return "open" in DESK_CALLS[method];
}
