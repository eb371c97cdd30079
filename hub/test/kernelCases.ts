import type { ConsentRecord } from "../../contract/consentRecord.ts";
import type { ReasonCode } from "../../contract/reasons.ts";
import type { Decision, DecisionRequest, DecisionSnapshot, ScopedApproval } from "../consent/decide.ts";
import { EVERY_OBLIGATION } from "./testStation.ts";

/** One question to the kernel. */
export interface KernelCase {
  readonly request: DecisionRequest;
  readonly snapshot: DecisionSnapshot;
}

export const NOON_MS = Date.UTC(2026, 10, 23, 17, 0);
export const HOUR_MS = 3_600_000;
export const CROSSING = { lat: 41.05, lng: -68.42, accuracyM: 5 };
/** About 100 m north of the crossing. */
export const PORCH = { lat: 41.0509, lng: -68.42, accuracyM: 5 };

export const RECORD: ConsentRecord = {
  ...{ recordId: "record:1", version: 1, cameraId: "cam-1", ownerId: "owner-1", ownerKind: "business" },
  ...{ legalBasis: "owner-permission", state: "active", tier: "standing", supervisorFirst: false },
  purposes: ["emergency-response", "active-threat", "missing-person", "investigation", "public-space-monitoring"],
  ...{ validFromMs: NOON_MS - HOUR_MS, validUntilMs: NOON_MS + 24 * HOUR_MS, captureFromMs: NOON_MS - HOUR_MS },
  lookbackMs: 2 * HOUR_MS,
  obligations: {
    ...{ watermark: true, noAudio: true, noExport: true, noSnapshot: false, maxHeightPx: 720 },
    ...{ maxViewingMs: HOUR_MS / 2, notifyOwner: true, masks: [] },
  },
  words: "When there is a call for it.",
};
const INCIDENT = { id: "26-1", kind: "shots-heard" as const, verified: true, priority: 1, position: CROSSING };
/** An operator at their own station. */
export const PRESENT = { mayViewLive: true, isStationBound: true, isUnattended: false, isPurposePushed: false };
export interface CaseParts {
  readonly request?: Partial<DecisionRequest>;
  readonly snapshot?: Partial<DecisionSnapshot>;
  readonly record?: Partial<ConsentRecord>;
  readonly incident?: Partial<NonNullable<DecisionSnapshot["incident"]>>;
  readonly camera?: Partial<NonNullable<DecisionSnapshot["camera"]>>;
}

/** A permitted case, with parts replaced. */
export function makeCase({ request, snapshot, record, incident, camera }: CaseParts = {}): KernelCase {
  return {
    request: {
      ...{ operatorId: "analyst", cameraId: "cam-1", action: "view-live" },
      purpose: { code: "emergency-response", incidentId: "26-1" },
      supportedObligations: EVERY_OBLIGATION,
      ...request,
    },
    snapshot: {
      nowMs: NOON_MS,
      subject: PRESENT,
      camera: { position: PORCH, isOnline: true, isSynthetic: true, actions: ["view-live"], ...camera },
      consents: [{ ...RECORD, ...record }],
      epoch: 1,
      incident: { ...INCIDENT, ...incident },
      closeGraceMs: 0,
      ...{ approvals: [], wentUnanswered: false, runningSinceMs: null },
      ...snapshot,
    },
  };
}

/** A question about a stretch of the last hour. */
export const RECORDED = {
  request: { action: "view-recorded", range: { fromMs: NOON_MS - HOUR_MS / 2, toMs: NOON_MS - HOUR_MS / 4 } },
  camera: { actions: ["view-live", "view-recorded"] },
} satisfies CaseParts;

export function makeApproval(by: ScopedApproval["by"], change: Partial<ScopedApproval> = {}): ScopedApproval {
  const scope = {
    operatorId: "analyst",
    cameraId: "cam-1",
    action: "view-live",
    purposeCode: "emergency-response",
  } as const;
  return { by, ...scope, incidentId: "26-1", epoch: 1, untilMs: NOON_MS + HOUR_MS, ...change };
}

export const EMERGENCY = { tier: "emergency", emergency: { radiusM: 300, minPriority: 2 } } as const;
export const RESIDENT = { ownerKind: "resident" } as const;
export const ON_REQUEST = { tier: "on-request" } as const;

export type KernelRow = readonly [sentence: string, parts: CaseParts, outcome: Decision["outcome"], reason: ReasonCode];

export function makeMask(enforcement: "gateway" | "client"): ConsentRecord["obligations"]["masks"][number] {
  return {
    id: "window",
    kind: "liftable",
    enforcement,
    points: [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
  };
}
