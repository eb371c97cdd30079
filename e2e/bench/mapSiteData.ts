import type { CityFeature } from "../../contract/cityMap.ts";
import type { SiteCamera, SiteOwner, SiteTerms } from "../../hub/site/siteFiles.ts";
import { describeBenchSite } from "./benchSiteData.ts";

/** Cameras within the incident's 300 m, as at the training site. */
export const MAP_NEAR = 17;
const CENTRE = { lat: 41.05, lng: -68.42 };
/** Half the side of the city, degrees: about 18 km north to south. */
const HALF_LAT = 0.08;
const HALF_LNG = 0.11;
/** No other camera stands nearer to the incident than this, degrees: 0.6 km and more. */
const CLEAR_DEG = 0.0055;
const OWNERS = 300;
/** Every fifth camera has a stream; the others are only in the registry, as where thousands have signed up. */
const STREAM_EVERY = 5;
const FIRST_NUMBER = 1_001;
const STREETS = 160;

/** The benchmark's site with a whole city of cameras: `cameras` in all, {@link MAP_NEAR} of them at the incident. */
export function describeMapSite(cameras: number, scenes: readonly string[]) {
  const base = describeBenchSite(1, scenes);
  const [model] = base["cameras.json"];
  const [terms] = base["terms.json"];
  if (model === undefined || terms === undefined) throw new Error("the benchmark's site has no camera");
  const indexes = Array.from({ length: cameras }, (_, at) => at);
  const places = scatter(cameras);
  return {
    ...base,
    "owners.json": listOwners(),
    "cameras.json": indexes.map((at) => describeCamera(at, model, places[at] ?? CENTRE, scenes)),
    "terms.json": indexes.filter(hasStream).map((at) => ({ ...terms, cameraId: idOf(at) }) satisfies SiteTerms),
    "city.geojson": { type: "FeatureCollection", features: drawStreets() },
  };
}

const hasStream = (at: number) => at < MAP_NEAR || at % STREAM_EVERY === 0;
const idOf = (at: number) => `cam-${FIRST_NUMBER + at}`;

function listOwners(): SiteOwner[] {
  return Array.from({ length: OWNERS }, (_, at) => ({
    id: at === 0 ? "city" : `owner-${at}`,
    kind: at === 0 ? "city" : at % 2 === 0 ? "business" : "resident",
    label: at === 0 ? "City" : `Owner ${at}`,
  }));
}

function describeCamera(
  at: number,
  { stream: _stream, ...model }: SiteCamera,
  place: { lat: number; lng: number },
  scenes: readonly string[],
): SiteCamera {
  const number = String(FIRST_NUMBER + at);
  const streamed = hasStream(at);
  return {
    ...model,
    ...{ id: idOf(at), number, name: `Corner ${number}` },
    // Terms of the city let everybody in the room see; owners of the others have given none.
    ownerId: streamed ? "city" : `owner-${1 + (at % (OWNERS - 1))}`,
    position: { ...place, accuracyM: 3 },
    fieldOfView: { bearingDeg: (at * 47) % 360, angleDeg: 74, rangeM: 60 },
    place: { street: `Street ${at % STREETS}`, area: "City" },
    ...(streamed
      ? { stream: { scene: scenes[at % scenes.length] ?? "", offsetMs: 0, behaviour: "steady" as const } }
      : {}),
  };
}

/** A low-discrepancy sequence (Roberts' R2): even, without a grid's straight lines, and the same each time. */
function scatter(count: number): { lat: number; lng: number }[] {
  const places = Array.from({ length: MAP_NEAR }, (_, at) => ({
    lat: CENTRE.lat + Math.sin(at * 2.4) * 0.0021,
    lng: CENTRE.lng + Math.cos(at * 2.4) * 0.0021,
  }));
  for (let at = 0; places.length < count; at++) {
    const lat = CENTRE.lat + (((at * 0.7548776662) % 1) - 0.5) * 2 * HALF_LAT;
    const lng = CENTRE.lng + (((at * 0.5698402909) % 1) - 0.5) * 2 * HALF_LNG;
    if (Math.max(Math.abs(lat - CENTRE.lat), Math.abs(lng - CENTRE.lng)) > CLEAR_DEG) places.push({ lat, lng });
  }
  return places;
}

function drawStreets(): CityFeature[] {
  return Array.from({ length: STREETS }, (_, at) => {
    const offset = ((at >> 1) / (STREETS / 2) - 0.5) * 2;
    const ends: [number, number][] =
      at % 2 === 0
        ? [
            [CENTRE.lng - HALF_LNG, CENTRE.lat + offset * HALF_LAT],
            [CENTRE.lng + HALF_LNG, CENTRE.lat + offset * HALF_LAT],
          ]
        : [
            [CENTRE.lng + offset * HALF_LNG, CENTRE.lat - HALF_LAT],
            [CENTRE.lng + offset * HALF_LNG, CENTRE.lat + HALF_LAT],
          ];
    return {
      type: "Feature",
      properties: { kind: "street", name: `Street ${at}`, class: at % 10 === 0 ? "arterial" : "street" },
      geometry: { type: "LineString", coordinates: ends },
    };
  });
}
