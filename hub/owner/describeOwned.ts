import type { ConsentRecord } from "../../contract/consentRecord.ts";

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

const TIER_WORDS = {
  "registry-only": "On the map only. Nobody can watch it.",
  "on-request": "Only when you say yes to a request.",
  emergency: "Only during a serious emergency nearby.",
  scheduled: "In the hours you set, for an open call.",
  standing: "Whenever there is an open call for it.",
} as const satisfies Record<ConsentRecord["tier"], string>;

export const PURPOSE_WORDS = {
  "emergency-response": "Emergency response",
  "active-threat": "Active threat",
  "missing-person": "Missing person",
  investigation: "Investigation",
  "officer-safety": "Officer safety",
  "event-safety": "Event safety",
  "public-space-monitoring": "Watching public space",
  training: "Training",
} as const satisfies Record<ConsentRecord["purposes"][number], string>;

/** An owner's terms in plain words, one sentence each. */
export function describeTermsInWords(record: ConsentRecord): string[] {
  const { obligations, emergency, tier } = record;
  if (tier === "registry-only") return [TIER_WORDS[tier]];
  const lines: string[] = [TIER_WORDS[tier]];
  if (emergency !== undefined) {
    lines.push(`Within ${emergency.radiusM} m, priority ${emergency.minPriority} or more urgent.`);
  }
  lines.push(
    `At most ${describeDuration(obligations.maxViewingMs)} at a time, ${obligations.maxHeightPx} lines of picture.`,
  );
  if (obligations.noAudio) lines.push("Without sound.");
  if (obligations.noExport) lines.push("Nothing is kept or passed on.");
  if (obligations.masks.length > 0) lines.push("Parts of the picture stay hidden.");
  return lines;
}

/** Whole minutes from a minute on, else seconds. */
export function describeDuration(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(1, Math.round(ms / SECOND_MS))} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
