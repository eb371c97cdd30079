import type { DeskEventName, DeskEventPayload, DeskMethod, DeskParams, DeskResult } from "../../contract/deskApi.ts";
import { Fault } from "../../contract/faults.ts";
import type { Transport } from "./transport.ts";
import { parseEvent, parseReply, parseResult } from "./validate.ts";

/** A window's way to its desk: calls that answer, and news. */
export interface DeskClient {
  /** Rejects with a {@link Fault}; with `INTERNAL` when the connection is lost before the answer. */
  call<M extends DeskMethod>(method: M, params: DeskParams<M>): Promise<DeskResult<M>>;
  on<E extends DeskEventName>(event: E, handler: (payload: DeskEventPayload<E>) => void): () => void;
  /** False while the desk cannot be reached: nothing may be shown then. */
  isOpen(): boolean;
  onOpenChanged(handler: (isOpen: boolean) => void): () => void;
}

interface Waiting {
  readonly settle: (result: unknown) => void;
  readonly fail: (fault: Fault) => void;
}

const LOST_DETAIL = "The desk stopped answering.";

/** Numbers calls, pairs answers with them, and checks every message that comes in. */
export function createDeskClient(transport: Transport): DeskClient {
  const waiting = new Map<number, Waiting>();
  const handlers = new Map<DeskEventName, Set<(payload: unknown) => void>>();
  let nextId = 0;

  transport.receive((message) => {
    const reply = parseReply(message);
    if (reply === null) return;
    if (reply.kind === "event") {
      for (const handler of handlers.get(reply.event) ?? []) handler(reply.payload);
      return;
    }
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === "result") call?.settle(reply.result);
    else call?.fail(new Fault(reply.fault.code, detailOf(reply.fault.code, reply.fault.sentence)));
  });
  transport.onOpenChanged((isOpen) => {
    if (isOpen) return;
    const lost = [...waiting.values()];
    waiting.clear();
    for (const call of lost) call.fail(new Fault("INTERNAL", LOST_DETAIL));
  });

  return {
    call(method, params) {
      if (!transport.isOpen()) return Promise.reject(new Fault("INTERNAL", LOST_DETAIL));
      const id = nextId++;
      const answer = new Promise<unknown>((settle, fail) => waiting.set(id, { settle, fail }));
      transport.send({ id, method, params });
      return answer.then((result) => parseResult(method, result));
    },
    on(event, handler) {
      const listeners = handlers.get(event) ?? new Set();
      handlers.set(event, listeners);
      const listener = (payload: unknown) => {
        const parsed = parseEvent(event, payload);
        if (parsed !== null) handler(parsed);
      };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isOpen: () => transport.isOpen(),
    onOpenChanged: (handler) => transport.onOpenChanged(handler),
  };
}

/** The desk sends the whole sentence; a {@link Fault} wants what comes after its own. */
function detailOf(code: ConstructorParameters<typeof Fault>[0], sentence: string): string {
  const own = new Fault(code).message;
  return sentence.startsWith(own) ? sentence.slice(own.length).trim() : sentence;
}
