import { Fault } from "../../contract/faults.ts";
import type { Watcher } from "../../contract/hubEvents.ts";
import {
  LOOK_LIFE_MS,
  MAX_REPORT_BYTES,
  type PushRefusal,
  STATIONS_PER_PAGE,
  type Station,
  type StationPage,
  type StationReport,
  type StationState,
} from "../../contract/stations.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { EventStream } from "../events/eventStream.ts";
import type { Session, Sessions } from "../people/sessions.ts";
import type { Station as KnownStation, Stations } from "../people/stations.ts";
import type { UnattendedUses } from "../people/unattendedUses.ts";
import type { HubClock } from "../ports.ts";

/**
 * What every station shows, as its desk last told, and who looks at that. In memory alone: a hub that was started
 * again is told anew. Nobody can read it without being seen to.
 */
export interface StationBoard {
  /** Stations by id after an id, as the caller's session may see them. Marks the session as looking. */
  read(session: Session, after: string | undefined): Promise<StationPage>;
  /** Throws `REQUEST_TOO_LARGE`, or `RIGHT_MISSING` for another station than the caller's own. */
  report(session: Session, stationId: string, report: StationReport): void;
  /** The session at a station that a view can be pushed to, with what it last reported; or why there is none. */
  findTarget(stationId: string): { session: Session; report: StationReport } | PushRefusal;
  close(): void;
}

/** News of one moment are told together. Our choice: far below what an eye follows on a diagram. */
const TELL_AFTER_MS = 300;
/** Most told of, as of any list of watchers. */
const MAX_LOOKERS = 64;

interface Heard {
  readonly report: StationReport;
  readonly atMs: number;
}

interface Parts {
  stations: Stations;
  sessions: Sessions;
  unattendedUses: UnattendedUses;
  events: EventStream;
  audit: AuditLog;
  clock: HubClock;
}

export function createStationBoard(parts: Parts): StationBoard {
  const { stations, sessions, unattendedUses, events, audit, clock } = parts;
  const heard = new Map<string, Heard>();
  /** Who looks, by session, and until when that is so without another reading. */
  const looks = new Map<string, { session: Session; sinceMs: number; cancel: () => void }>();
  let cancelTelling: (() => void) | null = null;

  function touch(): void {
    cancelTelling ??= clock.after(TELL_AFTER_MS, () => {
      cancelTelling = null;
      const sessionIds = new Set(looks.keys());
      if (sessionIds.size > 0) events.publish({ type: "stations.changed" }, { to: "sessions", sessionIds });
    });
  }

  /** Of several sessions at a station the one in use is the latest with a control channel. */
  function findSession(stationId: string): Session | undefined {
    const there = sessions.list().filter(({ station }) => station.id === stationId);
    return there.findLast(({ id }) => events.isRead(id)) ?? there.at(-1);
  }

  function describe(station: KnownStation, ownId: string): Station {
    const session = findSession(station.id);
    const last = session === undefined ? undefined : heard.get(session.id);
    return {
      stationId: station.id,
      name: station.name,
      isOwn: station.id === ownId,
      state: chooseState(session, last),
      ...(session === undefined ? {} : { operatorLabel: session.account.label }),
      unattendedUse: unattendedUses.describe(station.id),
      heardAgoMs: last === undefined ? null : Math.max(0, clock.nowMs() - last.atMs),
      displays: last?.report.displays ?? [],
    };
  }

  function chooseState(session: Session | undefined, last: Heard | undefined): StationState {
    if (session === undefined) return "signed-out";
    if (!events.isRead(session.id)) return "gone";
    if (last?.report.isLocked === true) return "locked";
    return session.account.kind === "station" ? "unattended" : "signed-in";
  }

  /** Written down before anything is shown, and told to everybody at once. */
  async function look(session: Session): Promise<void> {
    const before = looks.get(session.id);
    if (before === undefined) {
      const facts = { actor: session.account.name, session: session.id, station: session.station.id };
      await audit.append([{ type: "stations.looked", ...facts }]);
    }
    before?.cancel();
    const cancel = clock.after(LOOK_LIFE_MS, () => endLook(session.id));
    const sinceMs = before?.sinceMs ?? clock.nowMs();
    looks.set(session.id, { session, sinceMs, cancel });
    if (before === undefined) tellLookers();
  }

  function endLook(sessionId: string): void {
    const look = looks.get(sessionId);
    if (look === undefined) return;
    look.cancel();
    looks.delete(sessionId);
    tellLookers();
  }

  function tellLookers(): void {
    events.publish({ type: "stations.lookers", lookers: listLookers() }, { to: "all" });
  }

  function listLookers(): Watcher[] {
    return [...looks.values()].slice(0, MAX_LOOKERS).map(({ session, sinceMs }) => ({
      ...{ operatorLabel: session.account.label, stationName: session.station.name, sinceMs },
    }));
  }

  events.onReading((session) => {
    touch();
    // Who comes later is told who looks now.
    if (events.isRead(session.id) && looks.size > 0) {
      const sessionIds = new Set([session.id]);
      events.publish({ type: "stations.lookers", lookers: listLookers() }, { to: "sessions", sessionIds });
    }
  });
  sessions.onEnded(({ id }) => {
    heard.delete(id);
    endLook(id);
    touch();
  });
  stations.onEnrolled(touch);
  unattendedUses.onChanged(touch);

  return {
    async read(session, after = "") {
      await look(session);
      const rest = stations.list().filter(({ id }) => id > after);
      const page = rest.slice(0, STATIONS_PER_PAGE).map((station) => describe(station, session.station.id));
      const last = page.at(-1);
      return {
        stations: page,
        ...(rest.length > page.length && last !== undefined ? { nextAfter: last.stationId } : {}),
      };
    },
    report(session, stationId, report) {
      if (session.station.id !== stationId) throw new Fault("RIGHT_MISSING", "A desk reports for itself alone.");
      if (Buffer.byteLength(JSON.stringify(report)) > MAX_REPORT_BYTES) throw new Fault("REQUEST_TOO_LARGE");
      heard.set(session.id, { report, atMs: clock.nowMs() });
      touch();
    },
    findTarget(stationId) {
      if (stations.findById(stationId) === undefined) return "station-unknown";
      const session = findSession(stationId);
      if (session === undefined) return "signed-out";
      const last = heard.get(session.id);
      if (!events.isRead(session.id) || last === undefined) return "station-gone";
      return last.report.isLocked ? "station-locked" : { session, report: last.report };
    },
    close() {
      cancelTelling?.();
      for (const { cancel } of looks.values()) cancel();
    },
  };
}
