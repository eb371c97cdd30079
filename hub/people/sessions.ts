import { z } from "zod";
import { Fault } from "../../contract/faults.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import { hashToken } from "../grants/proofVerifier.ts";
import type { HubKey } from "../grants/signingKey.ts";
import type { Chance, HubClock } from "../ports.ts";
import type { HubDatabase, RefreshTokenTable } from "../store/tables.ts";
import type { Account, Accounts } from "./accounts.ts";
import type { Station, Stations } from "./stations.ts";
import type { UnattendedUses } from "./unattendedUses.ts";

/** Life of an access token, and of a session: a shift, after which an operator signs in anew (NIST AAL2). */
const ACCESS_LIFE_MS = 10 * 60_000;
const SESSION_LIFE_MS = 12 * 3_600_000;
const ACCESS_KIND = { type: "glasshouse-access+jwt", audience: "glasshouse-hub" };
const REFRESH_BYTES = 32;
/** How long a station may repeat its last refresh: the answer was lost, or the hub ended before it. Our choice. */
const REPEAT_LIMIT_MS = 15_000;
const MS_PER_S = 1_000;

export interface Session {
  readonly id: string;
  readonly account: Account;
  readonly station: Station;
  readonly endsAtMs: number;
}

export interface IssuedTokens {
  readonly session: Session;
  readonly accessToken: string;
  readonly accessEndsInMs: number;
  readonly refreshToken: string;
  readonly refreshEndsInMs: number;
}

export interface Sessions {
  open(account: Account, station: Station): Promise<IssuedTokens>;
  /**
   * Spends a refresh token. The station may repeat its last refresh for a few seconds, which voids what the first gave;
   * any other use of one spent before ends its session: somebody has copied it.
   */
  refresh(refreshToken: string, station: Station): Promise<IssuedTokens>;
  /** The live session of an access token, or undefined. */
  find(accessToken: string): Promise<Session | undefined>;
  findById(id: string): Session | undefined;
  /** All whose time is not over, oldest first: also those of stations that may no longer run alone, which are to end. */
  list(): Session[];
  end(session: Session, reason: "signed-out" | "session-revoked"): Promise<void>;
  /** Called right after the end of a session is durable. */
  onEnded(listener: (session: Session, reason: "signed-out" | "session-revoked") => void): void;
}

const AccessClaims = z.object({ sid: z.string(), cnf: z.object({ jkt: z.string() }) });

