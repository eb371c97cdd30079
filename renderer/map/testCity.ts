import type { CameraRow } from "../../contract/cameras.ts";
import { toWorld } from "./geo.ts";
import type { PlacedCamera } from "./judgePlace.ts";

const OWNERS = ["city", "business", "resident"] as const;
const TIERS = ["standing", "emergency", "registry-only"] as const;
const STREETS = ["Mill St", "4th Ave", "Orchard Row", "Quai Été", "Harbor Walk"] as const;

/** A city for tests: `count` cameras in a square grid about 12 m apart, numbered from 1. */
export function makeCity(count: number): CameraRow[] {
  const side = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, at) => {
    const sharing = TIERS[at % TIERS.length] ?? "standing";
    return {
      ...{
        id: `cam-${at + 1}`,
        number: String(at + 1),
        name: `Corner ${at + 1}`,
        hasStream: sharing !== "registry-only",
      },
      ...{ ownerKind: OWNERS[at % OWNERS.length] ?? "city", ownerLabel: `Owner ${at % 97}`, sharing },
      position: { lat: 41 + Math.floor(at / side) * 0.0001, lng: -68.5 + (at % side) * 0.00014, accuracyM: 3 },
      fieldOfView: { bearingDeg: (at * 40) % 360, angleDeg: 70, rangeM: 60 },
      ...{ street: STREETS[at % STREETS.length] ?? "Mill St", health: { state: "online", sinceMs: 0 } },
    };
  });
}

export function placeAll(rows: readonly CameraRow[]): PlacedCamera[] {
  return rows.flatMap((row) => (row.position === undefined ? [] : [{ row, ...toWorld(row.position) }]));
}
