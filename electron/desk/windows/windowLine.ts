import { DESK_EVENTS, type DeskEventName, type DeskEventPayload, type DeskMethod } from "../../../contract/deskApi.ts";
import { type DeskReply, DeskRequest, MAX_CALLS_PER_S } from "../../../contract/deskEnvelope.ts";
import { Fault } from "../../../contract/faults.ts";
import { makeSecret } from "../chance.ts";
import type { DeskClock, Log } from "../ports.ts";
import { type CallHandlers, isOpenCall, runCall } from "./callTable.ts";

/** One window's line: who it is, and the only way anything goes to or comes from it. */
export interface WindowLine {
  readonly windowId: string;
  /** Small and never used again; part of its media names. */
  readonly number: number;
  /** What it said of itself in `window.hello`; null before. */
  about: { readonly kind: "console" | "display"; readonly display: number } | null;
  /** As the page says of itself. */
  isVisible: boolean;
  /** False once it has missed too many beats. */
  isAnswering: boolean;
  /** When it last sent anything, on the desk's clock. */
  heardAtMs: number;
  receive(message: unknown): void;
  tell<E extends DeskEventName>(event: E, payload: DeskEventPayload<E>): void;
  /** Nothing is sent after this. */
  shut(): void;
}

interface Parts {
  number: number;
  send(reply: DeskReply): void;
  handlers: CallHandlers;
  /** Throws when a method may not be called in the present state of the sign-in. */
  admit(method: DeskMethod): void;
  clock: DeskClock;
  log: Log;
}

const ID_BYTES = 9;
const RATE_WINDOW_MS = 1_000;

export function createWindowLine({ number, send, handlers, admit, clock, log }: Parts): WindowLine {
  let isShut = false;
  let rate = { sinceMs: 0, calls: 0 };

  function checkRate(): void {
    const nowMs = clock.nowMs();
    if (nowMs - rate.sinceMs >= RATE_WINDOW_MS) rate = { sinceMs: nowMs, calls: 0 };
    if (++rate.calls > MAX_CALLS_PER_S) throw new Fault("RATE_LIMITED");
  }

  async function answer({ id, method, params }: DeskRequest): Promise<void> {
    try {
      checkRate();
      if (line.about === null && method !== "window.hello") throw new Fault("REQUEST_MALFORMED", "Say hello first.");
      if (!isOpenCall(method)) admit(method);
      const result = await runCall(handlers, method, params, line);
      reply({ kind: "result", id, result });
    } catch (error) {
      const isFault = error instanceof Fault;
      if (!isFault) log.error("window.callFailed", { method, reason: String(error) });
      reply(describeFault(id, isFault ? error : new Fault("INTERNAL")));
    }
  }

  function reply(message: DeskReply): void {
    if (!isShut) send(message);
  }

  const line: WindowLine = {
    windowId: makeSecret(ID_BYTES),
    number,
    about: null,
    isVisible: true,
    isAnswering: true,
    heardAtMs: clock.nowMs(),
    receive(message) {
      line.heardAtMs = clock.nowMs();
      const request = DeskRequest.safeParse(message);
      if (request.success) void answer(request.data);
      else refuseUnreadable(message, reply);
    },
    tell(event, payload) {
      if (line.about === null) return;
      const checked = DESK_EVENTS[event].safeParse(payload);
      if (checked.success) reply({ kind: "event", event, payload: checked.data });
      else log.error("window.eventInvalid", { event, where: checked.error.issues[0]?.path.join(".") });
    },
    shut() {
      isShut = true;
    },
  };
  return line;
}

/** A message with a number gets an answer, so that its caller does not wait for ever. */
function refuseUnreadable(message: unknown, reply: (message: DeskReply) => void): void {
  if (typeof message !== "object" || message === null || !("id" in message)) return;
  const { id } = message;
  if (typeof id !== "number" || !Number.isSafeInteger(id)) return;
  reply(describeFault(id, new Fault("REQUEST_MALFORMED")));
}

function describeFault(id: number, { code, message: sentence, retryable }: Fault): DeskReply {
  return { kind: "fault", id, fault: { code, sentence, retryable } };
}
