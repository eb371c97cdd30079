import { z } from "zod";
import { IncidentKind, MAX_INCIDENT_UNITS, Priority } from "./incidents.ts";
import { AtMs, CameraNumber, DurationMs, Id, Label, Note, Position } from "./primitives.ts";
import { Action } from "./viewings.ts";

/**
 * Training: a scenario is a timeline of what happens in a synthetic city. Its time, `siteNowMs`, is set by a trainer and
 * may stand still or go back. Hub time never does: grants, terms, recordings and the audit know no other.
 */

/** Longest scenario, most events of one, longest wait of an owner, most scenarios of a site. Our choice. */
export const MAX_SCENARIO_MS = 2 * 3_600_000;
export const MAX_SCENARIO_EVENTS = 400;
export const MAX_OWNER_WAIT_MS = 600_000;
export const MAX_SCENARIOS = 64;
/** Events a trainer may add to a run by hand, and notes they may write. Our choice. */
export const MAX_INJECTED_EVENTS = 100;
export const MAX_TRAINING_NOTES = 200;

export const TRAINING_SPEEDS = [1, 2, 4, 8] as const;
export const TrainingSpeed = z.literal(TRAINING_SPEEDS);
export type TrainingSpeed = z.infer<typeof TrainingSpeed>;

export const CAMERA_FAULTS = ["offline", "stutters", "freezes", "mends"] as const;
export const CameraFault = z.enum(CAMERA_FAULTS);
export type CameraFault = z.infer<typeof CameraFault>;

/** By what name the events of a scenario speak of one of its calls. */
const CallName = z.string().regex(/^[A-Za-z0-9.-]{1,24}$/);

const CallFacts = {
  kind: IncidentKind,
  title: Label,
  priority: Priority,
  place: Label,
  position: Position,
  units: z.array(Label).max(MAX_INCIDENT_UNITS),
};
const CallNote = z.strictObject({ by: Label, text: Note.refine((text) => text.length > 0, "is empty") });
/** From the scenario's start. */
const atMs = { atMs: DurationMs };

/** One thing that happens. `owner`: how the owner of a camera takes a request from then on; `ignore` is silence. */
export const ScenarioEvent = z.discriminatedUnion("do", [
  z.strictObject({
    ...{ do: z.literal("call"), ...atMs, call: CallName, ...CallFacts },
    ...{ units: CallFacts.units.default([]), note: CallNote.optional() },
  }),
  z
    .strictObject({ do: z.literal("update"), ...atMs, call: CallName, note: CallNote.optional() })
    .extend(z.strictObject(CallFacts).partial().shape),
  z.strictObject({ do: z.literal("close"), ...atMs, call: CallName }),
  z.strictObject({ do: z.literal("camera"), ...atMs, cameraId: Id, fault: CameraFault }),
  z.strictObject({
    ...{ do: z.literal("owner"), ...atMs, cameraId: Id, answer: z.enum(["yes", "ignore"]) },
    /** After the request has reached the owner, scenario time. Means nothing for `ignore`. */
    afterMs: z.int().nonnegative().max(MAX_OWNER_WAIT_MS).default(0),
  }),
  z.strictObject({ do: z.literal("withdraw"), ...atMs, cameraId: Id }),
  z.strictObject({ do: z.literal("share"), ...atMs, cameraId: Id }),
]);
export type ScenarioEvent = z.infer<typeof ScenarioEvent>;
export type CallEvent = Extract<ScenarioEvent, { do: "call" }>;

/** A file of a site's `scenarios` folder. Events are in the order of their times. */
export const Scenario = z.strictObject({
  id: Id,
  title: Label,
  /** What it is about and what is to be learnt, for the trainer. */
  summary: Note,
  durationMs: z.int().min(1_000).max(MAX_SCENARIO_MS),
  events: z.array(ScenarioEvent).min(1).max(MAX_SCENARIO_EVENTS),
});
export type Scenario = z.infer<typeof Scenario>;

