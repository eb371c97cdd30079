import { PURPOSE_CODES } from "../../contract/consentRecord.ts";
import type {
  SiteCamera,
  SiteFacts,
  SiteIncident,
  SiteOperator,
  SiteOwner,
  SiteTerms,
} from "../../hub/site/siteFiles.ts";
import { BENCH_LOOP_S } from "./encodeBenchClip.ts";

/** The incident every camera of the site is near enough to. */
export const BENCH_INCIDENT = "bench-1";
const CENTRE = { lat: 41.05, lng: -68.42, accuracyM: 5 };
/** About 11 m each way between two cameras of the grid, so that 100 of them lie within 100 m. */
const STEP_DEG = 0.0001;
const GRID_COLUMNS = 10;
const FIRST_NUMBER = 1_001;
const RADIUS_M = 500;
/** Has no factor in common with the loop, so that cameras of one scene are never in step. */
const OFFSET_STEP_MS = 7_100;
const OWNER_KINDS = ["city", "business", "city", "resident"] as const;
const LOOKBACK_MS = 86_400_000;
type OwnerKind = (typeof OWNER_KINDS)[number];

/** The files of a site whose `cameras` cameras the operator `analyst` may all watch for the one incident. */
export function describeBenchSite(cameras: number, scenes: readonly string[]) {
  const indexes = Array.from({ length: cameras }, (_, index) => index);
  return {
    "site.json": FACTS,
    "owners.json": [CITY, ...indexes.filter((index) => kindOf(index) !== "city").map(describeOwner)],
    "cameras.json": indexes.map((index) => describeCamera(index, scenes[index % scenes.length] ?? "")),
    "terms.json": indexes.map(describeTerms),
    "incidents.json": [INCIDENT],
    "operators.json": OPERATORS,
    "city.geojson": { type: "FeatureCollection", features: [] },
  };
}

const FACTS: SiteFacts = {
  id: "bench",
  name: "Benchmark",
  agency: { id: "bench", name: "Benchmark" },
  timeZone: "UTC",
  synthetic: true,
  centre: CENTRE,
  trainingPassword: true,
};
const CITY: SiteOwner = { id: "city", kind: "city", label: "City" };
const INCIDENT: SiteIncident = {
  id: BENCH_INCIDENT,
  kind: "shots-heard",
  title: "Benchmark incident",
  priority: 1,
  source: "cad",
  verified: true,
  openedBy: "Dispatch",
  place: "Centre",
  position: CENTRE,
  openedAgoMs: 60_000,
  units: [],
  notes: [],
};
const OPERATORS: SiteOperator[] = [
  { name: "analyst", label: "Analyst", roles: ["analyst"] },
  { name: "supervisor", label: "Supervisor", roles: ["analyst", "supervisor"] },
];

/** Every second camera is private, so that a withdrawal can be measured. */
function kindOf(index: number): OwnerKind {
  return OWNER_KINDS[index % OWNER_KINDS.length] ?? "city";
}

function numberOf(index: number): string {
  return String(FIRST_NUMBER + index);
}

/** How far into its loop a camera is at hub time zero, by the number operators type. */
export function benchOffsetMs(number: string): number {
  return ((Number(number) - FIRST_NUMBER) * OFFSET_STEP_MS) % (BENCH_LOOP_S * 1_000);
}

function describeOwner(index: number): SiteOwner {
  return { id: `owner-${numberOf(index)}`, kind: kindOf(index), label: `Owner of ${numberOf(index)}` };
}

function describeCamera(index: number, scene: string): SiteCamera {
  const number = numberOf(index);
  const column = (index % GRID_COLUMNS) - GRID_COLUMNS / 2;
  const row = Math.floor(index / GRID_COLUMNS) - GRID_COLUMNS / 2;
  return {
    id: `cam-${number}`,
    number,
    name: `Camera ${number}`,
    ownerId: kindOf(index) === "city" ? CITY.id : `owner-${number}`,
    position: { lat: CENTRE.lat + row * STEP_DEG, lng: CENTRE.lng + column * STEP_DEG, accuracyM: 3 },
    place: { street: "Bench St", area: "Centre" },
    tags: [],
    stream: { scene, offsetMs: benchOffsetMs(number), behaviour: "steady" },
    can: { live: true, recorded: true, ptz: false, audio: false },
  };
}

function describeTerms(index: number): SiteTerms {
  const isCity = kindOf(index) === "city";
  const purposes = PURPOSE_CODES.filter((code) => isCity || code !== "public-space-monitoring");
  const sharing = {
    ...{ cameraId: `cam-${numberOf(index)}`, supervisorFirst: false, validForDays: 365, purposes },
    lookbackMs: LOOKBACK_MS,
  };
  const obligations = {
    watermark: !isCity,
    noAudio: true,
    noExport: false,
    noSnapshot: false,
    maxHeightPx: 2_160,
    maxViewingMs: 12 * 3_600_000,
    notifyOwner: !isCity,
    masks: [],
  };
  if (isCity) return { ...sharing, obligations, legalBasis: "public-task", tier: "standing", words: "City camera." };
  const emergency = { radiusM: RADIUS_M, minPriority: 1 };
  const words = "During a grave incident near by.";
  return { ...sharing, obligations, legalBasis: "owner-permission", tier: "emergency", emergency, words };
}
