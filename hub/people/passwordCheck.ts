import { Fault } from "../../contract/faults.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { HubClock } from "../ports.ts";
import type { HubDatabase } from "../store/tables.ts";
import type { Account, Accounts } from "./accounts.ts";
import { verifyPassword } from "./passwords.ts";

/** Failures within the window that lock an account, and for how long (CJIS AC-7). */
const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60_000;
/** Names nobody has are counted too, so that they answer like real ones; oldest forgotten first. */
const MAX_TRACKED = 10_000;
/** Verified against when there is no such account, so that both cases take the same time. No password has it. */
const NOBODY = `scrypt$32768$8$3$nobody$${"A".repeat(43)}`;

interface Failures {
  count: number;
  firstAtMs: number;
  lockedUntilMs: number;
}

export interface PasswordCheck {
  /** The account, or throws `SIGN_IN_WRONG` or `ACCOUNT_LOCKED`. Failures are audited before they are answered. */
  check(kind: Exclude<Account["kind"], "station">, name: string, password: string, remote: string): Promise<Account>;
}

export async function createPasswordCheck(options: {
  db: HubDatabase;
  accounts: Accounts;
  audit: AuditLog;
  clock: HubClock;
}): Promise<PasswordCheck> {
  const { db, accounts, audit, clock } = options;
  const tracked = await loadFailures(db);

  /** Counted before the password is looked at: a hundred guesses at once are a hundred failures. */
  function beginAttempt(key: string): Failures {
    const nowMs = clock.nowMs();
    const known = tracked.get(key);
    if (known !== undefined && nowMs < known.lockedUntilMs) throw new Fault("ACCOUNT_LOCKED");
    const isFresh = known === undefined || known.lockedUntilMs > 0 || nowMs - known.firstAtMs > LOCK_MS;
    const failures = isFresh ? { count: 0, firstAtMs: nowMs, lockedUntilMs: 0 } : known;
    failures.count += 1;
    if (failures.count >= MAX_FAILURES) failures.lockedUntilMs = nowMs + LOCK_MS;
    tracked.delete(key);
    tracked.set(key, failures);
    for (const oldest of tracked.keys()) {
      if (tracked.size <= MAX_TRACKED) break;
      tracked.delete(oldest);
    }
    return failures;
  }

  async function fail(kind: string, name: string, remote: string, isKnown: boolean, failures: Failures): Promise<void> {
    const isLocked = failures.lockedUntilMs > 0;
    // A typed name may be a password typed into the wrong box, so an unknown one is not written down.
    const actor = isKnown ? name : "unknown";
    await audit.append(
      [{ type: isLocked ? "auth.locked" : "auth.failed", kind, actor, remote }],
      async (transaction) => {
        if (!isKnown) return;
        const row = { count: failures.count, first_at_ms: failures.firstAtMs, locked_until_ms: failures.lockedUntilMs };
        await transaction
          .insertInto("sign_in_failure")
          .values({ account: `${kind}:${name}`, ...row })
          .onConflict((conflict) => conflict.column("account").doUpdateSet(row))
          .execute();
      },
    );
  }

  async function check(
    kind: Exclude<Account["kind"], "station">,
    name: string,
    password: string,
    remote: string,
  ): Promise<Account> {
    const key = `${kind}:${name}`;
    const failures = beginAttempt(key);
    const account = accounts.find(kind, name);
    const isRight = await verifyPassword(password, account?.password ?? NOBODY);
    if (account === undefined || !isRight) {
      await fail(kind, name, remote, account !== undefined, failures);
      throw new Fault("SIGN_IN_WRONG");
    }
    tracked.delete(key);
    await audit.append([{ type: "auth.passed", kind, actor: name, remote }], async (transaction) => {
      await transaction.deleteFrom("sign_in_failure").where("account", "=", key).execute();
    });
    return account;
  }

  return { check };
}

async function loadFailures(db: HubDatabase): Promise<Map<string, Failures>> {
  const rows = await db.selectFrom("sign_in_failure").selectAll().execute();
  return new Map(
    rows.map((row) => [
      row.account,
      { count: row.count, firstAtMs: row.first_at_ms, lockedUntilMs: row.locked_until_ms },
    ]),
  );
}
