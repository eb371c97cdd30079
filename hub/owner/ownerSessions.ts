import { hashToken } from "../grants/proofVerifier.ts";
import type { Account, Accounts } from "../people/accounts.ts";
import type { Chance, HubClock } from "../ports.ts";
import type { HubDatabase } from "../store/tables.ts";

/** Sign-ins on the owner's page: a cookie of its own, which opens nothing else of the hub. */
export const OWNER_SESSION_MS = 12 * 3_600_000;
const SECRET_BYTES = 32;

export interface OwnerSession {
  readonly account: Account;
  readonly csrf: string;
}

export interface OwnerSessions {
  /** The cookie's value. */
  open(account: Account): Promise<string>;
  find(cookie: string | undefined): Promise<OwnerSession | undefined>;
  end(cookie: string | undefined): Promise<void>;
}

export function createOwnerSessions(options: {
  db: HubDatabase;
  accounts: Accounts;
  clock: HubClock;
  chance: Chance;
}): OwnerSessions {
  const { db, accounts, clock, chance } = options;
  return {
    open: async ({ name }) => {
      const cookie = chance.secret(SECRET_BYTES);
      const nowMs = clock.nowMs();
      await db.deleteFrom("owner_session").where("ends_at_ms", "<=", nowMs).execute();
      const row = { account: name, csrf: chance.secret(SECRET_BYTES), ends_at_ms: nowMs + OWNER_SESSION_MS };
      await db
        .insertInto("owner_session")
        .values({ hash: hashToken(cookie), ...row })
        .execute();
      return cookie;
    },
    find: async (cookie) => {
      if (cookie === undefined) return undefined;
      const row = await db
        .selectFrom("owner_session")
        .selectAll()
        .where("hash", "=", hashToken(cookie))
        .where("ends_at_ms", ">", clock.nowMs())
        .executeTakeFirst();
      const account = row === undefined ? undefined : accounts.find("owner", row.account);
      return row === undefined || account === undefined ? undefined : { account, csrf: row.csrf };
    },
    end: async (cookie) => {
      if (cookie !== undefined) await db.deleteFrom("owner_session").where("hash", "=", hashToken(cookie)).execute();
    },
  };
}
