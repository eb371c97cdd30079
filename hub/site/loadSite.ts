import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { CityFeature, MAX_CITY_FEATURES } from "../../contract/cityMap.ts";
import { Fault } from "../../contract/faults.ts";
import { Position } from "../../contract/primitives.ts";
import { createProblemList, type ProblemList, type SiteProblem } from "./problemList.ts";
import { SiteCamera, SiteFacts, SiteIncident, SiteOperator, SiteOwner, SiteTerms } from "./siteFiles.ts";

/**
 * Reads a site folder. One wrong entry costs that entry alone: it is reported and left out, the rest loads.
 * Reads nothing of the clips but their names.
 */

/** Largest file read. Our choice: 50 000 cameras take about 20 MB. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Most the ground may weigh, bytes of JSON: it crosses to a desk in one answer. */
const MAX_CITY_BYTES = 3_500_000;
const CLIP_NAME = /^(?<scene>.+)-main\.flv$/;

export interface Site {
  readonly facts: SiteFacts;
  readonly owners: readonly SiteOwner[];
  readonly cameras: readonly SiteCamera[];
  /** At most one per camera; a camera without an entry here may not be watched. */
  readonly terms: readonly SiteTerms[];
  readonly incidents: readonly SiteIncident[];
  readonly operators: readonly SiteOperator[];
  /** What lies on the ground, in drawing order. */
  readonly city: readonly CityFeature[];
  /** Scenes with a clip, by name. */
  readonly scenes: readonly string[];
  /** Folder of `<scene>-<rendition>.flv`. */
  readonly clipsDir: string;
}

export interface LoadedSite {
  readonly site: Site;
  readonly problems: readonly SiteProblem[];
}

/** Loads the site in `dir`. Throws a `SITE_UNUSABLE` fault where there is no folder or no usable `site.json`. */
export function loadSite(dir: string): LoadedSite {
  const problems = createProblemList();
  const facts = loadFacts(dir);
  const clipsDir = join(dir, "clips");
  const scenes = listScenes(clipsDir);

  const owners = loadList(dir, "owners", SiteOwner, problems);
  const keptOwners = dropRepeated(owners, (owner) => owner.id, "id", problems);
  const cameras = loadList(dir, "cameras", SiteCamera, problems, (camera) => forgetPlace(camera, Position));
  const uniqueCameras = dropRepeated(
    dropRepeated(cameras, (camera) => camera.id, "id", problems),
    (camera) => camera.number,
    "number",
    problems,
  );
  const ownedCameras = dropUnowned(uniqueCameras, keptOwners, problems);
  const keptCameras = ownedCameras.map((entry) => takeUnknownSceneAway(entry, new Set(scenes), problems));
  const terms = loadList(dir, "terms", SiteTerms, problems);
  const uniqueTerms = dropRepeated(terms, (entry) => entry.cameraId, "cameraId", problems);
  const keptTerms = dropUnfounded(uniqueTerms, keptCameras, keptOwners, problems);
  const incidents = loadList(dir, "incidents", SiteIncident, problems);
  const keptIncidents = dropRepeated(incidents, (incident) => incident.id, "id", problems);
  const operators = loadList(dir, "operators", SiteOperator, problems);
  const keptOperators = dropRepeated(operators, (operator) => operator.name, "name", problems);

  const site: Site = {
    facts,
    owners: keptOwners.map(takeValue),
    cameras: keptCameras.map(takeValue),
    terms: keptTerms.map(takeValue),
    incidents: keptIncidents.map(takeValue),
    operators: keptOperators.map(takeValue),
    city: loadCity(dir, problems),
    scenes,
    clipsDir,
  };
  return { site, problems: problems.all };
}

/** A valid entry and where in which file it was found. */
interface Entry<T> {
  readonly value: T;
  readonly file: string;
  readonly path: string;
}

function takeValue<T>(entry: Entry<T>): T {
  return entry.value;
}

