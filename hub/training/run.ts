import { Fault } from "../../contract/faults.ts";
import type { ScenarioEvent, TrainingAct, TrainingNote, TrainingNow, TrainingRun } from "../../contract/training.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { EventStream } from "../events/eventStream.ts";
import type { LiveSources } from "../media/liveSources.ts";
import { HUB_PICTURES } from "../media/pictureClock.ts";
import type { HubClock, HubLog } from "../ports.ts";
import type { HubDatabase } from "../store/tables.ts";
import { type KeptRun, nameActor, writePosition, writeRun } from "./keptRun.ts";
import { type AnswerParts, createOwnerAnswers } from "./ownerAnswers.ts";
import { findState, NOTHING_YET } from "./scenarioState.ts";
import { choosePictures, findPosition, type SiteTime } from "./siteTime.ts";
import { createStagehand, listEvents, type StageParts } from "./stagehand.ts";

export interface RunParts extends StageParts, AnswerParts {
  readonly db: HubDatabase;
  readonly audit: AuditLog;
  readonly events: Pick<EventStream, "publish">;
  readonly sources: Pick<LiveSources, "setBehaviour" | "setPictures">;
  readonly clock: HubClock;
  readonly log: HubLog;
}

export type Steering = Extract<TrainingAct, { act: "play" | "pause" | "seek" | "speed" }>;

/**
 * A scenario on its way. What is so in the city is brought about from its events and its time, whichever way that went.
 * Acts and what is due come one after another.
 */
export interface Run {
  readonly kept: KeptRun;
  now(): TrainingNow;
  positionMs(): number;
  describe(): TrainingRun;
  start(by: string): Promise<void>;
  /** After a restart of the hub: paused where it was. */
  resume(): Promise<void>;
  steer(act: Steering, by: string): Promise<void>;
  /** `event` has the time at which it happens. */
  inject(event: ScenarioEvent, by: string): Promise<void>;
  note(note: TrainingNote, by: string): Promise<void>;
  /** Takes back all that the scenario brought about. */
  stop(by: string): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<unknown>;
}

/** How often a run looks at what is due: at the highest speed that is less than two seconds of the scenario. */
const TURN_MS = 200;
const KEEP_EVERY_MS = 5_000;
const AGAIN_MS = 1_000;