export async function loadSessions(options: {
  db: HubDatabase;
  audit: AuditLog;
  clock: HubClock;
  chance: Chance;
  key: HubKey;
  accounts: Accounts;
  stations: Stations;
  unattendedUses: UnattendedUses;
}): Promise<Sessions> {
  const { db, audit, clock, chance, key, accounts, stations, unattendedUses } = options;
  const byId = new Map<string, Session>();
  const listeners: ((session: Session, reason: "signed-out" | "session-revoked") => void)[] = [];
  await prune();
  await restore();

  /** Tokens of sessions that are over open nothing, so they need not be kept. */
  async function prune(): Promise<void> {
    const isOver = db
      .selectFrom("session")
      .select("id")
      .where((row) => row.or([row("ended_at_ms", "is not", null), row("ends_at_ms", "<=", clock.nowMs())]));
    await db.deleteFrom("refresh_token").where("session_id", "in", isOver).execute();
  }

  async function restore(): Promise<void> {
    const rows = await db
      .selectFrom("session")
      .selectAll()
      .where("ended_at_ms", "is", null)
      .where("ends_at_ms", ">", clock.nowMs())
      .execute();
    for (const row of rows) {
      const station = stations.findById(row.station_id);
      const isAlone = row.operator === row.station_id;
      const account =
        isAlone && station !== undefined ? unattendedUses.accountOf(station) : accounts.find("operator", row.operator);
      if (account === undefined || station === undefined) continue;
      byId.set(row.id, { id: row.id, account, station, endsAtMs: row.ends_at_ms });
    }
  }

  function isLive(session: Session | undefined): session is Session {
    return session !== undefined && clock.nowMs() < session.endsAtMs && isStillAllowed(session);
  }

  /** A station alone lives by the word of an administrator, whether or not its end could be written. */
  function isStillAllowed({ account, station }: Session): boolean {
    if (account.kind !== "station") return true;
    return unattendedUses.describe(station.id)?.responsibleLabel === account.responsibleLabel;
  }

  async function issue(session: Session): Promise<IssuedTokens & { refreshHash: string }> {
    const nowMs = clock.nowMs();
    const refreshToken = chance.secret(REFRESH_BYTES);
    const accessEndsInMs = Math.min(ACCESS_LIFE_MS, session.endsAtMs - nowMs);
    const accessToken = await key.sign(ACCESS_KIND, {
      sub: session.account.name,
      sid: session.id,
      cnf: { jkt: session.station.thumbprint },
      jti: chance.id(nowMs),
      iat: Math.floor(nowMs / MS_PER_S),
      exp: Math.ceil((nowMs + accessEndsInMs) / MS_PER_S),
    });
    const refreshEndsInMs = session.endsAtMs - nowMs;
    return {
      session,
      accessToken,
      accessEndsInMs,
      refreshToken,
      refreshEndsInMs,
      refreshHash: hashToken(refreshToken),
    };
  }

  async function open(account: Account, station: Station): Promise<IssuedTokens> {
    const nowMs = clock.nowMs();
    const session = { id: `session:${chance.id(nowMs)}`, account, station, endsAtMs: nowMs + SESSION_LIFE_MS };
    const { refreshHash, ...tokens } = await issue(session);
    const about = { actor: account.name, session: session.id, station: station.id };
    const entry = { type: "session.opened", ...about, responsible: account.responsibleLabel };
    await audit.append([entry], async (transaction) => {
      await transaction
        .insertInto("session")
        .values({
          id: session.id,
          operator: account.name,
          station_id: station.id,
          started_at_ms: nowMs,
          ends_at_ms: session.endsAtMs,
          ended_at_ms: null,
        })
        .execute();
      await transaction
        .insertInto("refresh_token")
        .values({ hash: refreshHash, session_id: session.id, spent_at_ms: null })
        .execute();
    });
    for (const [id, { endsAtMs }] of byId) if (endsAtMs <= nowMs) byId.delete(id);
    byId.set(session.id, session);
    await prune();
    return tokens;
  }

  async function refresh(refreshToken: string, station: Station): Promise<IssuedTokens> {
    const hash = hashToken(refreshToken);
    const row = await db.selectFrom("refresh_token").selectAll().where("hash", "=", hash).executeTakeFirst();
    const session = row === undefined ? undefined : byId.get(row.session_id);
    if (row === undefined || !isLive(session)) throw new Fault("SIGN_IN_REQUIRED");
    const isOwn = session.station.id === station.id;
    if (row.spent_at_ms !== null && !(isOwn && (await mayRepeat(row, row.spent_at_ms)))) {
      await end(session, "session-revoked");
      throw new Fault("SIGN_IN_REQUIRED");
    }
    if (!isOwn) throw new Fault("SIGN_IN_REQUIRED");
    const { refreshHash, ...tokens } = await issue(session);
    await audit.append([{ type: "session.refreshed", session: session.id }], async (transaction) => {
      const spent = { spent_at_ms: row.spent_at_ms ?? clock.nowMs() };
      await transaction.updateTable("refresh_token").set(spent).where("hash", "=", hash).execute();
      const unheard = transaction.deleteFrom("refresh_token").where("session_id", "=", session.id);
      await unheard.where("spent_at_ms", "is", null).execute();
      const fresh = { hash: refreshHash, session_id: session.id, spent_at_ms: null };
      await transaction.insertInto("refresh_token").values(fresh).execute();
    });
    return tokens;
  }

  /** Whether a spent token was spent a moment ago, and what it gave has not been used. */
  async function mayRepeat(row: RefreshTokenTable, spentAtMs: number): Promise<boolean> {
    if (clock.nowMs() - spentAtMs > REPEAT_LIMIT_MS) return false;
    const later = await db
      .selectFrom("refresh_token")
      .select("hash")
      .where("session_id", "=", row.session_id)
      .where("hash", "!=", row.hash)
      .where("spent_at_ms", ">=", spentAtMs)
      .executeTakeFirst();
    return later === undefined;
  }

  async function find(accessToken: string): Promise<Session | undefined> {
    const claims = AccessClaims.safeParse(await key.verify(ACCESS_KIND, accessToken, clock.nowMs()));
    if (!claims.success) return undefined;
    const session = byId.get(claims.data.sid);
    return isLive(session) && session.station.thumbprint === claims.data.cnf.jkt ? session : undefined;
  }

  async function end(session: Session, reason: "signed-out" | "session-revoked"): Promise<void> {
    const entry = { type: "session.ended", actor: session.account.name, session: session.id, cause: reason };
    await audit.append([entry], async (transaction) => {
      const ended = { ended_at_ms: clock.nowMs() };
      await transaction.updateTable("session").set(ended).where("id", "=", session.id).execute();
      await transaction.deleteFrom("refresh_token").where("session_id", "=", session.id).execute();
    });
    if (!byId.delete(session.id)) return;
    for (const listener of listeners) listener(session, reason);
  }

  return {
    open,
    refresh,
    find,
    findById: (id) => {
      const session = byId.get(id);
      return isLive(session) ? session : undefined;
    },
    list: () => [...byId.values()].filter(({ endsAtMs }) => clock.nowMs() < endsAtMs),
    end,
    onEnded: (listener) => {
      listeners.push(listener);
    },
  };
}
