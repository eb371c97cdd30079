import type { HubBody } from "../../../contract/hubRoutes.ts";
import type { RevokeCause } from "../../../contract/reasons.ts";
import { MAX_VIEWING_ITEMS } from "../../../contract/viewings.ts";
import type { DeskClock, Log } from "../ports.ts";

type Ack = HubBody<"ackViewings">["acks"][number];

/** Tells the hub how long a revoked picture stayed: from the news at the desk to the last window's report. */
export interface Acks {
  /** `wereCovered`: for another reason before, so that windows may have said so already and will not again. */
  open(viewingId: string, cause: RevokeCause, claimIds: readonly string[], wereCovered?: boolean): void;
  /** A window covered its tile; `framesAfter` were presented after the news reached it. */
  covered(claimId: string, framesAfter: number): void;
}

interface OpenAck {
  viewingId: string;
  cause: RevokeCause;
  sinceMs: number;
  missing: Set<string>;
  framesAfter: number;
}

/** The hub takes a station for deaf after 2 s; a report later than that is of no use. */
const GIVE_UP_MS = 2_000;
const GATHER_MS = 5;
/** A cover reported this long ago still answers a revocation that comes after it. */
const REMEMBERED_MS = 60_000;

export function createAcks(clock: DeskClock, log: Log, send: (acks: Ack[]) => Promise<void>): Acks {
  const open = new Set<OpenAck>();
  /** Covers nobody waited for when they were reported, oldest first. */
  const early = new Map<string, { readonly atMs: number; readonly framesAfter: number }>();
  let ready: Ack[] = [];

  function finish(ack: OpenAck): void {
    open.delete(ack);
    const { viewingId, cause, framesAfter } = ack;
    if (ready.length === 0) clock.after(GATHER_MS, flush);
    ready.push({ viewingId, cause, framesAfter, blankedAfterMs: clock.nowMs() - ack.sinceMs });
  }

  function flush(): void {
    const acks = ready;
    ready = [];
    // Many may go at once, as when an incident closes: no call may carry more than the hub takes.
    for (let at = 0; at < acks.length; at += MAX_VIEWING_ITEMS) void tell(acks.slice(at, at + MAX_VIEWING_ITEMS));
  }

  function remember(claimId: string, framesAfter: number): void {
    const nowMs = clock.nowMs();
    early.delete(claimId);
    early.set(claimId, { atMs: nowMs, framesAfter });
    for (const [oldest, { atMs }] of early) {
      if (nowMs - atMs < REMEMBERED_MS) break;
      early.delete(oldest);
    }
  }

  async function tell(acks: Ack[]): Promise<void> {
    try {
      await send(acks);
    } catch (error) {
      log.warn("acks.unheard", { count: acks.length, reason: String(error) });
    }
  }

  return {
    open(viewingId, cause, claimIds, wereCovered = false) {
      const known = wereCovered ? claimIds.filter((claimId) => early.has(claimId)) : [];
      const framesAfter = known.reduce((sum, claimId) => sum + (early.get(claimId)?.framesAfter ?? 0), 0);
      const missing = new Set(claimIds.filter((claimId) => !known.includes(claimId)));
      const ack: OpenAck = { viewingId, cause, sinceMs: clock.nowMs(), missing, framesAfter };
      if (missing.size === 0) return finish(ack);
      open.add(ack);
      clock.after(GIVE_UP_MS, () => {
        if (open.delete(ack)) log.error("acks.missing", { viewingId, windows: missing.size });
      });
    },
    covered(claimId, framesAfter) {
      remember(claimId, framesAfter);
      for (const ack of open) {
        if (!ack.missing.delete(claimId)) continue;
        ack.framesAfter += framesAfter;
        if (ack.missing.size === 0) finish(ack);
      }
    },
  };
}
