import type { ConsentRecord, PurposeCode } from "../../contract/consentRecord.ts";
import type { TermKind } from "./streamCameras.ts";

/** What owners of Harbor City agreed to, one template per kind of terms. */

type Terms = Pick<
  ConsentRecord,
  | "legalBasis"
  | "tier"
  | "emergency"
  | "schedule"
  | "purposes"
  | "supervisorFirst"
  | "obligations"
  | "lookbackMs"
  | "words"
> & { readonly cameraId: string; readonly validForDays: number };

const MINUTE_MS = 60_000;
const EMERGENCY_VIEWING_MS = 30 * MINUTE_MS;
const STANDING_VIEWING_MS = 240 * MINUTE_MS;
/** A shift. */
const CITY_VIEWING_MS = 720 * MINUTE_MS;
const YEAR_DAYS = 365;
/** How far back recordings reach: the city's policy, a shop's day, and at a home what has just happened. */
const LOOKBACK_MS = { city: 7 * 24 * 60 * MINUTE_MS, business: 24 * 60 * MINUTE_MS, resident: 120 * MINUTE_MS };

const URGENT: PurposeCode[] = ["emergency-response", "active-threat", "missing-person", "officer-safety", "training"];
const BROAD: PurposeCode[] = [...URGENT, "investigation", "event-safety"];
const ALL: PurposeCode[] = [...BROAD, "public-space-monitoring"];

const OPEN = {
  watermark: false,
  noAudio: true,
  noExport: false,
  noSnapshot: false,
  maxHeightPx: 2_160,
  maxViewingMs: CITY_VIEWING_MS,
  notifyOwner: false,
  masks: [],
};
const BUSINESS = { ...OPEN, watermark: true, maxHeightPx: 1_080, maxViewingMs: STANDING_VIEWING_MS, notifyOwner: true };
const RESIDENT = {
  ...BUSINESS,
  noExport: true,
  noSnapshot: true,
  maxHeightPx: 720,
  maxViewingMs: EMERGENCY_VIEWING_MS,
};
const PRIVATE = { legalBasis: "owner-permission", supervisorFirst: false, validForDays: YEAR_DAYS } as const;
const NIGHTS = {
  timeZone: "America/New_York",
  weekly: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMin: 1_200, toMin: 360 }],
};

type Template = Omit<Terms, "cameraId">;

const TEMPLATES: Readonly<Record<TermKind | "registry", Template>> = {
  city: {
    legalBasis: "public-task",
    supervisorFirst: false,
    validForDays: YEAR_DAYS * 5,
    tier: "standing",
    purposes: ALL,
    obligations: OPEN,
    lookbackMs: LOOKBACK_MS.city,
    words: "City camera in public space. Any purpose in the city's camera policy.",
  },
  "business-standing": {
    ...PRIVATE,
    tier: "standing",
    purposes: BROAD,
    obligations: BUSINESS,
    lookbackMs: LOOKBACK_MS.business,
    words: "You may look whenever you have a call for it. Tell us each time.",
  },
  "business-emergency": {
    ...PRIVATE,
    tier: "emergency",
    emergency: { radiusM: 300, minPriority: 2 },
    purposes: URGENT,
    obligations: { ...BUSINESS, maxViewingMs: EMERGENCY_VIEWING_MS },
    lookbackMs: LOOKBACK_MS.business,
    words: "During a serious incident within 300 m, for half an hour.",
  },
  "business-request": {
    ...PRIVATE,
    tier: "on-request",
    purposes: BROAD,
    obligations: { ...BUSINESS, noExport: true, maxViewingMs: EMERGENCY_VIEWING_MS },
    lookbackMs: LOOKBACK_MS.business,
    words: "Ask us each time. We answer quickly.",
  },
  "business-night": {
    ...PRIVATE,
    tier: "scheduled",
    schedule: NIGHTS,
    purposes: BROAD,
    obligations: BUSINESS,
    lookbackMs: LOOKBACK_MS.business,
    words: "From eight in the evening to six in the morning, when we are closed.",
  },
  "resident-emergency": {
    ...PRIVATE,
    tier: "emergency",
    emergency: { radiusM: 300, minPriority: 1 },
    purposes: URGENT,
    obligations: { ...RESIDENT, maxHeightPx: 360 },
    lookbackMs: LOOKBACK_MS.resident,
    words: "Only when something grave happens within 300 m, and not for keeps.",
  },
  "resident-request": {
    ...PRIVATE,
    supervisorFirst: true,
    tier: "on-request",
    purposes: URGENT,
    obligations: RESIDENT,
    lookbackMs: LOOKBACK_MS.resident,
    words: "Ask me first, and have your supervisor agree before you do.",
  },
  "resident-short": {
    ...PRIVATE,
    tier: "emergency",
    emergency: { radiusM: 150, minPriority: 1 },
    purposes: URGENT,
    obligations: { ...RESIDENT, maxHeightPx: 360 },
    lookbackMs: LOOKBACK_MS.resident,
    words: "Only for a grave incident on my own block, within 150 m.",
  },
  "resident-night": {
    ...PRIVATE,
    tier: "scheduled",
    schedule: NIGHTS,
    purposes: URGENT,
    obligations: RESIDENT,
    lookbackMs: LOOKBACK_MS.resident,
    words: "At night, from eight to six.",
  },
  registry: {
    ...PRIVATE,
    tier: "registry-only",
    purposes: [],
    obligations: RESIDENT,
    words: "It is there. Ask me for footage if you need it.",
  },
};

/** Regions one camera hides beyond its template, by camera number. The neighbour's window is drawn shut by the camera. */
const MASKS: Readonly<Record<string, ConsentRecord["obligations"]["masks"]>> = {
  "260": [
    {
      id: "neighbour-window",
      kind: "permanent",
      enforcement: "camera",
      points: [
        [0.62, 0.2],
        [0.83, 0.2],
        [0.83, 0.5],
        [0.62, 0.5],
      ],
    },
  ],
  "231": [
    {
      id: "upstairs-flat",
      kind: "liftable",
      enforcement: "client",
      points: [
        [0.68, 0.02],
        [0.97, 0.02],
        [0.97, 0.26],
        [0.68, 0.26],
      ],
    },
  ],
};

export function termsOf(cameraId: string, number: string, kind: TermKind | "registry"): Terms {
  const template = TEMPLATES[kind];
  const masks = MASKS[number] ?? [];
  return { cameraId, ...template, obligations: { ...template.obligations, masks: [...masks] } };
}
