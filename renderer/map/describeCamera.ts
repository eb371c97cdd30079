import type { CameraRow } from "../../contract/cameras.ts";
import type { IncidentCamera } from "../../contract/incidents.ts";
import type { ReasonCode } from "../../contract/reasons.ts";
import type { Fact } from "../ui/Card.tsx";
import { reasonSentences } from "../ui/codeWords.ts";
import { formatDistance, formatSince } from "../ui/format.ts";
import { mapWords } from "../ui/mapWords.ts";
import { text } from "../ui/text.ts";

const OCTANT_DEG = 45;

/** What is known of a camera without opening it. */
export function describeCameraFacts(row: CameraRow, near: IncidentCamera | undefined, hubNowMs: number | null): Fact[] {
  const facts: Fact[] = [
    { name: text.owner, value: row.ownerLabel },
    { name: text.sharing, value: text.sharingTiers[row.sharing] },
    { name: text.place, value: row.street },
  ];
  if (near !== undefined)
    facts.push({ name: mapWords.distance, value: formatDistance(near.distanceM), isNumber: true });
  if (row.fieldOfView !== undefined) {
    const { bearingDeg, rangeM } = row.fieldOfView;
    facts.push({
      name: mapWords.fieldOfView,
      value: mapWords.bearing(nameBearing(bearingDeg), formatDistance(rangeM)),
    });
  }
  if (row.hasStream) facts.push({ name: mapWords.health, value: describeHealth(row, hubNowMs) });
  return facts;
}

export function nameBearing(bearingDeg: number): string {
  const at = Math.round((((bearingDeg % 360) + 360) % 360) / OCTANT_DEG) % mapWords.bearings.length;
  return mapWords.bearings[at] ?? "";
}

function describeHealth({ health }: CameraRow, hubNowMs: number | null): string {
  if (health.state === "online") return mapWords.online;
  const word = health.state === "offline" ? mapWords.offlineWord : mapWords.unknownHealth;
  const since = hubNowMs === null ? "" : formatSince(hubNowMs - health.sinceMs);
  return [word, since === "now" ? "" : since, health.reason ?? ""].filter((part) => part !== "").join(" · ");
}

/** Why, as far as an operator may know; nothing where the outcome says it all. */
export function describeReasons(reasons: readonly ReasonCode[]): string {
  return [...new Set(reasons.flatMap((reason) => reasonSentences[reason] ?? []))].join(" ");
}
