import { request } from "node:http";
import {
  FEED_KEY_HEADER,
  FEED_PATH,
  FEED_SIGNATURE_HEADER,
  FEED_TIME_HEADER,
  FeedAnswer,
} from "../../contract/incidentFeed.ts";
import { signDelivery } from "../incidents/feedSignature.ts";

/** A dispatch system as the hub meets it, for tests. */
export const TEST_FEEDS = [
  {
    ...{ id: "cad-main", source: "cad", label: "Dispatch", secret: "c".repeat(40) },
    ...{ priorities: { HOT: 1, COLD: 4 }, kinds: { "10-71": "shots-heard" } },
  },
  { id: "cad-other", source: "cad", label: "County", secret: "o".repeat(40) },
  {
    ...{ id: "panic-deli", source: "panic", label: "Harbor Deli", secret: "p".repeat(40) },
    usual: {
      ...{ kind: "robbery-alarm", title: "Panic button", priority: 1, place: "Harbor Deli" },
      position: { lat: 41.049841, lng: -68.421075, accuracyM: 5 },
    },
  },
];

export interface Delivered {
  readonly status: number;
  readonly text: string;
}

export async function postRaw(
  hubUrl: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<Delivered> {
  return new Promise((resolve, reject) => {
    const sent = request(`${hubUrl}${FEED_PATH}`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers },
    });
    sent.on("error", reject);
    sent.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.end(body);
  });
}

export function signAs(feed: string, body: string | Buffer, atMs: number): Record<string, string> {
  const secret = TEST_FEEDS.find(({ id }) => id === feed)?.secret ?? "";
  return {
    [FEED_KEY_HEADER]: feed,
    [FEED_TIME_HEADER]: String(Math.round(atMs)),
    [FEED_SIGNATURE_HEADER]: signDelivery(secret, Math.round(atMs), body),
  };
}

/** Sends updates as a feed; the results, or a thrown description of what came instead. */
export async function deliver(hubUrl: string, updates: readonly unknown[], atMs: number, feed = "cad-main") {
  const body = JSON.stringify({ updates });
  const { status, text } = await postRaw(hubUrl, body, signAs(feed, body, atMs));
  if (status !== 200) throw new Error(`${status} ${text}`);
  return FeedAnswer.parse(JSON.parse(text)).results;
}
