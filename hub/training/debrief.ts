import { sql } from "kysely";
import { z } from "zod";
import {
  type DebriefCall,
  type DebriefItem,
  type DebriefKind,
  MAX_DEBRIEF_ITEMS,
  MAX_TRAINEES,
  type Trainee,
  type TrainingDebrief,
} from "../../contract/training.ts";
import { Action } from "../../contract/viewings.ts";
import { type Accounts, listRights } from "../people/accounts.ts";
import type { Stations } from "../people/stations.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { HubDatabase } from "../store/tables.ts";
import { type KeptRun, nameIncident } from "./keptRun.ts";
import { createScenarioTime, type ScenarioTime, type TimeMark } from "./scenarioTime.ts";
import { listEvents } from "./stagehand.ts";

/** What trainees did during a run, told from the audit alone: nothing else is kept of it. */

export interface DebriefSources {
  readonly db: HubDatabase;
  readonly accounts: Pick<Accounts, "find">;
  readonly stations: Pick<Stations, "findById">;
  readonly cameras: Pick<CameraRegistry, "find">;
  readonly clock: Pick<HubClock, "wallMs">;
}

const MAX_LINES = 20_000;

/** The fields of an audit line that a debrief uses; there are others. */
const AuditLine = z.looseObject({
  seq: z.int(),
  type: z.string(),
  at: z.string(),
  actor: z.string().optional(),
  station: z.string().optional(),
  camera: z.string().optional(),
  action: Action.optional().catch(undefined),
  incident: z.string().optional(),
  viewing: z.string().optional(),
  request: z.string().optional(),
  outcome: z.string().optional(),
  isPreview: z.boolean().optional(),
  run: z.string().optional(),
  position: z.number().optional().catch(undefined),
  rate: z.number().optional().catch(undefined),
  durationMs: z.number().optional().catch(undefined),
});
type AuditLine = z.infer<typeof AuditLine>;

const KINDS: Readonly<Record<string, DebriefKind>> = {
  "incident.opened": "opened-call",
  "incident.noted": "noted",
  "incident.edited": "edited",
  "incident.verified": "verified",
  "incident.closed": "closed",
  "incident.reopened": "reopened",
  "approval.given": "approved",
  "approval.declined": "declined",
};
const READ_TYPES = [...Object.keys(KINDS), "decision.opened", "viewing.ended"];

export async function readDebrief(sources: DebriefSources, run: KeptRun): Promise<TrainingDebrief> {
  const rows = await sources.db
    .selectFrom("audit")
    .select("line")
    .where("seq", ">=", run.firstSeq)
    .where("seq", "<=", run.lastSeq ?? Number.MAX_SAFE_INTEGER)
    .where((where) =>
      where.or([
        where(sql`json_extract(line, '$.type')`, "in", READ_TYPES),
        where(sql`json_extract(line, '$.run')`, "=", run.runId),
      ]),
    )
    .orderBy("seq")
    .limit(MAX_LINES + 1)
    .execute();
  const lines = rows.slice(0, MAX_LINES).map(({ line }) => AuditLine.parse(JSON.parse(line)));
  const marks = lines.flatMap((line) => readMark(line, run.runId));
  const time = createScenarioTime(marks, run.scenario.durationMs);
  const calls = listCalls(run, time.farthestMs(sources.clock.wallMs()));
  const trainees = listTrainees(lines, sources).slice(0, MAX_TRAINEES);
  const told = trainees.map((one) => describeTrainee(sources, one, calls, time.at));
  return {
    ...{ title: run.scenario.title, startedAtMs: run.startedAtMs, calls, trainees: told, notes: run.notes },
    ...(run.endedAtMs === undefined ? {} : { endedAtMs: run.endedAtMs }),
    isCut: rows.length > MAX_LINES || trainees.some(({ lines: own }) => own.length > MAX_DEBRIEF_ITEMS),
  };
}

function readMark({ seq, at, run, position, rate }: AuditLine, runId: string): TimeMark[] {
  if (run !== runId || position === undefined || rate === undefined) return [];
  return [{ seq, atMs: Date.parse(at), positionMs: position, rate }];
}

function listCalls(run: KeptRun, farthestMs: number): DebriefCall[] {
  return listEvents(run).flatMap((event) =>
    event.do === "call" && event.atMs <= farthestMs
      ? [{ incidentId: nameIncident(run, event.call), title: event.title, positionMs: event.atMs }]
      : [],
  );
}

interface Doer {
  readonly label: string;
  readonly lines: readonly AuditLine[];
  /** How long each of their views lasted, by viewing. */
  readonly lasted: ReadonlyMap<string, number>;
}

function listTrainees(lines: readonly AuditLine[], { accounts }: DebriefSources): Doer[] {
  const byActor = Map.groupBy(lines, ({ actor }) => actor ?? "");
  return [...byActor].flatMap(([name, own]) => {
    const account = accounts.find("operator", name);
    if (account === undefined || listRights(account).includes("run-training")) return [];
    const lasted = new Map(
      own.flatMap(({ type, viewing, durationMs = 0 }) =>
        type === "viewing.ended" && viewing !== undefined ? [[viewing, Math.round(durationMs)]] : [],
      ),
    );
    return [{ label: account.label, lines: own, lasted }];
  });
}

function describeTrainee(
  sources: DebriefSources,
  { label, lines, lasted }: Doer,
  calls: readonly DebriefCall[],
  at: ScenarioTime["at"],
): Trainee {
  const items = lines.flatMap((line) => describeLine(sources, line, lasted, at)).slice(0, MAX_DEBRIEF_ITEMS);
  const stationIds = [...new Set(lines.flatMap(({ station }) => station ?? []))].slice(0, 16);
  const answers = calls.map(({ incidentId, positionMs }) => {
    const own = items.filter((item) => item.incidentId === incidentId);
    const first = own.find(({ kind }) => kind === "viewed");
    const firstPictureAfterMs = first === undefined ? null : Math.max(0, first.positionMs - positionMs);
    return { incidentId, isAnswered: own.length > 0, firstPictureAfterMs };
  });
  return { label, stations: stationIds.map((id) => sources.stations.findById(id)?.name ?? id), items, answers };
}

function describeLine(
  { cameras }: DebriefSources,
  line: AuditLine,
  lasted: Doer["lasted"],
  at: ScenarioTime["at"],
): DebriefItem[] {
  const kind = chooseKind(line);
  if (kind === null) return [];
  const atMs = Date.parse(line.at);
  const camera = line.camera === undefined ? undefined : cameras.find(line.camera);
  const lastedMs = kind === "viewed" && line.viewing !== undefined ? lasted.get(line.viewing) : undefined;
  return [
    {
      ...{ positionMs: at({ seq: line.seq, atMs }), atMs, kind },
      ...(line.action === undefined ? {} : { action: line.action }),
      ...(camera === undefined ? {} : { cameraNumber: camera.number, cameraName: camera.name }),
      ...(line.incident === undefined ? {} : { incidentId: line.incident }),
      ...(lastedMs === undefined ? {} : { lastedMs }),
    },
  ];
}

/** Null for what a debrief does not tell: renewals, glances from the map, ends of views. */
function chooseKind({ type, outcome, request, isPreview }: AuditLine): DebriefKind | null {
  if (type !== "decision.opened") return KINDS[type] ?? null;
  if (isPreview === true) return null;
  if (outcome === "permit") return "viewed";
  return request === undefined ? "refused" : "asked";
}