export const TRAINING_STATES = ["playing", "paused"] as const;
export const TrainingState = z.enum(TRAINING_STATES);
export type TrainingState = z.infer<typeof TrainingState>;

/** What everybody is told while a scenario is loaded. */
export const TrainingNow = z.strictObject({
  runId: Id,
  state: TrainingState,
  speed: TrainingSpeed,
  /** Time of the scenario as a time of day: hub time of its start plus `positionMs`. It may go back. */
  siteNowMs: AtMs,
  /** From the scenario's start. */
  positionMs: DurationMs,
  durationMs: DurationMs,
});
export type TrainingNow = z.infer<typeof TrainingNow>;

/** A trainer's note for the debrief. */
export const TrainingNote = z.strictObject({ positionMs: DurationMs, by: Label, text: Note });
export type TrainingNote = z.infer<typeof TrainingNote>;

/** An event of a run: `isInjected` where a trainer added it by hand. */
export const RunEvent = z.strictObject({ event: ScenarioEvent, isInjected: z.boolean() });
export type RunEvent = z.infer<typeof RunEvent>;

/** What the trainer is told of the run. */
export const TrainingRun = z.strictObject({
  now: TrainingNow,
  scenarioId: Id,
  title: Label,
  startedBy: Label,
  /** In the order of their times. */
  events: z.array(RunEvent).max(MAX_SCENARIO_EVENTS + MAX_INJECTED_EVENTS),
  notes: z.array(TrainingNote).max(MAX_TRAINING_NOTES),
  /** Why what is due has not come about yet; null while all has. */
  problem: z.string().max(400).nullable(),
});
export type TrainingRun = z.infer<typeof TrainingRun>;

/** Most problems told of one file. */
export const MAX_SCENARIO_PROBLEMS = 50;

/** What a trainer can start, what could not be read and why, and what runs. */
export const TrainingBoard = z.strictObject({
  /** Why nothing can be started here; null where it can. */
  whyNot: z.string().max(400).nullable(),
  scenarios: z
    .array(Scenario.pick({ id: true, title: true, summary: true, durationMs: true }).extend({ events: z.int() }))
    .max(MAX_SCENARIOS),
  refused: z
    .array(
      z.strictObject({ file: z.string().max(200), problems: z.array(z.string().max(400)).max(MAX_SCENARIO_PROBLEMS) }),
    )
    .max(MAX_SCENARIOS),
  run: TrainingRun.nullable(),
  /** How the last run ended, where the hub ended it by itself. */
  lastEnd: z.string().max(400).nullable(),
});
export type TrainingBoard = z.infer<typeof TrainingBoard>;

/** What a trainer does. An injected event happens at the scenario's present time and is part of the run from then on. */
export const TrainingAct = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("start"), scenarioId: Id }),
  z.strictObject({ act: z.literal("play") }),
  z.strictObject({ act: z.literal("pause") }),
  z.strictObject({ act: z.literal("seek"), positionMs: DurationMs }),
  z.strictObject({ act: z.literal("speed"), speed: TrainingSpeed }),
  z.strictObject({ act: z.literal("stop") }),
  z.strictObject({ act: z.literal("inject"), event: ScenarioEvent }),
  z.strictObject({ act: z.literal("note"), text: Note.refine((text) => text.length > 0, "is empty") }),
]);
export type TrainingAct = z.infer<typeof TrainingAct>;

/** What came of a trainee's question for a camera, or which step about a call or request they took. */
export const DEBRIEF_KINDS = [
  "viewed",
  "refused",
  "asked",
  "noted",
  "edited",
  "verified",
  "closed",
  "reopened",
  "opened-call",
  "approved",
  "declined",
] as const;
export const DebriefKind = z.enum(DEBRIEF_KINDS);
export type DebriefKind = z.infer<typeof DebriefKind>;

