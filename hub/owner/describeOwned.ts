import type { ConsentRecord } from "../../contract/consentRecord.ts";

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

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
  lines.push(
    record.lookbackMs === undefined
      ? "Nothing is recorded."
      : `Recordings are kept and may be looked at for ${describeSpan(record.lookbackMs)}.`,
  );
  if (obligations.noAudio) lines.push("Without sound.");
  if (obligations.noExport) lines.push("Nothing is kept or passed on.");
  if (obligations.masks.length > 0) lines.push("Parts of the picture stay hidden.");
  return lines;
}

/** Days, where it is whole ones. */
function describeSpan(ms: number): string {
  const days = ms / DAY_MS;
  return days > 1 && Number.isInteger(days) ? `${days} days` : describeDuration(ms);
}

/** Date and time in a zone. */
export function writeMoment(atMs: number, timeZone: string): string {
  return new Date(atMs).toLocaleString("en-US", {
    timeZone,
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
  });
}

export function writeTime(atMs: number, timeZone: string): string {
  return new Date(atMs).toLocaleString("en-US", { timeZone, timeStyle: "short", hourCycle: "h23" });
}

/** Whole minutes from a minute on, else seconds. */
export function describeDuration(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(1, Math.round(ms / SECOND_MS))} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
