import type { HubEvent } from "../../contract/hubEvents.ts";
import { HEARTBEAT_MS } from "../../contract/hubEvents.ts";
import type { Right } from "../../contract/operators.ts";
import type { TrainingNow } from "../../contract/training.ts";
import { listRights } from "../people/accounts.ts";
import type { Session } from "../people/sessions.ts";
import type { HubClock } from "../ports.ts";

/** Events kept for desks that come back. At a busy site's 50 per second this is half a minute, more than a grant lives. */
const MAX_KEPT = 2_000;

/** Whom an event concerns. */
export type Audience =
  | { readonly to: "all" }
  /** Not to stations without an operator: what happens in the city is not their business. */
  | { readonly to: "operators" }
  | { readonly to: "sessions"; readonly sessionIds: ReadonlySet<string> }
  | { readonly to: "operator"; readonly operatorId: string }
  | { readonly to: "right"; readonly right: Right };

/** Where a session's events go. Returns false when the reader cannot keep up and must be dropped. */
export interface EventSink {
  send(event: HubEvent, seq: number): boolean;
  close(): void;
}

/** News to desks: numbered, filtered by what a session may know, repeated after a short break; none after its end. */
export interface EventStream {
  publish(event: HubEvent, audience: Audience): void;
  /** Sends what was missed since `lastSeq`, or a gap, then everything to come. Returns its end. */
  attach(session: Session, lastSeq: number | undefined, sink: EventSink): () => void;
  /** Whether a session's control channel is there. */
  isRead(sessionId: string): boolean;
  /** Called when a session's control channel has come or gone. */
  onReading(listener: (session: Session) => void): void;
  /** Says the session is over and closes its streams. */
  endSession(sessionId: string): void;
  /** What every heartbeat says of a scenario that is loaded, from now on. */
  beatWith(read: () => TrainingNow | null): void;
  close(): void;
}

interface KeptEvent {
  readonly seq: number;
  readonly event: HubEvent;
  readonly audience: Audience;
}

interface Reader {
  readonly session: Session;
  readonly sink: EventSink;
}

export function createEventStream(clock: HubClock): EventStream {
  // Numbers grow with hub time: one from an earlier run is older than everything kept, and so is seen as a gap.
  const firstSeq = clock.nowMs();
  let seq = firstSeq;
  let kept: KeptEvent[] = [];
  const readers = new Set<Reader>();
  const listeners: ((session: Session) => void)[] = [];
  let readTraining: () => TrainingNow | null = () => null;
  let cancelBeat = clock.after(HEARTBEAT_MS, beat);

  function beat(): void {
    cancelBeat = clock.after(HEARTBEAT_MS, beat);
    const event = writeBeat();
    for (const { session } of [...readers]) if (session.endsAtMs <= event.hubNowMs) endSession(session.id);
    for (const reader of readers) deliver(reader, event, seq);
  }

  function writeBeat() {
    const training = readTraining();
    const hubNowMs = clock.nowMs();
    return { type: "heartbeat" as const, hubNowMs, ...(training === null ? {} : { training }) };
  }

  function endSession(sessionId: string): void {
    const over = [...readers].filter(({ session }) => session.id === sessionId);
    for (const reader of over) {
      reader.sink.send({ type: "session.revoked" }, seq);
      detach(reader);
    }
  }

  function deliver(reader: Reader, event: HubEvent, eventSeq: number): void {
    if (!reader.sink.send(event, eventSeq)) detach(reader);
  }

  function detach(reader: Reader): void {
    if (!readers.delete(reader)) return;
    reader.sink.close();
    tellReading(reader.session);
  }

  function tellReading(session: Session): void {
    for (const listener of listeners) listener(session);
  }

  function publish(event: HubEvent, audience: Audience): void {
    seq += 1;
    kept.push({ seq, event, audience });
    if (kept.length > 2 * MAX_KEPT) kept = kept.slice(-MAX_KEPT);
    for (const reader of readers) if (concerns(audience, reader.session)) deliver(reader, event, seq);
  }

  function attach(session: Session, lastSeq: number | undefined, sink: EventSink): () => void {
    const reader = { session, sink };
    readers.add(reader);
    tellReading(session);
    const oldest = kept[0]?.seq ?? seq + 1;
    if (lastSeq !== undefined) {
      if (lastSeq < oldest - 1 || lastSeq > seq) deliver(reader, { type: "gap" }, seq);
      else
        for (const past of kept)
          if (past.seq > lastSeq && concerns(past.audience, session)) deliver(reader, past.event, past.seq);
    }
    deliver(reader, writeBeat(), seq);
    return () => detach(reader);
  }

  return {
    publish,
    attach,
    isRead: (sessionId) => [...readers].some(({ session }) => session.id === sessionId),
    onReading: (listener) => {
      listeners.push(listener);
    },
    endSession,
    beatWith: (read) => {
      readTraining = read;
    },
    close: () => {
      cancelBeat();
      for (const reader of [...readers]) detach(reader);
    },
  };
}

function concerns(audience: Audience, session: Session): boolean {
  switch (audience.to) {
    case "all":
      return true;
    case "operators":
      return session.account.kind !== "station";
    case "sessions":
      return audience.sessionIds.has(session.id);
    case "operator":
      return audience.operatorId === session.account.name;
    case "right":
      return listRights(session.account).includes(audience.right);
  }
}
