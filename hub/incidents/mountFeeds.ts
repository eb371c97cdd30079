import type { FastifyInstance, FastifyRequest } from "fastify";
import { Fault } from "../../contract/faults.ts";
import {
  FEED_KEY_HEADER,
  FEED_PATH,
  FEED_SIGNATURE_HEADER,
  FEED_TIME_HEADER,
  FeedDelivery,
  type FeedResult,
  MAX_FEED_BYTES,
  MAX_OPEN_CALLS,
} from "../../contract/incidentFeed.ts";
import { createRateLimit } from "../http/rateLimit.ts";
import type { HubClock, HubLog } from "../ports.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { CityBounds } from "./cityBounds.ts";
import type { FeedKey } from "./feedKeys.ts";
import { isSignedBy, readTimestampMs } from "./feedSignature.ts";
import { parseFeedJson } from "./parseFeedJson.ts";
import { planFeed } from "./planFeed.ts";
import { type FeedUpdate, readUpdate } from "./readUpdate.ts";

/**
 * The webhook of dispatch systems and panic buttons. Nobody's body is read before its headers name a key and a time of
 * now, none is parsed before its signature is checked, and none is answered before all of it is durable.
 */

/** Deliveries of all feeds at once that may wait for the disk; a sender told to wait loses nothing. */
const MAX_WAITING = 256;
/** More than updates of a delivery, which without a mark of their own count by its signed time and their place in it. */
const MARKS_PER_MS = 1_000;
/** Deliveries of one address, and of all, whose bodies are being read: none is known to be signed until it is whole. */
const MAX_UNREAD_OF_ADDRESS = 32;
const MAX_UNREAD = 256;
const SIGNATURE = /^[0-9a-f]{64}$/;
/** Wrong signatures of one address. */
const WRONG_PER_MINUTE = 30;

interface Parts {
  readonly feeds: ReadonlyMap<string, FeedKey>;
  readonly incidents: Incidents;
  readonly city: CityBounds;
  readonly clock: HubClock;
  readonly log: HubLog;
}

export function mountFeeds(app: FastifyInstance, { feeds, incidents, city, clock, log }: Parts): void {
  const wrongs = createRateLimit(clock, WRONG_PER_MINUTE, WRONG_PER_MINUTE);
  const unread = new Map<string, number>();
  let unreadCount = 0;
  let waiting = 0;

  function refuse(request: FastifyRequest, why: string): Fault {
    if (!wrongs.take(request.ip)) return new Fault("RATE_LIMITED");
    log.warn("feed.refused", { why, feed: readHeader(request, FEED_KEY_HEADER)?.slice(0, 64) });
    return new Fault("FEED_SIGNATURE_WRONG", why);
  }

  /** Key and time of a delivery, from its headers. */
  function readHead(request: FastifyRequest): { feed: FeedKey; atMs: number; signature: string } {
    const feed = feeds.get(readHeader(request, FEED_KEY_HEADER) ?? "");
    if (feed === undefined) throw refuse(request, "There is no such feed.");
    const nowMs = clock.nowMs();
    const atMs = readTimestampMs(readHeader(request, FEED_TIME_HEADER), nowMs);
    if (atMs === undefined) throw refuse(request, `Its time is not that of now; the hub's is ${Math.round(nowMs)}.`);
    const signature = readHeader(request, FEED_SIGNATURE_HEADER);
    if (signature === undefined || !SIGNATURE.test(signature)) throw refuse(request, "It is not signed.");
    return { feed, atMs, signature };
  }

  function admit(request: FastifyRequest): void {
    readHead(request);
    const { ip, raw } = request;
    const ofAddress = unread.get(ip) ?? 0;
    if (ofAddress >= MAX_UNREAD_OF_ADDRESS || unreadCount >= MAX_UNREAD) throw new Fault("RATE_LIMITED");
    unread.set(ip, ofAddress + 1);
    unreadCount++;
    raw.once("close", () => {
      unreadCount--;
      const left = (unread.get(ip) ?? 1) - 1;
      if (left > 0) unread.set(ip, left);
      else unread.delete(ip);
    });
  }

  async function take(request: FastifyRequest): Promise<{ results: FeedResult[] }> {
    const { feed, atMs, signature } = readHead(request);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!isSignedBy(feed.secret, atMs, body, signature)) throw refuse(request, "Its signature is not the feed's.");
    const delivery = FeedDelivery.safeParse(parseFeedJson(body.toString()));
    if (!delivery.success) throw new Fault("REQUEST_MALFORMED", delivery.error.issues[0]?.message.slice(0, 200));
    if (waiting >= MAX_WAITING) throw new Fault("RATE_LIMITED");
    waiting++;
    try {
      return { results: await takeUpdates(feed, delivery.data.updates, atMs) };
    } finally {
      waiting--;
    }
  }

  async function takeUpdates(feed: FeedKey, raws: readonly unknown[], atMs: number): Promise<FeedResult[]> {
    const nowMs = clock.nowMs();
    const results: FeedResult[] = raws.map(() => NO_NUMBER);
    const updates = raws.map((raw) => readUpdate(raw, feed, city, nowMs));
    const byCall = new Map<string, { update: FeedUpdate; index: number }[]>();
    for (const [index, update] of updates.entries()) {
      if (update === null) continue;
      if (BY_HAND_CALL.test(update.call)) {
        results[index] = { ...BY_HAND, call: update.call };
        continue;
      }
      const group = byCall.get(update.call) ?? [];
      byCall.set(update.call, group);
      group.push({ update: { mark: { by: "delivery", value: atMs * MARKS_PER_MS + index }, ...update }, index });
    }
    const isFull = incidents.openCountOf(feed.id) >= MAX_OPEN_CALLS;
    await Promise.all(
      [...byCall].map(async ([call, group]) => {
        if (isFull && incidents.find(call) === undefined) {
          for (const { index } of group) results[index] = { ...TOO_MANY, call };
          return;
        }
        const its = group.map(({ update }) => update);
        const told = await incidents.update(call, (before) => planFeed(before, its, feed, clock.nowMs()));
        for (const [at, { index }] of group.entries()) results[index] = told[at] ?? NO_NUMBER;
      }),
    );
    return results;
  }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: MAX_FEED_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(
      FEED_PATH,
      {
        bodyLimit: MAX_FEED_BYTES,
        onRequest: async (request) => admit(request),
      },
      take,
    );
  });
}

const NO_NUMBER: FeedResult = {
  call: null,
  outcome: "refused",
  problems: ["It has no call number: 1 to 64 letters, digits or .:_- are needed."],
};
/** Numbers this hub gives to what is opened by hand. */
const BY_HAND_CALL = /^M-\d+$/;
const BY_HAND = {
  outcome: "refused" as const,
  problems: ["Numbers that begin with M- are those of incidents opened by hand here; the call needs another."],
};
const TOO_MANY = {
  outcome: "refused" as const,
  problems: [`${MAX_OPEN_CALLS} calls are open already; close some and send it again.`],
};

function readHeader(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}
