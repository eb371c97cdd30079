import { Fault } from "../../contract/faults.ts";
import {
  MAX_INJECTED_EVENTS,
  MAX_TRAINING_NOTES,
  type ScenarioEvent,
  type TrainingAct,
  type TrainingBoard,
  type TrainingNow,
} from "../../contract/training.ts";
import type { AuditLog } from "../audit/auditLog.ts";
import type { EventStream } from "../events/eventStream.ts";
import type { Account } from "../people/accounts.ts";
import type { Chance, HubClock, HubLog } from "../ports.ts";
import type { Site } from "../site/loadSite.ts";
import type { HubDatabase } from "../store/tables.ts";
import { createEventCheck } from "./checkScenario.ts";
import { type KeptRun, listTaken, readRun } from "./keptRun.ts";
import type { Scenarios } from "./loadScenarios.ts";
import type { AnswerParts } from "./ownerAnswers.ts";
import { createRun, type Run, type RunParts } from "./run.ts";
import { listEvents, type StageParts } from "./stagehand.ts";

/** The training of a site: its scenarios, and the one that runs. */
export interface Trainings {
  now(): TrainingNow | null;
  board(): TrainingBoard;
  /** The present run, or the last one. */
  lastRun(): KeptRun | undefined;
  /** Throws `TRAINING_REFUSED` with the reason, and `AUDIT_UNAVAILABLE`. Done when all of it has come about. */
  steer(act: TrainingAct, by: Account): Promise<void>;
  close(): Promise<unknown>;
}

export interface TrainingParts extends StageParts, AnswerParts {
  readonly site: Site;
  readonly scenarios: Scenarios;
  readonly db: HubDatabase;
  readonly audit: AuditLog;
  readonly events: EventStream;
  readonly chance: Chance;
  readonly clock: HubClock;
  readonly log: HubLog;
  readonly sources: RunParts["sources"];
}

type ActOf<A extends TrainingAct["act"]> = Extract<TrainingAct, { act: A }>;

/** A run that a stopped hub had begun goes on, paused at the time it was kept at. */
export async function loadTrainings(parts: TrainingParts): Promise<Trainings> {
  const { site, scenarios, db, clock, chance, events, consents, log } = parts;
  const { synthetic } = site.facts;
  const whyNot = synthetic ? null : "This site has real cameras. Training runs where every picture is drawn.";
  const stored = await readRun(db);
  let last = stored === "unreadable" ? undefined : stored;
  let lastEnd: string | null = null;
  let run: Run | null = null;
  if (stored === "unreadable") await giveUp();
  else if (last !== undefined && last.endedAtMs === undefined) await resume(last);
  events.beatWith(now);

  async function resume(kept: KeptRun): Promise<void> {
    const resumed = createRun(kept, parts, true);
    const check = createEventCheck(site);
    const problem = listEvents(kept).flatMap(check)[0];
    const why = whyNot ?? (problem === undefined ? null : `Its site has changed: ${problem}.`);
    if (why === null) {
      run = resumed;
      // A hub that cannot write yet starts all the same; the run brings its time about once somebody steers it.
      await run.resume().catch((cause: unknown) => log.error("training.notResumed", { reason: String(cause) }));
      return;
    }
    lastEnd = `${kept.scenario.title} was ended when the hub started again. ${why}`;
    log.warn("training.ended", { run: kept.runId, why });
    await resumed.stop("hub");
  }

  /** Whatever it was, no owner's terms stay taken for it. */
  async function giveUp(): Promise<void> {
    log.error("training.unreadable");
    const actor = "training:unreadable";
    for (const { cameraId } of await listTaken(db, consents, "training:%"))
      await consents.changeState(cameraId, "active", actor);
    lastEnd =
      "The last scenario could not be read and is over. Owners' terms were given back; close its calls by hand.";
  }

  function now(): TrainingNow | null {
    return run?.now() ?? null;
  }

  function requireRun(): Run {
    if (run === null) throw new Fault("TRAINING_REFUSED", "No scenario runs. Start one first.");
    return run;
  }

  async function start({ scenarioId }: ActOf<"start">, by: Account): Promise<void> {
    if (whyNot !== null) throw new Fault("TRAINING_REFUSED", whyNot);
    const scenario = scenarios.byId.get(scenarioId);
    if (scenario === undefined) throw new Fault("TRAINING_REFUSED", "There is no such scenario.");
    if (run !== null) {
      const { kept } = run;
      const which = kept.scenario.id === scenarioId ? "This scenario" : kept.scenario.title;
      throw new Fault("TRAINING_REFUSED", `${which} runs already, started by ${kept.startedBy}. Stop it first.`);
    }
    const nowMs = clock.nowMs();
    const kept: KeptRun = {
      ...{ runId: chance.id(nowMs), number: (last?.number ?? 0) + 1, scenario, startedBy: by.label },
      ...{ startedAtMs: nowMs, positionMs: 0, speed: 1, injected: [], notes: [], answered: [] },
      firstSeq: 0,
    };
    const started = createRun(kept, parts, false);
    // Kept before anything is written: a second start at the same time is refused.
    run = started;
    try {
      await started.start(by.name);
    } catch (cause) {
      run = null;
      throw cause;
    }
    last = kept;
    lastEnd = null;
  }

  async function inject(running: Run, event: ScenarioEvent, by: Account): Promise<void> {
    const { kept } = running;
    if (kept.injected.length >= MAX_INJECTED_EVENTS)
      throw new Fault("TRAINING_REFUSED", `A run takes ${MAX_INJECTED_EVENTS} events by hand.`);
    const placed = { ...event, atMs: running.positionMs() };
    const check = createEventCheck(site);
    // What comes after it in the scenario has to make sense as before.
    const all = [...listEvents(kept), placed].sort((a, b) => a.atMs - b.atMs);
    const problem = all.flatMap((one) => check(one).map((why) => ({ one, why })))[0];
    if (problem !== undefined) {
      const later = problem.one === placed ? "" : `With it, a later event would fail (${problem.one.do}): `;
      throw new Fault("TRAINING_REFUSED", `${later}${problem.why}.`);
    }
    await running.inject(placed, by.name);
  }

  function note(running: Run, text: string, by: Account): Promise<void> {
    if (running.kept.notes.length >= MAX_TRAINING_NOTES)
      throw new Fault("TRAINING_REFUSED", `A run takes ${MAX_TRAINING_NOTES} notes.`);
    return running.note({ positionMs: running.positionMs(), by: by.label, text }, by.name);
  }

  async function steer(act: TrainingAct, by: Account): Promise<void> {
    if (act.act === "start") return start(act, by);
    const running = requireRun();
    if (act.act === "inject") return inject(running, act.event, by);
    if (act.act === "note") return note(running, act.text, by);
    if (act.act !== "stop") return running.steer(act, by.name);
    await running.stop(by.name);
    if (run === running) run = null;
  }

  return {
    now,
    lastRun: () => last,
    board: () => ({
      ...{ whyNot, lastEnd, run: run?.describe() ?? null, refused: scenarios.refused },
      scenarios: [...scenarios.byId.values()].map(({ id, title, summary, durationMs, events: all }) => ({
        ...{ id, title, summary, durationMs, events: all.length },
      })),
    }),
    steer,
    close: async () => run?.close(),
  };
}
