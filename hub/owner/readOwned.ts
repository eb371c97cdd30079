import type { Camera } from "../../contract/cameras.ts";
import { PurposeCode } from "../../contract/consentRecord.ts";
import type { RecordingHold } from "../../contract/holds.ts";
import type { Holds } from "../holds/holds.ts";
import type { Account, Accounts } from "../people/accounts.ts";
import type { Stations } from "../people/stations.ts";
import type { HubClock } from "../ports.ts";
import type { CameraRegistry } from "../registry/cameras.ts";
import type { Consents } from "../registry/consents.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { HubDatabase } from "../store/tables.ts";
import type { AccessRequest } from "../viewings/accessRequest.ts";
import type { AccessRequests } from "../viewings/accessRequests.ts";
import type { RunningViewings } from "../viewings/runningViewings.ts";
import { describeDuration, describeTermsInWords, PURPOSE_WORDS, writeMoment, writeTime } from "./describeOwned.ts";
import type { OwnedCamera, RequestLine, WatchedLine, WatchedPage } from "./ownerHtml.ts";
import { findLastBefore, readWatched, type WatchedDays, type WatchedGroup } from "./readWatched.ts";

/** Lines shown per camera, newest first, the rest on a page of its own; and cameras on one page. The city's own account has a few dozen. */
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
  readonly holds: Pick<Holds, "listOfCamera">;
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
  const { db, clock, timeZone } = sources;
  const nowMs = clock.nowMs();
  const ids = cameras.map(({ id }) => id);
  const watched = await readWatched(db, ids, { nowMs, lastMs: nowMs, timeZone });
  return cameras.map((camera) => describeCamera(sources, camera, watched.get(camera.id)));
}

/** All that was watched of one camera in the days before an instant. Throws nothing: what is not theirs is undefined. */
export async function readOwnedWatched(
  sources: OwnedSources,
  { ownerId }: Account,
  cameraId: string,
  beforeMs: number | undefined,
): Promise<WatchedPage | undefined> {
  const { db, cameras, clock, timeZone } = sources;
  const camera = cameras.find(cameraId);
  if (camera === undefined || ownerId === undefined || cameras.ownerIdOf(cameraId) !== ownerId) return undefined;
  const nowMs = clock.nowMs();
  const lastMs = await findLastBefore(db, cameraId, beforeMs ?? Number.MAX_SAFE_INTEGER);
  const { id, number, name } = camera;
  if (lastMs === undefined) return { id, number, name, watched: [], olderBeforeMs: undefined };
  const found = (await readWatched(db, [id], { nowMs, lastMs, timeZone })).get(id);
  const watched = (found?.groups ?? []).map((group) => describeWatched(sources, group));
  return { id, number, name, watched, olderBeforeMs: found?.olderBeforeMs };
}

function describeCamera(
  sources: OwnedSources,
  { id, number, name }: Camera,
  { groups, olderBeforeMs }: WatchedDays = { groups: [], olderBeforeMs: undefined },
): OwnedCamera {
  const { consents, requests, viewings, holds } = sources;
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
    watched: groups.slice(0, MAX_WATCHED).map((group) => describeWatched(sources, group)),
    isMoreWatched: groups.length > MAX_WATCHED || olderBeforeMs !== undefined,
    held: holds.listOfCamera(id).map(({ incidentId, hold }) => describeHold(sources, incidentId, hold)),
    requests: asked.map((request) => describeRequest(sources, request)),
  };
}

function describeWatched(sources: OwnedSources, group: WatchedGroup): WatchedLine {
  const { accounts, agencyName } = sources;
  const operator = describeOnlooker(sources, group) ?? accounts.find("operator", group.operator)?.label;
  const why = describeWhy(sources, group.purpose_code, group.incident_id ?? undefined);
  return { ...describeLooks(sources, group), who: `${operator ?? group.operator}, ${agencyName}`, why };
}

