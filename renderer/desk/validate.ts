import {
  DESK_CALLS,
  DESK_EVENTS,
  type DeskEventName,
  type DeskEventPayload,
  type DeskMethod,
  type DeskResult,
} from "../../contract/deskApi.ts";
import { DeskReply } from "../../contract/deskEnvelope.ts";
import { Fault } from "../../contract/faults.ts";

/** The envelope of a message from the desk; null when it is none of ours, which is then ignored. */
export function parseReply(message: unknown): DeskReply | null {
  const parsed = DeskReply.safeParse(message);
  return parsed.success ? parsed.data : null;
}

/** Throws {@link Fault} `HUB_ANSWER_INVALID` when the desk's answer has another shape than the table says. */
export function parseResult<M extends DeskMethod>(method: M, result: unknown): DeskResult<M> {
  const parsed = DESK_CALLS[method].result.safeParse(result);
  if (!parsed.success) throw new Fault("HUB_ANSWER_INVALID", method, { cause: parsed.error });
  return parsed.data as DeskResult<M>;
}

/** Null when the payload has another shape than the table says. */
export function parseEvent<E extends DeskEventName>(event: E, payload: unknown): DeskEventPayload<E> | null {
  const parsed = DESK_EVENTS[event].safeParse(payload);
  return parsed.success ? (parsed.data as DeskEventPayload<E>) : null;
}
