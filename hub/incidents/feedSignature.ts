import { createHmac, timingSafeEqual } from "node:crypto";
import { FEED_AHEAD_MS, FEED_WINDOW_MS } from "../../contract/incidentFeed.ts";

/** Signs a delivery as its receiver will check it: hex HMAC-SHA256 over `<timestamp>.<body>`. */
export function signDelivery(secret: string, timestampMs: number, body: string | Buffer): string {
  return createHmac("sha256", secret).update(`${timestampMs}.`).update(body).digest("hex");
}

export function isSignedBy(secret: string, timestampMs: number, body: Buffer, signature: string): boolean {
  const expected = Buffer.from(signDelivery(secret, timestampMs, body), "hex");
  const given = Buffer.from(signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const MILLISECONDS = /^\d{10,16}$/;

/** The delivery's time, if it is one and near enough; a delivery recorded and sent again later is not. */
export function readTimestampMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined || !MILLISECONDS.test(header)) return undefined;
  const atMs = Number(header);
  return atMs - nowMs <= FEED_AHEAD_MS && nowMs - atMs <= FEED_WINDOW_MS ? atMs : undefined;
}
