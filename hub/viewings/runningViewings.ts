import type { ObligationName } from "../../contract/consentRecord.ts";
import type { Watcher } from "../../contract/hubEvents.ts";
import type { RevokeCause } from "../../contract/reasons.ts";
import type { TimeRange } from "../../contract/recorded.ts";
import type { Action, Purpose } from "../../contract/viewings.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { EventStream } from "../events/eventStream.ts";
import type { Session } from "../people/sessions.ts";
import type { HubClock } from "../ports.ts";

/** One operator looking at one camera, from the first permit to the end. */
export interface Viewing {
  readonly id: string;
  readonly session: Session;
  readonly cameraId: string;
  readonly action: Action;
  readonly purpose: Purpose;
  readonly isPreview: boolean;
  /** The time that was asked for, and what of it was permitted last; of recordings alone. */
  readonly wishedRange: TimeRange | undefined;
  readonly range: TimeRange | undefined;
  /** What its client last said it can meet. */
  readonly supportedObligations: readonly ObligationName[];
  readonly openedAtMs: number;
  /** Consent epoch it was opened under; any change of terms ends it. */
  readonly epoch: number;
  readonly decisionSeq: number;
  readonly maxHeightPx: number;
  readonly endsAtMs: number;
  readonly grantEndsAtMs: number;
}

/** What makes a viewing another one. */
type ViewingFacts = Pick<Viewing, "session" | "cameraId" | "action" | "purpose" | "isPreview" | "wishedRange">;

interface Running {
  viewing: Viewing;
  sentBytes: number;
  cancelTimer: () => void;
  readonly ending: AbortController;
}

/** The viewings of this moment. Ending one aborts its signal first and does everything else after. */
export interface RunningViewings {
  find(id: string): Viewing | undefined;
  findEqual(wanted: ViewingFacts): Viewing | undefined;
  list(): Viewing[];
  listOf(cameraId: string): Viewing[];
  watchersOf(cameraId: string): Watcher[];
  /** Starts a viewing, or replaces the facts of one that runs. */
  put(viewing: Viewing): void;
  end(viewing: Viewing, cause: RevokeCause): void;
  endedSignal(id: string): AbortSignal | undefined;
  countBytes(id: string, bytes: number): void;
  close(): void;
}

/** Most watchers told of one camera. */
const MAX_WATCHERS = 64;

export function createRunningViewings(options: {
  audit: AuditLog;
  events: EventStream;
  clock: HubClock;
}): RunningViewings {
  const { audit, events, clock } = options;
  const byId = new Map<string, Running>();
  /** Every question and every end asks for the others of one camera, so these are kept together. */
  const byCamera = new Map<string, Set<Running>>();

  function list(): Viewing[] {
    return [...byId.values()].map(({ viewing }) => viewing);
  }

  function listOf(cameraId: string): Viewing[] {
    return [...(byCamera.get(cameraId) ?? [])].map(({ viewing }) => viewing);
  }

  function keep(running: Running): void {
    const { id, cameraId } = running.viewing;
    byId.set(id, running);
    byCamera.set(cameraId, (byCamera.get(cameraId) ?? new Set()).add(running));
  }

  function drop(running: Running): void {
    const { id, cameraId } = running.viewing;
    byId.delete(id);
    const others = byCamera.get(cameraId);
    others?.delete(running);
    if (others?.size === 0) byCamera.delete(cameraId);
  }

  function put(viewing: Viewing): void {
    const known = byId.get(viewing.id);
    known?.cancelTimer();
    const running = known ?? { viewing, sentBytes: 0, cancelTimer: () => undefined, ending: new AbortController() };
    running.viewing = viewing;
    running.cancelTimer = armEnd(viewing);
    if (known !== undefined) return;
    keep(running);
    tellWatchers(viewing.cameraId);
  }

  function armEnd(viewing: Viewing): () => void {
    const isLast = viewing.grantEndsAtMs >= viewing.endsAtMs;
    const leftMs = Math.min(viewing.grantEndsAtMs, viewing.endsAtMs) - clock.nowMs();
    return clock.after(leftMs, () => end(viewing, isLast ? "time-over" : "not-renewed"));
  }

  function end({ id }: Viewing, cause: RevokeCause): void {
    const running = byId.get(id);
    if (running === undefined) return;
    const { viewing, sentBytes } = running;
    drop(running);
    running.ending.abort();
    running.cancelTimer();
    const atMs = clock.nowMs();
    const sessionIds = new Set([viewing.session.id]);
    const event = { type: "viewing.revoked", viewingId: id, cameraId: viewing.cameraId, cause, atMs } as const;
    events.publish(event, { to: "sessions", sessionIds });
    tellWatchers(viewing.cameraId);
    const { cameraId, openedAtMs } = viewing;
    const actor = viewing.session.account.name;
    const { action, range } = viewing;
    const about = { actor, viewing: id, camera: cameraId, action, range, incident: viewing.purpose.incidentId };
    const facts = { ...about, cause, durationMs: atMs - openedAtMs, bytesOut: sentBytes };
    audit.note({ type: "viewing.ended", ...facts }, async (transaction) => {
      const ended = { ended_at_ms: atMs, end_cause: cause, sent_bytes: sentBytes };
      await transaction.updateTable("viewing").set(ended).where("id", "=", id).execute();
    });
  }

  function watchersOf(cameraId: string): Watcher[] {
    return listOf(cameraId)
      .filter(({ action }) => action !== "snapshot")
      .slice(0, MAX_WATCHERS)
      .map(({ session, openedAtMs }) => ({
        operatorLabel: session.account.label,
        stationName: session.station.name,
        sinceMs: openedAtMs,
      }));
  }

  function tellWatchers(cameraId: string): void {
    const sessionIds = new Set(listOf(cameraId).map((viewing) => viewing.session.id));
    if (sessionIds.size === 0) return;
    const event = { type: "watchers.changed", cameraId, watchers: watchersOf(cameraId) } as const;
    events.publish(event, { to: "sessions", sessionIds });
  }

  return {
    find: (id) => byId.get(id)?.viewing,
    findEqual: (wanted) => listOf(wanted.cameraId).find((viewing) => isSameViewing(viewing, wanted)),
    list,
    listOf,
    watchersOf,
    put,
    end,
    endedSignal: (id) => byId.get(id)?.ending.signal,
    countBytes: (id, bytes) => {
      const running = byId.get(id);
      if (running !== undefined) running.sentBytes += bytes;
    },
    close: () => {
      for (const { ending, cancelTimer } of byId.values()) {
        cancelTimer();
        ending.abort();
      }
      byId.clear();
      byCamera.clear();
    },
  };
}

/** The same operator, station, camera, action, purpose and time: one viewing, however many tiles show it. */
function isSameViewing(a: ViewingFacts, b: ViewingFacts): boolean {
  return (
    a.session.id === b.session.id &&
    a.cameraId === b.cameraId &&
    a.action === b.action &&
    a.isPreview === b.isPreview &&
    a.wishedRange?.fromMs === b.wishedRange?.fromMs &&
    a.wishedRange?.toMs === b.wishedRange?.toMs &&
    a.purpose.code === b.purpose.code &&
    a.purpose.incidentId === b.purpose.incidentId
  );
}
