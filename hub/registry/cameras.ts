import { CAMERAS_PER_PAGE, type Camera, type CameraPage } from "../../contract/cameras.ts";
import { Fault } from "../../contract/faults.ts";
import type { Position } from "../../contract/primitives.ts";
import { measureDistanceM } from "../consent/distance.ts";
import type { ImportedCamera } from "../imports/importedCamera.ts";
import type { CameraSources, HubClock } from "../ports.ts";
import type { Site } from "../site/loadSite.ts";
import type { HubDatabase } from "../store/tables.ts";
import type { Consents } from "./consents.ts";

/** Most a page may weigh, bytes of JSON; a camera's own limit keeps every page possible. */
const MAX_PAGE_BYTES = 4_000_000;
const CURSOR = /^(?<revision>\d{1,16}):(?<index>\d{1,9})$/;

export interface NearCamera {
  readonly camera: Camera;
  readonly distanceM: number;
}

/** The cameras of the site, numbered by revision so that a desk fetches only what changed. */
export interface CameraRegistry {
  find(id: string): Camera | undefined;
  ownerIdOf(id: string): string | undefined;
  /** Cameras of one owner, in the site's order. */
  listOwned(ownerId: string): Camera[];
  /**
   * Changes since a revision; `after` is the `nextAfter` of the page before, `isTold` whether the reader is told of a
   * camera at all. Throws `REQUEST_MALFORMED`.
   */
  readPage(since: number, after: string | undefined, isTold?: (camera: Camera) => boolean): CameraPage;
  /** Nearest first. */
  listNear(position: Position, radiusM: number): NearCamera[];
  /** All there are. */
  count(): number;
  /** Cameras that came in by a file. */
  listImported(): ImportedCamera[];
  /** What the next change will be numbered, at the least. */
  nextRevision(): number;
  /** After the database has them: desks are told at once. */
  putImported(cameras: readonly ImportedCamera[], removedIds: readonly string[]): void;
  /** Those of which nobody knows where they are. */
  listUnplaced(): Camera[];
  onChanged(listener: (revision: number) => void): void;
  close(): void;
}

interface Kept {
  camera: Camera;
  revision: number;
  ownerId: string;
  /** Absent for the site's own. */
  imported?: ImportedCamera;
  /** It stays in its place, so that pages that are being read lose nothing. */
  isGone?: boolean;
}

export async function createCameraRegistry(options: {
  db: HubDatabase;
  clock: HubClock;
  site: Site;
  sources: CameraSources;
  consents: Consents;
  imported?: readonly ImportedCamera[];
}): Promise<CameraRegistry> {
  const { db, clock, site, sources, consents, imported = [] } = options;
  // Revisions grow with hub time, so that those of an earlier run are always older: a desk that knew that run
  // is given every camera again, and told which are gone.
  const startRevision = clock.nowMs();
  let revision = startRevision;
  const own = describeCameras(site, sources, consents, startRevision);
  const numbers = new Set(own.map(({ camera }) => camera.number));
  // The site's own camera wins over one of the same number that a file once brought.
  const brought = imported.filter(({ number }) => !numbers.has(number));
  const kept: Kept[] = [...own, ...brought.map((camera) => describeImported(camera, consents, startRevision))];
  const removed = await rememberCameras(db, kept, startRevision);
  const byId = new Map(kept.map((entry) => [entry.camera.id, entry]));
  const listeners: ((revision: number) => void)[] = [];

  const stopHearing = sources.onHealthChanged((cameraId, health) => {
    const entry = byId.get(cameraId);
    if (entry === undefined) return;
    revision = nextRevision();
    entry.camera = { ...entry.camera, health };
    entry.revision = revision;
    for (const listener of listeners) listener(revision);
  });

  function nextRevision(): number {
    return Math.max(revision + 1, clock.nowMs());
  }

  function putImported(cameras: readonly ImportedCamera[], removedIds: readonly string[]): void {
    revision = nextRevision();
    for (const camera of cameras) {
      const next = describeImported(camera, consents, revision);
      const known = byId.get(camera.id);
      removed.delete(camera.id);
      if (known === undefined) kept.push(next);
      byId.set(camera.id, Object.assign(known ?? next, next, { isGone: false }));
    }
    for (const id of removedIds) {
      const known = byId.get(id);
      if (known !== undefined) Object.assign(known, { isGone: true, revision });
      removed.set(id, revision);
    }
    for (const listener of listeners) listener(revision);
  }

  const find = (id: string): Kept | undefined => {
    const entry = byId.get(id);
    return entry?.isGone === true ? undefined : entry;
  };
  const listKept = () => kept.filter(({ isGone }) => isGone !== true);

  function readPage(
    since: number,
    after: string | undefined,
    isTold: (camera: Camera) => boolean = () => true,
  ): CameraPage {
    const cursor = after === undefined ? { revision, index: 0 } : readCursor(after);
    const cameras: Camera[] = [];
    let bytes = 0;
    let index = cursor.index;
    for (; index < kept.length && cameras.length < CAMERAS_PER_PAGE; index++) {
      const entry = kept[index];
      if (entry === undefined || entry.isGone === true || entry.revision <= since || !isTold(entry.camera)) continue;
      bytes += Buffer.byteLength(JSON.stringify(entry.camera));
      if (bytes > MAX_PAGE_BYTES) break;
      cameras.push(entry.camera);
    }
    const removedIds = after === undefined ? listRemoved(removed, since) : [];
    // All pages carry the revision of the first: what changed between two of them comes with the next question.
    const page = { revision: cursor.revision, cameras, removedIds };
    return index < kept.length ? { ...page, nextAfter: `${cursor.revision}:${index}` } : page;
  }

  function listNear(position: Position, radiusM: number): NearCamera[] {
    const isAway = boxAround(position, radiusM);
    return listKept()
      .flatMap(({ camera }) => {
        // A plain comparison first: of a whole city's cameras only a handful is worth a measurement.
        if (camera.position === undefined || isAway(camera.position)) return [];
        const distanceM = measureDistanceM(position, camera.position);
        return distanceM <= radiusM ? [{ camera, distanceM }] : [];
      })
      .sort((a, b) => a.distanceM - b.distanceM);
  }

  return {
    find: (id) => find(id)?.camera,
    ownerIdOf: (id) => find(id)?.ownerId,
    listOwned: (ownerId) => listKept().flatMap((entry) => (entry.ownerId === ownerId ? [entry.camera] : [])),
    count: () => listKept().length,
    listImported: () => listKept().flatMap((entry) => entry.imported ?? []),
    nextRevision,
    readPage,
    listNear,
    putImported,
    listUnplaced: () => listKept().flatMap(({ camera }) => (camera.position === undefined ? [camera] : [])),
    onChanged: (listener) => {
      listeners.push(listener);
    },
    close: stopHearing,
  };
}

