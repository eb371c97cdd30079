import { describeArea, locate, turnBearing } from "./cityPlan.ts";
import { nameNearestRoad, placeRegistryCameras } from "./registryCameras.ts";
import { FAR_CAMERAS, NEAR_CAMERAS, type StreamCamera } from "./streamCameras.ts";
import { termsOf } from "./termsOf.ts";

/** Owners, cameras and terms as the site files state them, from the tables beside this file. */

const CITY_OWNER = "Harbor City";
const CITY_OWNER_ID = "city";
/** Cameras that misbehave, so that each state of a tile can be seen. */
const BEHAVIOURS: Readonly<Record<string, string>> = { "107": "offline", "217": "stutters", "224": "freezes" };
/** Recordings that broke off around the shots at Mill & 4th, which were heard nine minutes before the site is loaded. */
const GAPS: Readonly<Record<string, { agoMs: number; lengthMs: number }[]>> = {
  "212": [{ agoMs: 705_000, lengthMs: 382_000 }],
  "231": [{ agoMs: 475_000, lengthMs: 12_000 }],
};
/** Loop of every scene, seconds; offsets spread cameras of one scene over it. */
const LOOP_S = 24;
const ANGLE_DEG = { open: 74, indoor: 96 };
const RANGE_M = { city: 90, business: 55, resident: 32 };
const INDOOR = new Set(["till", "lobby"]);

type OwnerKind = "city" | "business" | "resident";

export function describeSite() {
  const owners = new Map<string, { id: string; kind: OwnerKind; label: string }>();
  const streamed = [...NEAR_CAMERAS, ...FAR_CAMERAS].sort((a, b) => Number(a.number) - Number(b.number));
  const cameras: object[] = [];
  const terms: object[] = [];
  for (const [index, camera] of streamed.entries()) {
    const owner = ownerOf(camera);
    owners.set(owner.id, owner);
    cameras.push(describeStreamed(camera, owner, index));
    terms.push(termsOf(`cam-${camera.number}`, camera.number, camera.terms));
  }
  for (const { number, name, owner, kind, street, point } of placeRegistryCameras()) {
    const ownerId = `owner-${number}`;
    owners.set(ownerId, { id: ownerId, kind, label: owner });
    cameras.push({
      id: `cam-${number}`,
      number,
      name,
      ownerId,
      position: { ...locate(point), accuracyM: kind === "business" ? 10 : 20 },
      place: { street, area: describeArea(point) },
      tags: [],
      can: { live: false, recorded: false, ptz: false, audio: false },
    });
    terms.push(termsOf(`cam-${number}`, number, "registry"));
  }
  return { owners: [...owners.values()], cameras, terms };
}

function ownerOf(camera: StreamCamera): { id: string; kind: OwnerKind; label: string } {
  if (camera.owner === CITY_OWNER) return { id: CITY_OWNER_ID, kind: "city", label: CITY_OWNER };
  const slug = camera.owner.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return { id: slug, kind: camera.terms.startsWith("resident") ? "resident" : "business", label: camera.owner };
}

function describeStreamed(camera: StreamCamera, owner: { id: string; kind: OwnerKind }, index: number): object {
  const { number, name, scene, x, y } = camera;
  return {
    id: `cam-${number}`,
    number,
    name,
    ownerId: owner.id,
    position: { ...locate({ x, y }), accuracyM: owner.kind === "city" ? 3 : 5 },
    fieldOfView: {
      bearingDeg: turnBearing(camera.bearingDeg),
      angleDeg: INDOOR.has(scene) ? ANGLE_DEG.indoor : ANGLE_DEG.open,
      rangeM: INDOOR.has(scene) ? 14 : RANGE_M[owner.kind],
    },
    place: { street: nameNearestRoad({ x, y }), area: describeArea({ x, y }) },
    tags: tagsOf(camera),
    // 7 and 24 have no common factor: cameras of one scene are never in step.
    stream: {
      ...{ scene, offsetMs: ((index * 7) % LOOP_S) * 1_000, behaviour: BEHAVIOURS[number] ?? "steady" },
      ...(GAPS[number] === undefined ? {} : { gaps: GAPS[number] }),
    },
    can: { live: true, recorded: true, ptz: name.endsWith("PTZ"), audio: false },
  };
}

function tagsOf({ name, scene }: StreamCamera): string[] {
  const tags: string[] = [];
  if (name.endsWith("PTZ")) tags.push("ptz");
  if (INDOOR.has(scene)) tags.push("indoor");
  if (scene.startsWith("lot") || scene === "garage-ramp") tags.push("parking");
  if (/bridge/i.test(name)) tags.push("bridge");
  if (/transit|station/i.test(name)) tags.push("transit");
  return tags;
}
