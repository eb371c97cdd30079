import type { Transaction } from "kysely";
import { z } from "zod";
import { AtMs, DurationMs, Id, Label } from "../../contract/primitives.ts";
import {
  MAX_INJECTED_EVENTS,
  MAX_TRAINING_NOTES,
  Scenario,
  ScenarioEvent,
  TrainingNote,
  TrainingSpeed,
} from "../../contract/training.ts";
import type { Consents } from "../registry/consents.ts";
import type { HubDatabase, HubTables } from "../store/tables.ts";

/** A run as it is kept, so that a hub that is started again neither loses it nor what it took from owners. */
export const KeptRun = z.strictObject({
  runId: Id,
  /** Runs of this hub are counted; the ids of a run's incidents begin with it. */
  number: z.int().min(1),
  /** As it was when it was started, whatever becomes of its file. */
  scenario: Scenario,
  startedBy: Label,
  startedAtMs: AtMs,
  positionMs: DurationMs,
  speed: TrainingSpeed,
  injected: z.array(ScenarioEvent).max(MAX_INJECTED_EVENTS),
  notes: z.array(TrainingNote).max(MAX_TRAINING_NOTES),
  /** Requests the run answered with yes for an owner, and when. */
  answered: z.array(z.strictObject({ requestId: Id, cameraId: Id, positionMs: DurationMs })).max(2_000),
  /** Audit entries of its start and, once it is over, of its end. */
  firstSeq: z.int().nonnegative(),
  lastSeq: z.int().nonnegative().optional(),
  endedAtMs: AtMs.optional(),
});
export type KeptRun = z.infer<typeof KeptRun>;

const RUN_KEY = "training";
const POSITION_KEY = "training.position";
const Position = z.strictObject({ runId: Id, positionMs: DurationMs });

type Store = HubDatabase | Transaction<HubTables>;

/** `unreadable`: it was written by another version, or is damaged. */
export async function readRun(db: HubDatabase): Promise<KeptRun | undefined | "unreadable"> {
  const document = await read(db, RUN_KEY);
  if (document === undefined) return undefined;
  const run = parse(KeptRun, document);
  if (run === undefined) return "unreadable";
  const position = parse(Position, (await read(db, POSITION_KEY)) ?? "null");
  return position?.runId === run.runId ? { ...run, positionMs: position.positionMs } : run;
}

function parse<T>(schema: z.ZodType<T>, document: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(document)).data;
  } catch {
    return undefined;
  }
}

/** Terms that are withdrawn, last changed by an actor (an SQL pattern), with the epoch that made. */
export async function listTaken(db: HubDatabase, consents: Pick<Consents, "find">, actor: string) {
  const rows = await db
    .selectFrom("camera_terms")
    .innerJoin("consent", (join) =>
      join
        .onRef("consent.camera_id", "=", "camera_terms.camera_id")
        .onRef("consent.version", "=", "camera_terms.version"),
    )
    .select(["camera_terms.camera_id as cameraId", "camera_terms.epoch as epoch"])
    .where("consent.by", "like", actor)
    .execute();
  return rows.filter(({ cameraId }) => consents.find(cameraId)?.state === "withdrawn");
}

export async function writeRun(store: Store, run: KeptRun): Promise<void> {
  await write(store, RUN_KEY, JSON.stringify(run));
  await writePosition(store, run);
}

export async function writePosition(store: Store, { runId, positionMs }: KeptRun): Promise<void> {
  await write(store, POSITION_KEY, JSON.stringify({ runId, positionMs }));
}

async function read(db: HubDatabase, key: string): Promise<string | undefined> {
  return (await db.selectFrom("meta").select("value").where("key", "=", key).executeTakeFirst())?.value;
}

async function write(store: Store, key: string, value: string): Promise<void> {
  await store
    .insertInto("meta")
    .values({ key, value })
    .onConflict((on) => on.column("key").doUpdateSet({ value }))
    .execute();
}

/** Who acts where the scenario does, in audit entries and owners' records. */
export function nameActor({ runId }: Pick<KeptRun, "runId">): string {
  return `training:${runId}`.slice(0, 64);
}

export function nameIncident({ number }: Pick<KeptRun, "number">, call: string): string {
  return `T${number}-${call}`;
}