export function createRun(kept: KeptRun, parts: RunParts, isKept: boolean): Run {
  const { db, audit, events, sources, clock, log } = parts;
  const stage = createStagehand(kept, parts, isKept);
  const answers = createOwnerAnswers(kept, parts);
  const { durationMs } = kept.scenario;
  let time: SiteTime = { hubFromMs: clock.nowMs(), positionMs: kept.positionMs, speed: kept.speed, isPlaying: false };
  let problem: string | null = null;
  let doneMs = -1;
  let keptAtMs = clock.nowMs();
  let cancelTurn = () => {};
  let isOver = false;
  let chain: Promise<unknown> = Promise.resolve();

  const positionMs = () => findPosition(time, durationMs, clock.nowMs());

  function now(): TrainingNow {
    const position = positionMs();
    const siteNowMs = Math.round(kept.startedAtMs + position);
    const state = time.isPlaying ? "playing" : "paused";
    return { runId: kept.runId, state, speed: time.speed, siteNowMs, positionMs: position, durationMs };
  }

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = chain.then(() => {
      if (isOver) throw new Fault("TRAINING_REFUSED", "The scenario has just been stopped.");
      return act();
    });
    chain = done.catch(() => undefined);
    return done;
  }

  /** Written down first, then so. Whoever hears of it hears the new time. */
  async function move(type: string, by: string, next: SiteTime, facts: Record<string, number | string> = {}) {
    let moved = { positionMs: next.positionMs, speed: next.speed, firstSeq: kept.firstSeq };
    const at = { position: next.positionMs, rate: next.isPlaying ? next.speed : 0 };
    const entry = { type: `training.${type}`, actor: by, run: kept.runId, ...at, ...facts };
    await audit.append([entry], async (transaction, [seq = 0]) => {
      if (type === "started") moved = { ...moved, firstSeq: seq };
      await writeRun(transaction, { ...kept, ...moved });
    });
    Object.assign(kept, moved);
    // Faster than life, pictures go on at their own pace as before.
    const isPictureKept = type === "sped" && next.isPlaying && next.speed > 1;
    time = next;
    if (!isPictureKept) sources.setPictures(choosePictures(time, kept.startedAtMs));
    tell(now());
    turnSoon(TURN_MS);
  }

  /** What cannot be written down is not kept either: a later turn would bring it about with nothing to show for it. */
  async function add(
    added: Partial<Pick<KeptRun, "injected" | "notes">>,
    type: string,
    by: string,
    facts: Record<string, string> = {},
  ): Promise<void> {
    const entry = { type: `training.${type}`, actor: by, run: kept.runId, ...facts };
    await audit.append([entry], (transaction) => writeRun(transaction, { ...kept, ...added }));
    Object.assign(kept, added);
  }

  function tell(training: TrainingNow | null): void {
    events.publish({ type: "training.changed", training }, { to: "all" });
  }

  function turnSoon(afterMs: number): void {
    cancelTurn();
    cancelTurn = isOver || (!time.isPlaying && problem === null) ? () => {} : clock.after(afterMs, turn);
  }

  function turn(): void {
    inTurn(async () => {
      await bringAbout();
      if (time.isPlaying && positionMs() >= durationMs) await move("paused", nameActor(kept), standAtEnd());
    })
      .catch((cause: unknown) => {
        if (!isOver) log.error("training.turn", { reason: String(cause) });
      })
      .finally(() => turnSoon(problem === null ? TURN_MS : AGAIN_MS));
  }

  /** As of the moment the end was reached, so that pictures stop where they are. */
  function standAtEnd(): SiteTime {
    const hubFromMs = time.hubFromMs + (durationMs - time.positionMs) / time.speed;
    return { ...time, hubFromMs, positionMs: durationMs, isPlaying: false };
  }

  /** Brings about what is to be so now. What could not be written is tried again, and told meanwhile. */
  async function bringAbout(): Promise<void> {
    const position = positionMs();
    const all = listEvents(kept);
    const state = findState(all, position);
    try {
      const isDue = all.some(({ atMs }) => atMs > Math.min(doneMs, position) && atMs <= Math.max(doneMs, position));
      if (isDue || doneMs < 0 || problem !== null) await stage.bringAbout(state);
      doneMs = position;
      const isAnswered = time.isPlaying && (await answers.answerDue(state.owners, position));
      if (isDue || isAnswered) await keep();
      else if (clock.nowMs() - keptAtMs >= KEEP_EVERY_MS) await keepPosition();
      problem = null;
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause;
      log.warn("training.notBroughtAbout", { reason: cause.message });
      problem = `${cause.message} What is due comes as soon as it can.`.slice(0, 400);
    }
  }

  async function keep(): Promise<void> {
    keptAtMs = clock.nowMs();
    kept.positionMs = positionMs();
    await db.transaction().execute((transaction) => writeRun(transaction, kept));
  }

  async function keepPosition(): Promise<void> {
    keptAtMs = clock.nowMs();
    kept.positionMs = positionMs();
    await writePosition(db, kept);
  }

  function plan(act: Steering): { type: string; next: SiteTime } {
    const here = { ...time, hubFromMs: clock.nowMs(), positionMs: positionMs() };
    switch (act.act) {
      case "play":
        // From the end there is nothing to play: it begins again.
        return { type: "played", next: { ...here, isPlaying: true, positionMs: here.positionMs % durationMs } };
      case "pause":
        return { type: "paused", next: { ...here, isPlaying: false } };
      case "speed":
        return { type: "sped", next: { ...here, speed: act.speed } };
      case "seek":
        return { type: "sought", next: { ...here, positionMs: Math.min(durationMs, act.positionMs) } };
    }
  }

  async function steer(act: Steering, by: string): Promise<void> {
    const { type, next } = plan(act);
    const from = positionMs();
    await move(type, by, next, { from });
    if (next.positionMs < from) await answers.takeBackAfter(next.positionMs);
    if (next.positionMs !== from) answers.startAnew();
    await bringAbout();
  }

  async function stop(by: string): Promise<void> {
    const position = positionMs();
    if (isKept) await stage.remember(db);
    await answers.takeBackAfter(-1);
    await stage.bringAbout(NOTHING_YET);
    const entry = { type: "training.stopped", actor: by, run: kept.runId, position, rate: 0 };
    let ended = { endedAtMs: clock.nowMs(), positionMs: position, lastSeq: 0 };
    await audit.append([entry], async (transaction, [lastSeq = 0]) => {
      ended = { ...ended, lastSeq };
      await writeRun(transaction, { ...kept, ...ended });
    });
    Object.assign(kept, ended);
    void close();
    sources.setPictures(HUB_PICTURES);
    tell(null);
  }

  function close(): Promise<unknown> {
    isOver = true;
    cancelTurn();
    return chain;
  }

  return {
    kept,
    now,
    positionMs,
    describe: () => {
      const byHand = new Set(kept.injected);
      const told = listEvents(kept).map((event) => ({ event, isInjected: byHand.has(event) }));
      const { id: scenarioId, title } = kept.scenario;
      const { startedBy, notes } = kept;
      return { now: now(), scenarioId, title, startedBy, events: told, notes, problem };
    },
    start: (by) =>
      inTurn(async () => {
        const facts = { scenario: kept.scenario.id, title: kept.scenario.title };
        await move("started", by, { ...time, isPlaying: true }, facts);
        await bringAbout();
      }),
    resume: () =>
      inTurn(async () => {
        await stage.remember(db);
        await move("resumed", "hub", time);
        await bringAbout();
      }),
    steer: (act, by) => inTurn(() => steer(act, by)),
    inject: (event, by) =>
      inTurn(async () => {
        const injected = [...kept.injected, event].sort((a, b) => a.atMs - b.atMs);
        const facts = { do: event.do, about: "call" in event ? event.call : event.cameraId };
        await add({ injected }, "injected", by, facts);
        doneMs = Math.min(doneMs, event.atMs - 1);
        await bringAbout();
      }),
    note: (note, by) => inTurn(() => add({ notes: [...kept.notes, note] }, "noted", by)),
    stop: (by) => inTurn(() => stop(by)),
    close,
  };
}
