import { z } from "zod";
import { Fault } from "../../contract/faults.ts";
import { PUSH_LIFE_MS, type PushAck, PushAnswer, type PushRefusal, PushRequest } from "../../contract/stations.ts";
import type { Purpose } from "../../contract/viewings.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { writeCanonicalJson } from "../audit/canonicalJson.ts";
import type { EventStream } from "../events/eventStream.ts";
import { createRateLimit } from "../http/rateLimit.ts";
import type { Session, Sessions } from "../people/sessions.ts";
import type { Chance, HubClock } from "../ports.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { HubDatabase } from "../store/tables.ts";
import { createStandingPurposes } from "./standingPurposes.ts";
import type { StationBoard } from "./stationBoard.ts";

/**
 * Views pushed to displays of other stations. A push gives no right to a picture: the target's desk asks for its own
 * grants. Each is written down before it is sent, and has exactly one answer, however often it is asked for.
 */
export interface Pushes {
  /** Throws `RATE_LIMITED`, or `CONFLICT` for a request id that was used for something else. */
  push(session: Session, stationId: string, request: PushRequest): Promise<PushAnswer>;
  /** From the desk it was sent to. Throws `NOT_FOUND` for any other, and once it has been answered. */
  acknowledge(session: Session, pushId: string, ack: PushAck): Promise<void>;
  /** Whether a view with this purpose was pushed to a station this shift and has not been replaced on its display. */
  stands(stationId: string, purpose: Pick<Purpose, "code" | "incidentId">): boolean;
  close(): void;
}

/** Pushes of one session: a supervisor presses a few keys a second at most. Our choice. */
const PUSHES_PER_MINUTE = 120;
const PUSHES_AT_ONCE = 20;
/** How long a pushed purpose stands at a station without an operator: a shift. */
const STANDS_MS = 12 * 3_600_000;
/** Purposes that need no incident. */
const WITHOUT_INCIDENT = new Set(["public-space-monitoring", "training"]);

const StoredPush = z.strictObject({ schema: z.literal(1), request: PushRequest });

interface Waiting {
  readonly session: Session;
  readonly sentAtMs: number;
  settle(answer: PushAnswer): void;
}

interface Parts {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
  chance: Chance;
  events: EventStream;
  sessions: Sessions;
  incidents: Incidents;
  board: Pick<StationBoard, "findTarget">;
}

