import { z } from "zod";
import { PositionProblem } from "./incidents.ts";
import { Id } from "./primitives.ts";

/**
 * The webhook by which dispatch systems and panic buttons tell a hub of calls: `POST` of a {@link FeedDelivery}, signed
 * with the feed's key. A call is worth more than its form: what cannot be used of it is left out and named in the
 * answer, fields this hub does not know are passed over and named too, and only a call without a number is refused.
 */
export const FEED_PATH = "/v1/feeds/calls";

/** Headers of a delivery. The signature is hex HMAC-SHA256 over `<timestamp>.<body>` as sent. */
export const FEED_KEY_HEADER = "glasshouse-feed";
export const FEED_TIME_HEADER = "glasshouse-timestamp";
export const FEED_SIGNATURE_HEADER = "glasshouse-signature";
/**
 * How far a delivery's time may be behind the hub's, and ahead of it. Our choice: a retry, and RFC 6238's kind of drift.
 * What is ahead counts as newer than what is sent after it, so it may not be by much.
 */
export const FEED_WINDOW_MS = 5 * 60_000;
export const FEED_AHEAD_MS = 30_000;

/** Largest delivery, and most updates in one. Our choice: a full city's backlog fits in a few. */
export const MAX_FEED_BYTES = 1_024 * 1_024;
export const MAX_FEED_UPDATES = 500;
/** Calls of one feed that may be open at once. Our choice: far above a large city's worst night. */
export const MAX_OPEN_CALLS = 20_000;

/** What a feed may say of a call; all but `call` may be absent. Values are read leniently, see `readUpdate`. */
export const FEED_FIELDS = [
  "call",
  "sequence",
  "updatedAtMs",
  "state",
  "kind",
  "title",
  "priority",
  "place",
  "position",
  "units",
  "openedAtMs",
  "openedBy",
  "notes",
] as const;

export const FeedDelivery = z.strictObject({ updates: z.array(z.unknown()).min(1).max(MAX_FEED_UPDATES) });

/**
 * `duplicate`: this very update was taken before. `late`: a newer one was taken before; its notes were kept, and when
 * the call was opened. `refused`: nothing was kept, and `problems` says why.
 */
export const FEED_OUTCOMES = ["opened", "updated", "closed", "reopened", "duplicate", "late", "refused"] as const;
export type FeedOutcome = (typeof FEED_OUTCOMES)[number];

export const FeedResult = z.strictObject({
  call: Id.nullable(),
  outcome: z.enum(FEED_OUTCOMES),
  /** Why the call has no position; absent where it has one. */
  position: PositionProblem.optional(),
  /** What could not be used, one sentence each. */
  problems: z.array(z.string().max(200)).max(32).optional(),
  /** Fields this hub does not know. */
  ignored: z.array(z.string().max(80)).max(32).optional(),
});
export type FeedResult = z.infer<typeof FeedResult>;

/** One result per update, in their order. Sent when all of it is durable. */
export const FeedAnswer = z.strictObject({ results: z.array(FeedResult).max(MAX_FEED_UPDATES) });
