import type { Span } from "../../contract/recorded.ts";
import { intersect, joinSpans } from "../consent/spans.ts";
import type { StreamBehaviour } from "../site/siteFiles.ts";
import { FREEZE_CYCLE_MS, FREEZE_FROM_MS } from "./deliveryPlan.ts";

/**
 * When a drawn camera was not recorded. Fixed in hub time and by the camera's id, as a recorder's own gaps are: whoever
 * asks, and after every restart, the same minutes are missing.
 */

/** How a camera behaved from an instant on, until the next entry. */
export interface BehaviourSince {
  readonly fromMs: number;
  readonly behaviour: StreamBehaviour;
}

/** One camera in so many now and then loses its line; the others record without a break. */
const ONE_CAMERA_IN = 5;
/** Such a camera may lose it once in each of these. */
const SLOT_MS = 3 * 3_600_000;
const ONE_SLOT_IN = 3;
const SHORTEST_GAP_MS = 8_000;
const LONGEST_GAP_MS = 11 * 60_000;

/** Ascending, never touching, cut to `within`. `known` are gaps the site states for this camera. */
export function listGaps(
  cameraId: string,
  behaviours: readonly BehaviourSince[],
  known: readonly Span[],
  within: Span,
): Span[] {
  const gaps = [...listLostLines(cameraId, within), ...listMisbehaviour(behaviours, within), ...known];
  return joinSpans(gaps.flatMap((gap) => intersect(gap, within)));
}

function listLostLines(cameraId: string, { fromMs, toMs }: Span): Span[] {
  if (hash(`breaks at ${cameraId}`) % ONE_CAMERA_IN !== 0) return [];
  const gaps: Span[] = [];
  for (let slot = Math.floor(fromMs / SLOT_MS); slot * SLOT_MS < toMs; slot++) {
    const chance = hash(`${cameraId} ${slot}`);
    if (chance % ONE_SLOT_IN !== 0) continue;
    const lengthMs = SHORTEST_GAP_MS + (hash(`${cameraId} ${slot} length`) % (LONGEST_GAP_MS - SHORTEST_GAP_MS));
    const startMs = slot * SLOT_MS + (hash(`${cameraId} ${slot} start`) % (SLOT_MS - LONGEST_GAP_MS));
    gaps.push({ fromMs: startMs, toMs: startMs + lengthMs });
  }
  return gaps;
}

function listMisbehaviour(behaviours: readonly BehaviourSince[], within: Span): Span[] {
  return behaviours.flatMap(({ fromMs, behaviour }, index) => {
    const period = { fromMs, toMs: behaviours[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY };
    return intersect(period, within).flatMap((part) => {
      if (behaviour === "offline") return [part];
      return behaviour === "freezes" ? listFreezes(part) : [];
    });
  });
}

function listFreezes(within: Span): Span[] {
  const gaps: Span[] = [];
  const first = Math.floor(within.fromMs / FREEZE_CYCLE_MS) * FREEZE_CYCLE_MS;
  for (let startMs = first; startMs < within.toMs; startMs += FREEZE_CYCLE_MS)
    gaps.push(...intersect({ fromMs: startMs + FREEZE_FROM_MS, toMs: startMs + FREEZE_CYCLE_MS }, within));
  return gaps;
}

/** FNV-1a of the text, 32 bits, then mixed once more: its low bits alone differ too little. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 12)) >>> 0;
}
