import { type Selectable, sql } from "kysely";
import type { Camera } from "../../contract/cameras.ts";
import { PurposeCode } from "../../contract/consentRecord.ts";
import type { Account, Accounts } from "../people/accounts.ts";
import type { Stations } from "../people/stations.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Consents } from "../registry/consents.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { HubDatabase, ViewingTable } from "../store/tables.ts";
import type { AccessRequest } from "../viewings/accessRequest.ts";
import type { AccessRequests } from "../viewings/accessRequests.ts";
import type { RunningViewings } from "../viewings/runningViewings.ts";
import { describeDuration, describeTermsInWords, PURPOSE_WORDS } from "./describeOwned.ts";
import type { OwnedCamera, RequestLine, WatchedLine } from "./ownerHtml.ts";

/** Viewings shown per camera, newest first; and cameras on one page. The city's own account has a few dozen. */
const MAX_WATCHED = 20;
const MAX_CAMERAS = 100;

export interface OwnedSources {
  readonly db: HubDatabase;
  readonly accounts: Accounts;
  readonly stations: Pick<Stations, "findById">;
  readonly cameras: CameraRegistry;
  readonly consents: Consents;
  readonly incidents: Incidents;
  readonly requests: AccessRequests;
  readonly viewings: RunningViewings;
  readonly clock: HubClock;
  readonly agencyName: string;
  readonly timeZone: string;
}

/** An owner's cameras as their page shows them, the one they signed in by first. */
export async function readOwned(sources: OwnedSources, account: Account): Promise<OwnedCamera[]> {
  const owned = account.ownerId === undefined ? [] : sources.cameras.listOwned(account.ownerId);
  const first = owned.filter(({ id }) => id === account.firstCameraId);
  const rest = owned.filter(({ id }) => id !== account.firstCameraId);
  const cameras = [...first, ...rest].slice(0, MAX_CAMERAS);
  const watched = await readWatched(
    sources.db,
    cameras.map(({ id }) => id),
  );
  return cameras.map((camera) => describeCamera(sources, camera, watched.get(camera.id) ?? []));
}

/** The last viewings of each camera, newest first: one question, however many cameras, since a page asks often. */
async function readWatched(
  db: HubDatabase,
  cameraIds: readonly string[],
): Promise<ReadonlyMap<string, Selectable<ViewingTable>[]>> {
  const { rows } = await sql<Selectable<ViewingTable>>`
    select viewing.* from json_each(${JSON.stringify(cameraIds)}) as owned
    join viewing on viewing.rowid in (
      select rowid from viewing where camera_id = owned.value order by opened_at_ms desc limit ${MAX_WATCHED}
    )
    order by viewing.opened_at_ms desc`.execute(db);
  return Map.groupBy(rows, (row) => row.camera_id);
}

function describeCamera(
  sources: OwnedSources,
  { id, number, name }: Camera,
  rows: readonly Selectable<ViewingTable>[],
): OwnedCamera {
  const { consents, requests, viewings } = sources;
  const record = consents.find(id);
  const asked = requests
    .listFor("owner")
    .filter(({ cameraId, epoch }) => cameraId === id && epoch === consents.epochOf(id));
  return {
    ...{ id, number, name },
    terms: record === undefined ? [] : describeTermsInWords(record),
    words: record?.words ?? "",
    isWithdrawn: record?.state !== "active",
    canWithdraw: record !== undefined && record.tier !== "registry-only",
    watchedNowBy: [...new Set(viewings.watchersOf(id).map(({ operatorLabel }) => operatorLabel))],
    watched: rows.map((row) => describeWatched(sources, row)),
    requests: asked.map((request) => describeRequest(sources, request)),
  };
}

function describeWatched(sources: OwnedSources, row: Selectable<ViewingTable>): WatchedLine {
  const { accounts, clock, agencyName, timeZone } = sources;
  const operator = describeOnlooker(sources, row) ?? accounts.find("operator", row.operator)?.label ?? row.operator;
  const when = new Date(row.opened_at_ms).toLocaleString("en-US", {
    timeZone,
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
  });
  const lastedMs = (row.ended_at_ms ?? clock.nowMs()) - row.opened_at_ms;
  const isSnapshot = row.action === "snapshot";
  const watched = row.ended_at_ms === null ? "being watched now" : describeDuration(lastedMs);
  const howLong = isSnapshot ? "kept one picture" : watched;
  const why = describeWhy(sources, row.purpose_code, row.incident_id ?? undefined);
  return { when, howLong, who: `${operator}, ${agencyName}`, why };
}

/** A station without an operator, by its name and that of who answered for it then. */
function describeOnlooker({ stations }: OwnedSources, row: Selectable<ViewingTable>): string | undefined {
  if (row.responsible === null) return undefined;
  const station = stations.findById(row.station_id)?.name ?? row.station_id;
  return `Wall display ${station}, for which ${row.responsible} answers`;
}

function describeRequest(sources: OwnedSources, request: AccessRequest): RequestLine {
  const { id, operatorLabel, purpose, expiresAtMs } = request;
  const timeLeft = describeDuration(Math.max(0, expiresAtMs - sources.clock.nowMs()));
  const why = describeWhy(sources, purpose.code, purpose.incidentId);
  return { id, who: `${operatorLabel}, ${sources.agencyName}`, why, timeLeft };
}

function describeWhy({ incidents }: OwnedSources, code: string, incidentId: string | undefined): string {
  const incident = incidentId === undefined ? undefined : incidents.find(incidentId);
  const known = PurposeCode.safeParse(code);
  const purpose = known.success ? PURPOSE_WORDS[known.data] : code;
  return incident === undefined ? purpose : `${purpose}: ${incident.title}, ${incident.place}`;
}
