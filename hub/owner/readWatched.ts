import { sql } from "kysely";
import type { HubDatabase } from "../store/tables.ts";
import { listLocalDays } from "./localDays.ts";

/**
 * Who watched, as an owner reads it: what one operator did on one day for one purpose is one line, however often they
 * looked, so that a busy hour hides nobody.
 */

export interface WatchedGroup {
  readonly camera_id: string;
  readonly operator: string;
  readonly responsible: string | null;
  readonly station_id: string;
  readonly purpose_code: string;
  readonly incident_id: string | null;
  readonly action: string;
  readonly times: number;
  readonly running: number;
  readonly total_ms: number;
  readonly first_ms: number;
  readonly last_ms: number;
  /** Of recordings: the earliest and the latest moment that was open. */
  readonly range_from_ms: number | null;
  readonly range_to_ms: number | null;
  /** Of clips: how often one was handed out, and not only cut. */
  readonly handed_out: number;
}

export interface WatchedDays {
  /** The one that began last comes first. */
  readonly groups: readonly WatchedGroup[];
  /** Start of the earliest day looked at, if there was anything before it. */
  readonly olderBeforeMs: number | undefined;
}

const DAYS = 7;
/** Lines of one camera on its own page. Our choice; there are as many only if somebody writes a program. */
const MAX_GROUPS = 1_000;

/** The last days of each camera: one question, however many cameras, since a page asks often. */
export async function readWatched(
  db: HubDatabase,
  cameraIds: readonly string[],
  { nowMs, lastMs, timeZone }: { nowMs: number; lastMs: number; timeZone: string },
): Promise<ReadonlyMap<string, WatchedDays>> {
  const days = listLocalDays(lastMs, DAYS, timeZone);
  const startMs = days.at(-1)?.fromMs ?? lastMs;
  const { rows } = await sql<WatchedGroup>`
    select viewing.camera_id, operator, responsible, station_id, purpose_code, incident_id, action,
      count(*) as times, sum(ended_at_ms is null) as running,
      sum(coalesce(ended_at_ms, ${nowMs}) - opened_at_ms) as total_ms,
      sum(sent_bytes > 0) as handed_out, min(opened_at_ms) as first_ms, max(opened_at_ms) as last_ms, min(range_from_ms) as range_from_ms,
      max(case when range_from_ms is null then null else coalesce(range_to_ms, ended_at_ms, ${nowMs}) end) as range_to_ms
    from json_each(${JSON.stringify(cameraIds)}) as owned
    join json_each(${JSON.stringify(days)}) as day
    join viewing on viewing.camera_id = owned.value
      and opened_at_ms >= day.value ->> 'fromMs' and opened_at_ms < day.value ->> 'toMs'
    group by viewing.camera_id, day.key, operator, responsible,
      case when responsible is null then '' else station_id end, purpose_code, incident_id, action
    order by last_ms desc, max(viewing.rowid) desc limit ${MAX_GROUPS * cameraIds.length}`.execute(db);
  const firsts = await sql<{ camera_id: string; first_ms: number | null }>`
    select owned.value as camera_id, (select min(opened_at_ms) from viewing where camera_id = owned.value) as first_ms
    from json_each(${JSON.stringify(cameraIds)}) as owned`.execute(db);
  const byCamera = Map.groupBy(rows, (row) => row.camera_id);
  return new Map(
    firsts.rows.map(({ camera_id, first_ms }) => {
      const isOlder = first_ms !== null && first_ms < startMs;
      return [camera_id, { groups: byCamera.get(camera_id) ?? [], olderBeforeMs: isOlder ? startMs : undefined }];
    }),
  );
}

/** When a camera was last watched before an instant; undefined where it never was. */
export async function findLastBefore(db: HubDatabase, cameraId: string, beforeMs: number): Promise<number | undefined> {
  const row = await db
    .selectFrom("viewing")
    .select(({ fn }) => fn.max("opened_at_ms").as("lastMs"))
    .where("camera_id", "=", cameraId)
    .where("opened_at_ms", "<", beforeMs)
    .executeTakeFirst();
  return row?.lastMs ?? undefined;
}