/** One line of the debrief, from the audit. `positionMs` is scenario time, `atMs` the audit's own. */
export const DebriefItem = z.strictObject({
  positionMs: DurationMs,
  atMs: AtMs,
  kind: DebriefKind,
  /** Of `viewed`, `refused` and `asked`. */
  action: Action.optional(),
  cameraNumber: CameraNumber.optional(),
  cameraName: Label.optional(),
  incidentId: Id.optional(),
  /** How long a view lasted, by the clock on the wall; absent while it goes on. */
  lastedMs: DurationMs.optional(),
});
export type DebriefItem = z.infer<typeof DebriefItem>;

export const DebriefCall = z.strictObject({
  incidentId: Id,
  title: Label,
  /** When it came in, scenario time. */
  positionMs: DurationMs,
});
export type DebriefCall = z.infer<typeof DebriefCall>;

/** Whether a trainee did anything about a call, and how long its first picture took from the call, scenario time. */
export const DebriefAnswer = z.strictObject({
  incidentId: Id,
  isAnswered: z.boolean(),
  firstPictureAfterMs: DurationMs.nullable(),
});
export type DebriefAnswer = z.infer<typeof DebriefAnswer>;

export const MAX_TRAINEES = 64;
export const MAX_DEBRIEF_ITEMS = 2_000;

export const Trainee = z.strictObject({
  label: Label,
  stations: z.array(Label).max(16),
  /** In the order they happened. */
  items: z.array(DebriefItem).max(MAX_DEBRIEF_ITEMS),
  answers: z.array(DebriefAnswer).max(MAX_SCENARIO_EVENTS),
});
export type Trainee = z.infer<typeof Trainee>;

export const TrainingDebrief = z.strictObject({
  title: Label,
  startedAtMs: AtMs,
  /** Absent while it runs. */
  endedAtMs: AtMs.optional(),
  /** Calls that had come in, in the order of the scenario. */
  calls: z.array(DebriefCall).max(MAX_SCENARIO_EVENTS),
  /** Everybody who did something, but trainers. */
  trainees: z.array(Trainee).max(MAX_TRAINEES),
  notes: z.array(TrainingNote).max(MAX_TRAINING_NOTES),
  /** More was done than is told here. */
  isCut: z.boolean(),
});
export type TrainingDebrief = z.infer<typeof TrainingDebrief>;

const Nothing = z.strictObject({});

/** The part of the hub's route table that is about training. */
export const TRAINING_ROUTES = {
  training: {
    method: "GET",
    path: "/v1/training",
    auth: "session",
    summary: "Scenarios, those that could not be read and why, and the one that runs. For trainers.",
    params: Nothing,
    query: Nothing,
    body: Nothing,
    answer: TrainingBoard,
  },
  steerTraining: {
    method: "POST",
    path: "/v1/training",
    auth: "session",
    summary: "Start, play, pause, move, speed up or stop a scenario, or add an event or a note to it. For trainers.",
    params: Nothing,
    query: Nothing,
    body: TrainingAct,
    answer: TrainingBoard,
  },
  trainingDebrief: {
    method: "GET",
    path: "/v1/training/debrief",
    auth: "session",
    summary: "Who opened what and when on scenario time, of the present run or the last one, from the audit.",
    params: Nothing,
    query: Nothing,
    body: Nothing,
    answer: TrainingDebrief,
  },
} as const;

/** The part of the desk's calls that is about training. */
export const TRAINING_CALLS = {
  "training.board": { params: Nothing, result: TrainingBoard },
  "training.steer": { params: TrainingAct, result: TrainingBoard },
  "training.debrief": { params: Nothing, result: TrainingDebrief },
} as const;

/** The part of the desk's news that is about training; null while no scenario is loaded. */
export const TRAINING_EVENTS = {
  "training.changed": z.strictObject({ training: TrainingNow.nullable() }),
} as const;
