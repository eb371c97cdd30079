import type { HubClock, HubLog } from "../ports.ts";
import type { HubDatabase } from "./tables.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What has run out stays this long for whoever looks into a fault; what happened is in the audit. Our choice. */
const KEPT_MS = 7 * DAY_MS;

/**
 * Takes out rows that nothing reads any more: tokens of sessions long over, codes and sign-ins that have run out,
 * requests for a view that were answered or not, views pushed to stations. At the start and each hour. Returns its end.
 */
export async function forgetUsed(options: { db: HubDatabase; clock: HubClock; log: HubLog }): Promise<() => void> {
  const { db, clock, log } = options;

  async function forget(): Promise<void> {
    const beforeMs = clock.nowMs() - KEPT_MS;
    // A refresh token that was spent must be known as long as its session lives: its second use gives a thief away.
    const over = db.selectFrom("session").select("id").where("ends_at_ms", "<", beforeMs);
    await db.deleteFrom("refresh_token").where("session_id", "in", over).execute();
    await db.deleteFrom("station_code").where("ends_at_ms", "<", beforeMs).execute();
    await db.deleteFrom("owner_session").where("ends_at_ms", "<", beforeMs).execute();
    await db.deleteFrom("station_push").where("at_ms", "<", beforeMs).execute();
    await db.deleteFrom("request").where("expires_at_ms", "<", beforeMs).execute();
  }

  function arm(): () => void {
    return clock.after(HOUR_MS, () => {
      cancel = arm();
      forget().catch((cause: unknown) => log.error("hub.notForgotten", { reason: String(cause) }));
    });
  }

  await forget();
  let cancel = arm();
  return () => cancel();
}
