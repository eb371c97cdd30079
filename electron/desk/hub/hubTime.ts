import type { DeskClock } from "../ports.ts";

/**
 * What hub time is now, learnt from heartbeats and answers and carried on by the monotonic clock.
 * The machine's wall clock is never asked: setting it changes no grant.
 */
export interface HubTime {
  /** Hub time, UTC epoch milliseconds; never ahead of the hub's own. Null before the hub was first heard. */
  nowMs(): number | null;
  /** A heartbeat, in the order the hub sent it. */
  learnBeat(hubNowMs: number): HubTimeNews;
  /** Hub time out of an answer to a question sent at `sentAtMs` on the desk's clock. */
  learnAnswer(hubNowMs: number, sentAtMs: number): HubTimeNews;
  /** Age of the last heartbeat and way of the last answer, there and back, milliseconds; null before there was one. */
  vitals(): { beatAgeMs: number | null; roundTripMs: number | null };
}

/**
 * `late`: the beat was true when it was sent, but that was long ago. `wentBack`: the hub's clock is faulty.
 * `jumped`: far more hub time has passed than ours, as after sleep of this machine.
 */
export type HubTimeNews = "steady" | "late" | "wentBack" | "jumped";

/** Our choice: above the jitter of a loaded machine, below anything that would let a grant outlive itself. */
const SLACK_MS = 1_000;
const JUMP_MS = 2_000;

export function createHubTime(clock: DeskClock): HubTime {
  let offsetMs: number | null = null;
  let lastBeatMs = 0;
  let beatHeardAtMs: number | null = null;
  let roundTripMs: number | null = null;

  /** Every sample is late by its way here, so the greatest offset is the truest. */
  function settle(hubNowMs: number, earliestMs: number): HubTimeNews {
    const sampleMs = hubNowMs - clock.nowMs();
    const before = offsetMs;
    if (before !== null && hubNowMs + SLACK_MS < earliestMs) {
      offsetMs = sampleMs;
      return "wentBack";
    }
    offsetMs = before === null ? sampleMs : Math.max(before, sampleMs);
    if (before === null) {
      lastBeatMs = hubNowMs;
      return "steady";
    }
    if (sampleMs > before + JUMP_MS) return "jumped";
    return sampleMs < before - SLACK_MS ? "late" : "steady";
  }

  return {
    nowMs: () => (offsetMs === null ? null : Math.round(clock.nowMs() + offsetMs)),
    learnBeat(hubNowMs) {
      const news = settle(hubNowMs, lastBeatMs);
      lastBeatMs = hubNowMs;
      beatHeardAtMs = clock.nowMs();
      return news;
    },
    learnAnswer(hubNowMs, sentAtMs) {
      roundTripMs = clock.nowMs() - sentAtMs;
      return settle(hubNowMs, offsetMs === null ? 0 : sentAtMs + offsetMs);
    },
    vitals: () => ({ beatAgeMs: beatHeardAtMs === null ? null : clock.nowMs() - beatHeardAtMs, roundTripMs }),
  };
}