/** Clips are no watching: they were cut, and copies of them taken. */
function describeClips(group: WatchedGroup, timeZone: string): Pick<WatchedLine, "howLong" | "what"> {
  const { times, handed_out: taken, range_from_ms, range_to_ms, last_ms } = group;
  const cut = times - taken;
  const cuts = cut === 1 ? "had a clip cut" : `had ${cut} clips cut`;
  const copies = taken === 1 ? "took a copy of a clip" : `took ${taken} copies of clips`;
  const howLong = [...(cut > 0 ? [cuts] : []), ...(taken > 0 ? [copies] : [])].join(", ");
  const write = (atMs: number | null) => writeMoment(atMs ?? last_ms, timeZone);
  return { howLong, what: `Recorded pictures of ${write(range_from_ms)} to ${write(range_to_ms)}` };
}

function describeLooks(
  { timeZone }: OwnedSources,
  group: WatchedGroup,
): Pick<WatchedLine, "when" | "howLong" | "what"> {
  const { times, running, total_ms, first_ms, last_ms, range_from_ms, range_to_ms } = group;
  const isOnce = times === 1;
  const when = isOnce ? writeMoment(last_ms, timeZone) : writeMoment(first_ms, timeZone);
  const until = isOnce ? when : `${when} to ${writeTime(last_ms, timeZone)}`;
  if (group.action === "snapshot")
    return { when: until, howLong: isOnce ? "kept one picture" : `kept ${times} pictures` };
  if (group.action === "export") return { when: until, ...describeClips(group, timeZone) };
  const inAll = isOnce ? describeDuration(total_ms) : `${times} times, ${describeDuration(total_ms)} in all`;
  const now = isOnce ? "being watched now" : `${inAll}, being watched now`;
  const looks = { when: until, howLong: running > 0 ? now : inAll };
  if (range_from_ms === null || range_to_ms === null) return looks;
  const [from, to] = [writeMoment(range_from_ms, timeZone), writeMoment(range_to_ms, timeZone)];
  return { ...looks, what: `Recorded pictures of ${from} to ${to}` };
}

/** A station without an operator, by its name and that of who answered for it then. */
function describeOnlooker({ stations }: OwnedSources, row: WatchedGroup): string | undefined {
  if (row.responsible === null) return undefined;
  const station = stations.findById(row.station_id)?.name ?? row.station_id;
  return `Wall display ${station}, for which ${row.responsible} answers`;
}

function describeHold({ incidents, timeZone }: OwnedSources, incidentId: string, { span, why }: RecordingHold): string {
  const incident = incidents.find(incidentId);
  const about = incident === undefined ? incidentId : `${incident.title}, ${incident.place}`;
  return `${writeMoment(span.fromMs, timeZone)} to ${writeMoment(span.toMs, timeZone)}, for ${about}: ${why}`;
}

function describeRequest(sources: OwnedSources, request: AccessRequest): RequestLine {
  const { id, operatorLabel, purpose, range, expiresAtMs } = request;
  const { timeZone } = sources;
  const end = range?.toMs == null ? "now" : writeMoment(range.toMs, timeZone);
  const what =
    range === undefined ? "to look now" : `for what was recorded from ${writeMoment(range.fromMs, timeZone)} to ${end}`;
  const timeLeft = describeDuration(Math.max(0, expiresAtMs - sources.clock.nowMs()));
  const why = describeWhy(sources, purpose.code, purpose.incidentId);
  return { id, who: `${operatorLabel}, ${sources.agencyName}`, what, why, timeLeft };
}

function describeWhy({ incidents }: OwnedSources, code: string, incidentId: string | undefined): string {
  const incident = incidentId === undefined ? undefined : incidents.find(incidentId);
  const known = PurposeCode.safeParse(code);
  const purpose = known.success ? PURPOSE_WORDS[known.data] : code;
  return incident === undefined ? purpose : `${purpose}: ${incident.title}, ${incident.place}`;
}
