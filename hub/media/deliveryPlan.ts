import type { StreamBehaviour } from "../site/siteFiles.ts";

/** How a misbehaving camera delivers what it captured. Fixed in hub time, so that a test can foretell it. */

/** Spans of each cycle in which a stuttering camera sends nothing; what it captured comes at the end, at once. */
export const STUTTER_CYCLE_MS = 15_000;
export const STUTTER_GAPS = [
  { fromMs: 1_500, lengthMs: 600 },
  { fromMs: 4_000, lengthMs: 1_400 },
  { fromMs: 8_000, lengthMs: 2_500 },
  { fromMs: 12_500, lengthMs: 500 },
] as const;

/** The last seconds of each minute, in which a freezing camera captures nothing while its connection stays open. */
export const FREEZE_CYCLE_MS = 60_000;
export const FREEZE_FROM_MS = 50_000;

/** Hub time at which a frame captured at `capturedAtMs` reaches the hub; null when it never does. */
export function planDelivery(behaviour: StreamBehaviour, capturedAtMs: number): number | null {
  switch (behaviour) {
    case "steady":
      return capturedAtMs;
    case "stutters":
      return capturedAtMs + remainingGapMs(capturedAtMs % STUTTER_CYCLE_MS);
    case "freezes":
      return capturedAtMs % FREEZE_CYCLE_MS < FREEZE_FROM_MS ? capturedAtMs : null;
    case "offline":
      return null;
  }
}

function remainingGapMs(cycleMs: number): number {
  const gap = STUTTER_GAPS.find(({ fromMs, lengthMs }) => cycleMs >= fromMs && cycleMs < fromMs + lengthMs);
  return gap === undefined ? 0 : gap.fromMs + gap.lengthMs - cycleMs;
}
