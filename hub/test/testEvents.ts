import { HubEvent } from "../../contract/hubEvents.ts";
import type { TestStation } from "./testStation.ts";

/** A reader of the hub's events, for tests. */
export interface TestEvents {
  readonly seen: { readonly seq: number; readonly event: HubEvent; readonly atMs: number }[];
  /** The first event that fits, already seen or to come. */
  find<T extends HubEvent["type"]>(
    type: T,
    fits?: (event: Extract<HubEvent, { type: T }>) => boolean,
  ): Promise<Extract<HubEvent, { type: T }>>;
  readonly ended: Promise<void>;
  close(): void;
}

export async function readEvents(station: TestStation, lastSeq?: number): Promise<TestEvents> {
  const abort = new AbortController();
  const headers = lastSeq === undefined ? {} : { "last-event-id": String(lastSeq) };
  const response = await station.raw("GET", "/v1/events", {
    token: station.accessToken,
    headers,
    signal: abort.signal,
  });
  if (response.status !== 200 || response.body === null) throw new Error(`events answered ${response.status}`);
  const seen: TestEvents["seen"] = [];
  const waiting = new Set<() => void>();
  const ended = consume(response.body, (seq, event) => {
    seen.push({ seq, event, atMs: performance.now() });
    for (const look of waiting) look();
  });
  return {
    seen,
    ended,
    find: (type, fits = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          for (const { event } of seen) if (isOfType(event, type) && fits(event)) resolve(event);
        };
        waiting.add(look);
        look();
      }),
    close: () => abort.abort(),
  };
}

function isOfType<T extends HubEvent["type"]>(event: HubEvent, type: T): event is Extract<HubEvent, { type: T }> {
  return event.type === type;
}

async function consume(body: ReadableStream<Uint8Array>, take: (seq: number, event: HubEvent) => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const { seq, data } = /^id: (?<seq>\d+)\ndata: (?<data>.*)$/.exec(block)?.groups ?? {};
        take(Number(seq), HubEvent.parse(JSON.parse(data ?? "")));
      }
    }
  } catch {
    // Closed by the test or by the hub; both are an end.
  }
}
