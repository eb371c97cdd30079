import type {
  DeskEventName,
  DeskEventPayload,
  DeskMethod,
  DeskParams,
  DeskResult,
  WindowInfo,
} from "../../../contract/deskApi.ts";
import type { DeskReply } from "../../../contract/deskEnvelope.ts";
import { Fault } from "../../../contract/faults.ts";
import type { ViewingStatus } from "../../../contract/viewingCalls.ts";
import { startBeat } from "../beat.ts";
import type { Desk, DeskClock } from "../ports.ts";

const BEAT_MS = 1_000;

/** A window as the desk sees it: calls with answers, and all news it was told. */
export interface TestWindow {
  readonly info: WindowInfo;
  readonly replies: DeskReply[];
  call<M extends DeskMethod>(method: M, params: DeskParams<M>): Promise<DeskResult<M>>;
  send(message: unknown): void;
  /** Resolves at the first event, past or to come, that fits. */
  wait<E extends DeskEventName>(event: E, fits: (payload: DeskEventPayload<E>) => boolean): Promise<number>;
  /** The last status told of each claim. */
  readonly statuses: Map<string, ViewingStatus>;
  waitStatus(claimId: string, state: ViewingStatus["state"]): Promise<ViewingStatus>;
  /** Called in the same task in which news arrives. */
  listen(handler: (reply: DeskReply) => void): void;
  close(): void;
}

/** With a clock it beats each second, as a page that does not hang does. */
export async function openTestWindow(desk: Desk, display?: number, clock?: DeskClock): Promise<TestWindow> {
  const replies: DeskReply[] = [];
  const statuses = new Map<string, ViewingStatus>();
  const waiting = new Map<number, (reply: DeskReply) => void>();
  const listeners = new Set<(reply: DeskReply) => void>();
  let nextId = 0;
  const connection = desk.connect((reply) => {
    replies.push(reply);
    if (reply.kind !== "event") waiting.get(reply.id)?.(reply);
    else if (reply.event === "viewing.changed") note(reply.payload as DeskEventPayload<"viewing.changed">);
    for (const listener of [...listeners]) listener(reply);
  });

  function note({ claimId, status }: DeskEventPayload<"viewing.changed">): void {
    statuses.set(claimId, status);
  }

  function call<M extends DeskMethod>(method: M, params: DeskParams<M>): Promise<DeskResult<M>> {
    const id = nextId++;
    return new Promise((settle, fail) => {
      waiting.set(id, (reply) => {
        waiting.delete(id);
        if (reply.kind === "fault") fail(new Fault(reply.fault.code, reply.fault.sentence));
        else if (reply.kind === "result") settle(reply.result as DeskResult<M>);
      });
      connection.receive({ id, method, params });
    });
  }

  function when(isSo: () => boolean): Promise<void> {
    return new Promise((settle) => {
      const look = () => {
        if (!isSo()) return;
        listeners.delete(look);
        settle();
      };
      listeners.add(look);
      look();
    });
  }

  const stopBeats =
    clock === undefined ? () => {} : startBeat(clock, BEAT_MS, () => void call("window.beat", {}).catch(() => {}));
  const info = await call("window.hello", display === undefined ? {} : { display });
  return {
    info,
    replies,
    statuses,
    async call(method, params) {
      const result = await call(method, params);
      if (method === "viewing.claim") for (const claim of (result as DeskResult<"viewing.claim">).claims) note(claim);
      return result;
    },
    send: connection.receive,
    async wait(event, fits) {
      await when(() =>
        replies.some((reply) => reply.kind === "event" && reply.event === event && fits(reply.payload as never)),
      );
      return performance.now();
    },
    async waitStatus(claimId, state) {
      await when(() => statuses.get(claimId)?.state === state);
      return statuses.get(claimId) ?? { state: "asking" };
    },
    listen: (handler) => listeners.add(handler),
    close() {
      stopBeats();
      connection.close();
    },
  };
}
