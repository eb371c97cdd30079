import { request } from "node:http";
import { FEED_KEY_HEADER, FEED_PATH, FEED_SIGNATURE_HEADER, FEED_TIME_HEADER } from "../../contract/incidentFeed.ts";
import type { FeedKey } from "../incidents/feedKeys.ts";
import { signDelivery } from "../incidents/feedSignature.ts";
import type { HubClock, HubLog } from "../ports.ts";
import type { EveningUpdate } from "./planEvening.ts";

interface Parts {
  readonly port: number;
  readonly feed: FeedKey;
  readonly plan: readonly EveningUpdate[];
  /** How much faster than life. */
  readonly factor: number;
  readonly clock: HubClock;
  readonly log: HubLog;
}

/** Sends an evening through the same webhook as a real dispatch system, one update after another. Returns its end. */
export function playEvening({ port, feed, plan, factor, clock, log }: Parts): () => void {
  const startMs = clock.nowMs();
  let next = 0;
  let cancel = () => {};
  const arm = () => {
    const due = plan[next];
    if (due === undefined) return;
    cancel = clock.after(Math.max(0, startMs + due.atMs / factor - clock.nowMs()), () => {
      next++;
      send(due.update);
      arm();
    });
  };

  function send(update: EveningUpdate["update"]): void {
    const body = JSON.stringify({ updates: [update] });
    const atMs = Math.round(clock.nowMs());
    const headers = {
      ...{ "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      ...{ [FEED_KEY_HEADER]: feed.id, [FEED_TIME_HEADER]: String(atMs) },
      [FEED_SIGNATURE_HEADER]: signDelivery(feed.secret, atMs, body),
    };
    const sent = request({ host: "127.0.0.1", port, path: FEED_PATH, method: "POST", headers }, (response) => {
      if (response.statusCode !== 200) log.warn("evening.refused", { status: response.statusCode });
      response.resume();
    });
    sent.on("error", (cause) => log.warn("evening.notSent", { reason: cause.message }));
    sent.end(body);
  }

  arm();
  return () => cancel();
}
