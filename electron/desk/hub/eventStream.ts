import type { Readable } from "node:stream";
import { parseBoundedJson } from "../../../contract/boundedJson.ts";
import { HubEvent, PRIVATE_SILENCE_MS } from "../../../contract/hubEvents.ts";
import { EVENTS_PATH } from "../../../contract/hubRoutes.ts";
import type { TrainingNow } from "../../../contract/training.ts";
import { spreadAround } from "../chance.ts";
import type { DeskClock, Log } from "../ports.ts";
import type { HubHttp, HubStream } from "./hubHttp.ts";
import type { HubTime, HubTimeNews } from "./hubTime.ts";
import { createSseParser, type SseEvent } from "./sseParser.ts";

/** What becomes of the control channel; the desk draws the consequences. */
export interface EventHandlers {
  /** Connected: everything is to be read anew. */
  onUp(): void;
  /** No fresh heartbeat for `PRIVATE_SILENCE_MS`. Told once per silence. */
  onSilent(): void;
  /** The channel said something that cannot be trusted or understood. */
  onDoubt(why: string): void;
  onTimeNews(news: HubTimeNews): void;
  onEvent(event: HubEvent): void;
  /** What a heartbeat says of a scenario; null where it says nothing. */
  onTraining(training: TrainingNow | null): void;
  /** The hub refused our access token. */
  onRefused(): Promise<void>;
}

export interface EventStream {
  start(): void;
  stop(): void;
}

interface Parts {
  http: HubHttp;
  time: HubTime;
  clock: DeskClock;
  log: Log;
  authorize(method: string, path: string): Promise<Record<string, string>>;
  handlers: EventHandlers;
}

/** First and longest wait before the next try. Our choice: a hub that is back is found within a second. */
const RETRY_FIRST_MS = 250;
const RETRY_LONGEST_MS = 1_000;
const RETRY_SPREAD = 0.3;
/** A flood is more than 200 events a second for five seconds; a closing incident may send hundreds at once. */
const FLOOD_WINDOW_MS = 5_000;
const FLOOD_EVENTS = 1_000;

export function createEventStream({ http, time, clock, log, authorize, handlers }: Parts): EventStream {
  let run = 0;
  let stream: HubStream | null = null;
  let lastId: string | null = null;
  let retryMs = RETRY_FIRST_MS;
  let flood = { sinceMs: 0, count: 0 };
  let cancelWatch = () => {};
  let cancelRetry = () => {};

  /** Only life signs put the watch off: a channel that lags is as good as silent. */
  function sign(): void {
    cancelWatch();
    cancelWatch = clock.after(PRIVATE_SILENCE_MS, () => {
      handlers.onSilent();
      // A line that is half open never ends by itself.
      stream?.close();
    });
  }

  function drop(why: string): void {
    log.warn("events.doubt", { why });
    lastId = null;
    stream?.close();
    handlers.onDoubt(why);
  }

  function takeBeat(hubNowMs: number): void {
    const news = time.learnBeat(hubNowMs);
    if (news !== "late") sign();
    if (news !== "steady") handlers.onTimeNews(news);
  }

  function isFlood(more: number): boolean {
    const nowMs = clock.nowMs();
    if (nowMs - flood.sinceMs > FLOOD_WINDOW_MS) flood = { sinceMs: nowMs, count: 0 };
    flood.count += more;
    return flood.count > FLOOD_EVENTS;
  }

  function take(raw: SseEvent[]): void {
    const events = raw.map(({ data }) => readEvent(data));
    // Pictures go before anything else is looked at.
    for (const event of events) if (event?.type === "viewing.revoked") handlers.onEvent(event);
    for (const event of events) {
      if (event?.type === "heartbeat") {
        takeBeat(event.hubNowMs);
        handlers.onTraining(event.training ?? null);
      } else if (event !== null && event.type !== "viewing.revoked") handlers.onEvent(event);
    }
    if (events.includes(null)) drop("event not understood");
    else if (isFlood(events.length)) drop("flood");
    else lastId = raw.findLast(({ id }) => id !== null)?.id ?? lastId;
  }

  function listen(body: Readable, mine: number): void {
    const parse = createSseParser();
    body.on("data", (chunk: Uint8Array) => {
      if (mine !== run) return;
      try {
        take(parse(chunk));
      } catch (error) {
        drop(String(error));
      }
    });
    body.once("close", () => {
      if (mine !== run) return;
      stream = null;
      tryLater(mine);
    });
  }

  function tryLater(mine: number): void {
    if (mine !== run) return;
    cancelRetry = clock.after(retryMs * spreadAround(RETRY_SPREAD), () => void connect(mine));
    retryMs = Math.min(retryMs * 2, RETRY_LONGEST_MS);
  }

  async function connect(mine: number): Promise<void> {
    try {
      const headers = await authorize("GET", EVENTS_PATH);
      const resume = lastId === null ? {} : { "last-event-id": lastId };
      const opened = await http.open(EVENTS_PATH, { ...headers, ...resume, accept: "text/event-stream" }, false);
      if (mine !== run) return opened.close();
      if (opened.status === 200 && opened.contentType.startsWith("text/event-stream")) return goUp(opened, mine);
      opened.close();
      if (opened.status === 401) await handlers.onRefused();
    } catch (error) {
      log.info("events.unreachable", { reason: String(error) });
    }
    tryLater(mine);
  }

  function goUp(opened: HubStream, mine: number): void {
    stream = opened;
    retryMs = RETRY_FIRST_MS;
    sign();
    listen(opened.body, mine);
    handlers.onUp();
  }

  return {
    start() {
      const mine = ++run;
      cancelRetry();
      stream?.close();
      lastId = null;
      retryMs = RETRY_FIRST_MS;
      sign();
      void connect(mine);
    },
    stop() {
      run++;
      cancelWatch();
      cancelRetry();
      stream?.close();
      stream = null;
    },
  };
}

function readEvent(data: string): HubEvent | null {
  try {
    return HubEvent.parse(parseBoundedJson(data, "HUB_ANSWER_INVALID"));
  } catch {
    return null;
  }
}