export async function loadPushes(parts: Parts): Promise<Pushes> {
  const { db, audit, clock, chance, events, sessions, incidents, board } = parts;
  const limit = createRateLimit(clock, PUSHES_PER_MINUTE, PUSHES_AT_ONCE);
  /** Answers under way, by request id. */
  const running = new Map<string, { what: string; answer: Promise<PushAnswer> }>();
  const waiting = new Map<string, Waiting>();
  const standing = createStandingPurposes(clock.nowMs, STANDS_MS);
  await readStanding();

  async function readStanding(): Promise<void> {
    const sinceMs = clock.nowMs() - STANDS_MS;
    const rows = await db
      .selectFrom("station_push")
      .selectAll()
      .where("at_ms", ">", sinceMs)
      .orderBy("at_ms")
      .execute();
    for (const { request_id, station_id, display, document, answer, at_ms } of rows) {
      const stored = StoredPush.safeParse(JSON.parse(document));
      const isRefused = answer === null || PushAnswer.safeParse(JSON.parse(answer)).data?.outcome === "refused";
      if (!stored.success || isRefused) continue;
      const { purpose } = stored.data.request;
      standing.send({ pushId: request_id, stationId: station_id, display, purpose, atMs: at_ms });
      standing.settle(request_id, false);
    }
  }

  /** What can be told without asking the station. */
  function findRefusal({ purpose, display }: PushRequest, target: ReturnType<StationBoard["findTarget"]>) {
    if (target === "station-unknown") return target;
    return (
      checkPurpose(purpose, incidents) ??
      (typeof target === "string" ? target : null) ??
      (typeof target === "object" && target.report.displays.some((some) => some.display === display)
        ? null
        : "no-such-display")
    );
  }

  async function findEarlier(actor: string, stationId: string, request: PushRequest): Promise<PushAnswer | null> {
    const { requestId } = request;
    const row = await db.selectFrom("station_push").selectAll().where("request_id", "=", requestId).executeTakeFirst();
    if (row === undefined) return null;
    const isSame = row.actor === actor && row.station_id === stationId && row.document === writeDocument(request);
    if (!isSame) throw usedOtherwise();
    // A hub that ended while it waited cannot know what the station did.
    const answer = row.answer === null ? null : PushAnswer.parse(JSON.parse(row.answer));
    return answer ?? { outcome: "unanswered", afterMs: clock.nowMs() - row.at_ms };
  }

  async function run(session: Session, stationId: string, request: PushRequest): Promise<PushAnswer> {
    const earlier = await findEarlier(session.account.name, stationId, request);
    if (earlier !== null) return earlier;
    if (!limit.take(session.id)) throw new Fault("RATE_LIMITED", "The view was not pushed.");
    const target = board.findTarget(stationId);
    const refusal = findRefusal(request, target);
    const refused = refusal === null ? null : ({ outcome: "refused", reason: refusal } as const);
    await write(session, stationId, request, refused);
    if (refused !== null || typeof target === "string") return refused ?? { outcome: "refused", reason: "signed-out" };
    const answer = await send(session, target.session, stationId, request);
    await writeAnswer(session, stationId, request, answer);
    return answer;
  }

  async function write(session: Session, stationId: string, request: PushRequest, answer: PushAnswer | null) {
    const { requestId, display, purpose, view } = request;
    const cameras = view.tiles.filter((cameraId) => cameraId !== null).length;
    const about = { actor: session.account.name, request: requestId, station: stationId, display, cameras };
    const why = { purpose: purpose.code, incident: purpose.incidentId };
    const reason = answer?.outcome === "refused" ? answer.reason : undefined;
    const type = answer === null ? "station.pushing" : "station.pushRefused";
    const entry = { type, ...about, ...why, view: view.name, reason };
    await audit.append([entry], async (transaction) => {
      const row = { request_id: requestId, actor: session.account.name, station_id: stationId, display };
      const document = writeDocument(request);
      const written = answer === null ? null : JSON.stringify(answer);
      await transaction
        .insertInto("station_push")
        .values({ ...row, document, answer: written, at_ms: clock.nowMs() })
        .execute();
    });
  }

  async function writeAnswer({ account }: Session, stationId: string, request: PushRequest, answer: PushAnswer) {
    const { requestId, display } = request;
    const { outcome } = answer;
    const reason = answer.outcome === "refused" ? answer.reason : undefined;
    const facts = { actor: account.name, request: requestId, station: stationId, display, outcome, reason };
    await audit.append([{ type: "station.pushAnswered", ...facts }], async (transaction) => {
      const written = { answer: JSON.stringify(answer) };
      await transaction.updateTable("station_push").set(written).where("request_id", "=", requestId).execute();
    });
  }

  /** The station may ask for its grants before its answer is here, so the purpose stands from the sending on. */
  async function send(from: Session, to: Session, stationId: string, request: PushRequest): Promise<PushAnswer> {
    const { display, purpose, view } = request;
    // Written while the audit was: a sign-out that came between must win.
    const still = board.findTarget(stationId);
    if (typeof still === "string" || still.session.id !== to.id) {
      return { outcome: "refused", reason: typeof still === "string" ? still : "signed-out" };
    }
    const pushId = `push:${chance.id(clock.nowMs())}`;
    standing.send({ pushId, stationId, display, purpose, atMs: clock.nowMs() });
    const by = { byLabel: from.account.label, byStation: from.station.name };
    const push = { pushId, display, purpose, view, ...by, endsAtMs: clock.nowMs() + PUSH_LIFE_MS };
    const answered = awaitAck(pushId, to);
    events.publish({ type: "station.pushed", push }, { to: "sessions", sessionIds: new Set([to.id]) });
    const answer = await answered;
    standing.settle(pushId, answer.outcome === "refused");
    return answer;
  }

  function awaitAck(pushId: string, session: Session): Promise<PushAnswer> {
    return new Promise((resolve) => {
      const sentAtMs = clock.nowMs();
      const settle = (answer: PushAnswer): void => {
        cancel();
        waiting.delete(pushId);
        resolve(answer);
      };
      const cancel = clock.after(PUSH_LIFE_MS, () => settle({ outcome: "unanswered", afterMs: PUSH_LIFE_MS }));
      waiting.set(pushId, { session, sentAtMs, settle });
    });
  }

  function refuseAllOf(sessionId: string, reason: PushRefusal): void {
    for (const { session, settle } of waiting.values())
      if (session.id === sessionId) settle({ outcome: "refused", reason });
  }
  sessions.onEnded(({ id }) => refuseAllOf(id, "signed-out"));

  return {
    push(session, stationId, request) {
      const { requestId } = request;
      const what = `${session.account.name} ${stationId} ${writeDocument(request)}`;
      const first = running.get(requestId);
      if (first !== undefined && first.what !== what) return Promise.reject(usedOtherwise());
      if (first !== undefined) return first.answer;
      const answer = run(session, stationId, request).finally(() => running.delete(requestId));
      running.set(requestId, { what, answer });
      return answer;
    },
    async acknowledge(session, pushId, ack) {
      const push = waiting.get(pushId);
      if (push?.session.id !== session.id) throw new Fault("NOT_FOUND", "No such push waits for an answer.");
      push.settle(ack.outcome === "shown" ? { ...ack, afterMs: Math.max(0, clock.nowMs() - push.sentAtMs) } : ack);
    },
    stands: standing.stands,
    close() {
      for (const { sentAtMs, settle } of [...waiting.values()]) {
        settle({ outcome: "unanswered", afterMs: Math.max(0, clock.nowMs() - sentAtMs) });
      }
    },
  };
}

/** Whether the purpose could permit anything at all; each camera is decided by the target's own questions. */
function checkPurpose({ code, incidentId }: Purpose, incidents: Incidents): PushRefusal | null {
  if (incidentId === undefined) return WITHOUT_INCIDENT.has(code) ? null : "purpose-unfit";
  const incident = incidents.find(incidentId);
  if (incident === undefined) return "incident-unknown";
  return incident.closedAtMs === undefined ? null : "incident-closed";
}

function usedOtherwise(): Fault {
  return new Fault("CONFLICT", "This request id was used for something else.");
}

function writeDocument(request: PushRequest): string {
  return writeCanonicalJson({ schema: 1, request });
}