/** Metres of one degree of latitude, at its least (equator, WGS 84): a box made with it is never too small. */
const M_PER_DEGREE = 110_574;

/** Whether a place is surely farther than `radiusM`: outside a box that holds the circle, also across the date line. */
function boxAround({ lat, lng }: Position, radiusM: number): (place: Position) => boolean {
  const latReach = radiusM / M_PER_DEGREE;
  const narrowing = Math.cos((Math.min(Math.abs(lat) + latReach, 90) * Math.PI) / 180);
  const lngReach = narrowing <= 0 ? 360 : latReach / narrowing;
  return (place) => {
    const lngAway = Math.abs(place.lng - lng);
    return Math.abs(place.lat - lat) > latReach || Math.min(lngAway, 360 - lngAway) > lngReach;
  };
}

function readCursor(after: string): { revision: number; index: number } {
  const { revision, index } = CURSOR.exec(after)?.groups ?? {};
  if (revision === undefined || index === undefined) throw new Fault("REQUEST_MALFORMED", "after is not a page mark.");
  return { revision: Number(revision), index: Number(index) };
}

function listRemoved(removed: ReadonlyMap<string, number>, since: number): string[] {
  if (since === 0) return [];
  return [...removed].filter(([, at]) => at > since).map(([id]) => id);
}

function describeCameras(site: Site, sources: CameraSources, consents: Consents, revision: number): Kept[] {
  const owners = new Map(site.owners.map((owner) => [owner.id, owner]));
  return site.cameras.flatMap(({ ownerId, stream, can, ...facts }) => {
    const owner = owners.get(ownerId);
    if (owner === undefined) return [];
    const sharing = consents.find(facts.id)?.tier ?? "registry-only";
    const isWatchable = sharing !== "registry-only" && stream !== undefined;
    const health = isWatchable ? sources.health(facts.id) : { state: "unknown" as const, sinceMs: revision };
    const picture = isWatchable ? { renditions: sources.renditions(facts.id), can } : {};
    const camera = { ...facts, owner: { kind: owner.kind, label: owner.label }, sharing, health, ...picture };
    return [{ camera, revision, ownerId }];
  });
}

/** A place on the map: no stream, and no terms but those its owner states. */
function describeImported(imported: ImportedCamera, consents: Consents, revision: number): Kept {
  const { owner, ...facts } = imported;
  const sharing = consents.find(facts.id)?.tier ?? "registry-only";
  const health = { state: "unknown" as const, sinceMs: Math.floor(revision) };
  const shown = { owner: { kind: owner.kind, label: owner.label }, sharing, health, tags: [] };
  return { camera: { ...facts, ...shown }, revision, ownerId: owner.id, imported };
}

/** Notes which cameras there are now, and returns those that were once and are gone, with when that was noticed. */
async function rememberCameras(db: HubDatabase, kept: readonly Kept[], revision: number): Promise<Map<string, number>> {
  const present = new Set(kept.map(({ camera }) => camera.id));
  const rows = await db.selectFrom("camera").selectAll().execute();
  const known = new Map(rows.map((row) => [row.id, row.removed_revision]));
  await db.transaction().execute(async (transaction) => {
    for (const id of present) {
      if (known.get(id) === null) continue;
      const row = { id, removed_revision: null };
      await transaction
        .insertInto("camera")
        .values(row)
        .onConflict((on) => on.column("id").doUpdateSet(row))
        .execute();
    }
    for (const [id, removedRevision] of known) {
      if (present.has(id) || removedRevision !== null) continue;
      await transaction.updateTable("camera").set({ removed_revision: revision }).where("id", "=", id).execute();
    }
  });
  const gone = [...known].filter(([id]) => !present.has(id));
  return new Map(gone.map(([id, removedRevision]) => [id, removedRevision ?? revision]));
}