function loadFacts(dir: string): SiteFacts {
  const path = join(dir, "site.json");
  let raw: unknown;
  try {
    raw = readJson(path);
  } catch (cause) {
    throw new Fault("SITE_UNUSABLE", `${path}: ${describeReadError(cause)}`, { cause });
  }
  const checked = SiteFacts.safeParse(raw);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new Fault("SITE_UNUSABLE", `${path}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
}

function listScenes(clipsDir: string): string[] {
  try {
    const names = readdirSync(clipsDir).map((name) => CLIP_NAME.exec(name)?.groups?.scene);
    return names.filter((scene) => scene !== undefined).sort();
  } catch {
    // Without clips every stream is reported below as having an unknown scene, which says it better.
    return [];
  }
}

/** `mend` may take away of a wrong entry what it can do without; what was wrong is reported all the same. */
function loadList<T>(
  dir: string,
  name: string,
  schema: z.ZodType<T>,
  problems: ProblemList,
  mend?: (raw: object) => object,
): Entry<T>[] {
  return keepValid(`${name}.json`, name, readOrReport(dir, `${name}.json`, problems), schema, problems, mend);
}

/** A camera nobody can find on a map is still one that can be called by its number. */
function forgetPlace(raw: object, schema: z.ZodType): object {
  if (!("position" in raw) || schema.safeParse(raw.position).success) return raw;
  const { position: _wrong, ...rest } = raw;
  return rest;
}

function keepValid<T>(
  file: string,
  name: string,
  raw: unknown,
  schema: z.ZodType<T>,
  problems: ProblemList,
  mend = (wrong: object) => wrong,
): Entry<T>[] {
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    problems.add(file, name, "is not a list");
    return [];
  }
  return raw.flatMap((item: unknown, index) => {
    const path = `${name}[${index}]`;
    const checked = schema.safeParse(item);
    if (checked.success) return [{ value: checked.data, file, path }];
    problems.addIssues(file, path, checked.error.issues);
    const mended = typeof item === "object" && item !== null ? schema.safeParse(mend(item)) : checked;
    return mended.success ? [{ value: mended.data, file, path }] : [];
  });
}

function loadCity(dir: string, problems: ProblemList): CityFeature[] {
  const file = "city.geojson";
  const raw = readOrReport(dir, file, problems);
  const features = typeof raw === "object" && raw !== null && "features" in raw ? raw.features : undefined;
  if (raw !== undefined && features === undefined) problems.add(file, "features", "is missing");
  const valid = keepValid(file, "features", features, CityFeature, problems).map(takeValue);
  let bytes = 0;
  const room = valid.findIndex((feature, index) => {
    bytes += JSON.stringify(feature).length;
    return index >= MAX_CITY_FEATURES || bytes > MAX_CITY_BYTES;
  });
  if (room === -1) return valid;
  problems.add(file, `features[${room}]`, `is beyond what a map may hold; ${valid.length - room} are left out`);
  return valid.slice(0, room);
}

/** The parsed file, or nothing after saying why. */
function readOrReport(dir: string, file: string, problems: ProblemList): unknown {
  try {
    return readJson(join(dir, file));
  } catch (cause) {
    problems.add(file, "", describeReadError(cause));
    return undefined;
  }
}

function readJson(path: string): unknown {
  if (statSync(path).size > MAX_FILE_BYTES) throw new RangeError(`is larger than ${MAX_FILE_BYTES} bytes`);
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  return parsed;
}

function describeReadError(cause: unknown): string {
  if (cause instanceof SyntaxError) return `is not JSON: ${cause.message.slice(0, 200)}`;
  if (cause instanceof RangeError) return cause.message;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return code === "ENOENT" || code === "ENOTDIR" ? "is missing" : `cannot be read ${code}`.trim();
}

/** Keeps the first of entries with the same key: the one an operator has most likely been using. */
function dropRepeated<T>(
  entries: readonly Entry<T>[],
  keyOf: (value: T) => string,
  field: string,
  problems: ProblemList,
): Entry<T>[] {
  const seen = new Map<string, string>();
  return entries.filter(({ value, file, path }) => {
    const key = keyOf(value);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, path);
      return true;
    }
    problems.add(file, `${path}.${field}`, `${key} is already used by ${first}`);
    return false;
  });
}

function dropUnowned(
  cameras: readonly Entry<SiteCamera>[],
  owners: readonly Entry<SiteOwner>[],
  problems: ProblemList,
): Entry<SiteCamera>[] {
  const known = new Set(owners.map((owner) => owner.value.id));
  return cameras.filter(({ value, file, path }) => {
    if (known.has(value.ownerId)) return true;
    problems.add(file, `${path}.ownerId`, `there is no owner ${value.ownerId}`);
    return false;
  });
}

/** A camera whose clip is missing stays on the map, without a picture. */
function takeUnknownSceneAway(
  entry: Entry<SiteCamera>,
  scenes: ReadonlySet<string>,
  problems: ProblemList,
): Entry<SiteCamera> {
  const { stream, ...rest } = entry.value;
  if (stream === undefined || scenes.has(stream.scene)) return entry;
  problems.add(entry.file, `${entry.path}.stream.scene`, `there is no clip of scene ${stream.scene}`);
  return { ...entry, value: rest };
}

/** Terms need their camera, and private cameras are never for watching public space in general. */
function dropUnfounded(
  terms: readonly Entry<SiteTerms>[],
  cameras: readonly Entry<SiteCamera>[],
  owners: readonly Entry<SiteOwner>[],
  problems: ProblemList,
): Entry<SiteTerms>[] {
  const kinds = new Map(owners.map((owner) => [owner.value.id, owner.value.kind]));
  const kindOfCamera = new Map(cameras.map((camera) => [camera.value.id, kinds.get(camera.value.ownerId)]));
  return terms.filter(({ value, file, path }) => {
    const kind = kindOfCamera.get(value.cameraId);
    if (kind === undefined) {
      problems.add(file, `${path}.cameraId`, `there is no camera ${value.cameraId}`);
      return false;
    }
    if (kind === "city" || !value.purposes.includes("public-space-monitoring")) return true;
    problems.add(file, `${path}.purposes`, "public-space-monitoring is for city cameras only");
    return false;
  });
}
