import type { HubEvent } from "../../contract/hubEvents.ts";
import { type Enrolment, openEnrolment } from "./hub/enrolment.ts";
import { createEventStream, type EventStream } from "./hub/eventStream.ts";
import { createHubCaller, type HubCaller } from "./hub/hubCaller.ts";
import type { HubHttp } from "./hub/hubHttp.ts";
import { createHubIdentity, type HubIdentity } from "./hub/hubIdentity.ts";
import { createHubLink, type LinkKeeper } from "./hub/hubLink.ts";
import { createHubSession, type HubSession } from "./hub/hubSession.ts";
import { createHubTime, type HubTime } from "./hub/hubTime.ts";
import { openStationKey, type StationKey } from "./hub/stationKey.ts";
import { createNews, type News } from "./news.ts";
import type { DeskClock, DeskOptions, Log } from "./ports.ts";
import { createTrainingKeeper, type TrainingKeeper } from "./training/trainingKeeper.ts";

/** Everything that faces the hub, and its news in the words of the desk. */
export interface HubSide {
  readonly caller: HubCaller;
  readonly time: HubTime;
  readonly key: StationKey;
  readonly identity: HubIdentity;
  readonly enrolment: Enrolment;
  readonly session: HubSession;
  readonly link: LinkKeeper;
  readonly events: EventStream;
  readonly training: TrainingKeeper;
  /** Events connected, or connected again. */
  readonly up: News<null>;
  /** No heartbeat for too long. */
  readonly silent: News<null>;
  /** `private`: the hub cannot be trusted about now. `all`: nor can we, having slept. */
  readonly doubt: News<"all" | "private">;
  readonly event: News<HubEvent>;
  readonly lost: News<null>;
  hubNowMs(): number;
}

interface Parts {
  options: DeskOptions;
  http: HubHttp;
  clock: DeskClock;
  log: Log;
}

export async function openHubSide({ options, http, clock, log }: Parts): Promise<HubSide> {
  const [up, silent, lost] = [createNews<null>(), createNews<null>(), createNews<null>()];
  const [doubt, event] = [createNews<"all" | "private">(), createNews<HubEvent>()];
  const time = createHubTime(clock);
  const link = createHubLink(time);
  const training = createTrainingKeeper(clock);
  const key = await openStationKey(options.dataDir, options.shell.secrets, log);
  const caller = createHubCaller({ http, key, time, clock, onTimeNews: handleTime });
  const identity = createHubIdentity(caller);
  const { dataDir, enrolCode: code } = options;
  const enrolment = await openEnrolment({ dataDir, caller, identity, key, code, log });
  const session = createHubSession({ caller, enrolment, clock, log, onLost: () => lost.tell(null) });
  const events = createEventStream({
    http,
    time,
    clock,
    log,
    authorize: session.authorize,
    handlers: {
      onUp: () => up.tell(null),
      onSilent: () => silent.tell(null),
      onDoubt: () => doubt.tell("private"),
      onTimeNews: handleTime,
      onEvent: (news) => {
        if (news.type === "training.changed") training.hear(news.training);
        else event.tell(news);
      },
      onTraining: training.hear,
      onRefused: () => session.refresh(),
    },
  });

  function handleTime(news: ReturnType<HubTime["learnBeat"]>): void {
    if (news !== "wentBack" && news !== "jumped") return;
    log.warn("hub.timeDoubted", { news });
    doubt.tell(news === "jumped" ? "all" : "private");
  }

  return {
    caller,
    time,
    key,
    identity,
    enrolment,
    session,
    link,
    events,
    training,
    up,
    silent,
    doubt,
    event,
    lost,
    hubNowMs: () => time.nowMs() ?? 0,
  };
}
