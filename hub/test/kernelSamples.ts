import fc from "fast-check";
import {
  CONSENT_STATES,
  type ConsentRecord,
  OWNER_KINDS,
  PURPOSE_CODES,
  SHARING_TIERS,
} from "../../contract/consentRecord.ts";
import { INCIDENT_KINDS, type IncidentKind } from "../../contract/incidents.ts";
import type { TimeRange } from "../../contract/recorded.ts";
import { ACTIONS } from "../../contract/viewings.ts";
import type { ScopedApproval } from "../consent/decide.ts";
import { type KernelCase, makeApproval, makeCase, NOON_MS, RECORD } from "./kernelCases.ts";
import { EVERY_OBLIGATION } from "./testStation.ts";

/**
 * Random questions, leaning so far towards sense that every outcome is common: uniform ones are nearly all denied at
 * the first gate, and laws that hold of denials prove nothing.
 */

const HOUR_MS = 3_600_000;
const NORTH_DEG_PER_M = 1 / 111_195;

/** `usual` nine times out of ten. */
function mostly<T>(usual: T, others: fc.Arbitrary<T>, weight = 9): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: fc.constant(usual), weight }, { arbitrary: others, weight: 1 });
}

const code = fc.oneof(
  { arbitrary: fc.constant("emergency-response" as const), weight: 6 },
  { arbitrary: fc.constantFrom(...PURPOSE_CODES), weight: 4 },
);
const tier = fc.oneof(
  { arbitrary: fc.constantFrom("standing" as const, "emergency" as const, "on-request" as const), weight: 8 },
  { arbitrary: fc.constantFrom(...SHARING_TIERS), weight: 3 },
);

const mask = fc.constantFrom("camera" as const, "gateway" as const, "client" as const).map((enforcement) => {
  const points: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  return { id: "m", kind: "liftable" as const, enforcement, points };
});

const record: fc.Arbitrary<Partial<ConsentRecord>> = fc.record({
  tier,
  ownerKind: fc.constantFrom(...OWNER_KINDS),
  state: mostly<ConsentRecord["state"]>("active", fc.constantFrom(...CONSENT_STATES)),
  purposes: mostly<ConsentRecord["purposes"]>([...PURPOSE_CODES], fc.subarray([...PURPOSE_CODES])),
  supervisorFirst: fc.boolean(),
  captureFromMs: fc.constantFrom(NOON_MS - HOUR_MS, NOON_MS - 30 * 86_400_000, NOON_MS - 20 * 60_000, NOON_MS),
  lookbackMs: mostly<number | undefined>(
    2 * HOUR_MS,
    fc.constantFrom(undefined, 30 * 60_000, 20 * 60_000, 30 * 86_400_000),
    2,
  ),
  validFromMs: mostly(NOON_MS - HOUR_MS, fc.integer({ min: NOON_MS - 2, max: NOON_MS + 2 })),
  validUntilMs: mostly(NOON_MS + HOUR_MS, fc.integer({ min: NOON_MS - 2, max: NOON_MS + 2 })),
  emergency: fc.record({ radiusM: fc.integer({ min: 25, max: 600 }), minPriority: fc.integer({ min: 1, max: 5 }) }),
  schedule: fc.record({
    timeZone: mostly("America/New_York", fc.constant("Mars/Base"), 2),
    weekly: fc.array(
      fc.record({
        days: mostly([0, 1, 2, 3, 4, 5, 6], fc.constant([3])),
        fromMin: fc.integer({ min: 0, max: 700 }),
        toMin: fc.integer({ min: 701, max: 1_440 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  obligations: fc.record({
    ...{ watermark: fc.boolean(), noAudio: fc.boolean(), noExport: fc.boolean(), noSnapshot: fc.boolean() },
    ...{ notifyOwner: fc.boolean(), maxHeightPx: fc.constant(720), maxViewingMs: fc.constant(HOUR_MS / 2) },
    masks: mostly<ConsentRecord["obligations"]["masks"]>(
      [],
      mask.map((one) => [one]),
      2,
    ),
  }),
});

const approvals: fc.Arbitrary<ScopedApproval[]> = fc.subarray(["supervisor", "owner"] as const).chain((givers) =>
  fc.tuple(
    ...givers.map((by) =>
      fc
        .record({
          operatorId: mostly("analyst", fc.constant("trainer")),
          cameraId: mostly("cam-1", fc.constant("cam-2")),
          action: mostly<ScopedApproval["action"]>("view-live", fc.constantFrom(...ACTIONS)),
          purposeCode: mostly<ScopedApproval["purposeCode"]>("emergency-response", fc.constantFrom(...PURPOSE_CODES)),
          range: mostly<TimeRange | undefined>(undefined, range, 2),
          incidentId: mostly<string | undefined>("26-1", fc.constantFrom("26-2", undefined)),
          epoch: mostly(1, fc.constant(0)),
          untilMs: mostly(NOON_MS + HOUR_MS / 4, fc.integer({ min: NOON_MS - 2, max: NOON_MS + 2 })),
        })
        .map((change) => makeApproval(by, change)),
    ),
  ),
);

const incident = fc.record({
  id: mostly("26-1", fc.constant("26-2")),
  kind: mostly<IncidentKind>("shots-heard", fc.constantFrom(...(Object.keys(INCIDENT_KINDS) as IncidentKind[])), 4),
  verified: mostly(true, fc.constant(false)),
  priority: fc.oneof(
    { arbitrary: fc.constant(1), weight: 2 },
    { arbitrary: fc.integer({ min: 1, max: 5 }), weight: 3 },
  ),
  closedAtMs: mostly<number | undefined>(undefined, fc.integer({ min: NOON_MS - 200_000, max: NOON_MS }), 4),
  hasPosition: mostly(true, fc.constant(false)),
  metresNorth: fc.integer({ min: 0, max: 450 }),
  accuracyM: fc.constantFrom(0, 5, 30, 200),
});

/** Around the bounds of {@link record}: its capture, its look-back, and now. */
const minutes = fc.integer({ min: -130, max: 5 }).map((count) => NOON_MS + count * 60_000);
const range: fc.Arbitrary<TimeRange> = fc.oneof(
  { arbitrary: fc.constant({ fromMs: NOON_MS - 40 * 60_000, toMs: NOON_MS - 20 * 60_000 }), weight: 3 },
  { arbitrary: fc.record({ fromMs: minutes, toMs: fc.option(minutes) }), weight: 5 },
  {
    arbitrary: fc.record({ fromMs: fc.constant(NOON_MS - 30 * 86_400_000), toMs: fc.option(minutes) }),
    weight: 1,
  },
);

const parts = fc.record({
  code,
  record,
  approvals,
  incident,
  hasIncident: mostly(true, fc.constant(false)),
  action: mostly<KernelCase["request"]["action"]>("view-live", fc.constantFrom(...ACTIONS)),
  /** A live picture asked for with a time, or a recording without one. */
  isOddlyTimed: mostly(false, fc.constant(true), 20),
  actions: mostly<KernelCase["request"]["action"][]>(["view-live", "view-recorded"], fc.subarray([...ACTIONS])),
  isRecorded: fc.oneof({ arbitrary: fc.constant(false), weight: 3 }, { arbitrary: fc.constant(true), weight: 1 }),
  range,
  supported: mostly([...EVERY_OBLIGATION], fc.subarray([...EVERY_OBLIGATION], { minLength: 6 }), 2),
  ...{ isBound: mostly(true, fc.constant(false), 30), mayView: mostly(true, fc.constant(false), 30) },
  ...{ isAlone: mostly(false, fc.constant(true), 6), isPushed: fc.boolean() },
  ...{ isOnline: mostly(true, fc.constant(false), 20), isSynthetic: fc.boolean() },
  heads: fc.oneof({ arbitrary: fc.constant(1), weight: 30 }, { arbitrary: fc.constantFrom(0, 2), weight: 1 }),
  isKnown: mostly(true, fc.constant(false), 40),
  closeGraceMs: fc.constantFrom(0, 60_000, 120_000),
  /** A view of before its incident was closed, within the grace: three chances that seldom meet by themselves. */
  isInGrace: mostly(false, fc.constant(true), 8),
  wentUnanswered: mostly(false, fc.constant(true)),
  runningSinceMs: fc.oneof(
    { arbitrary: fc.constant(null), weight: 5 },
    { arbitrary: fc.integer({ min: NOON_MS - HOUR_MS, max: NOON_MS }), weight: 2 },
  ),
});
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

export const kernelCase: fc.Arbitrary<KernelCase> = parts.map(assemble);

function assemble(parts: Parts): KernelCase {
  const { metresNorth, closedAtMs: closed, hasPosition, accuracyM, ...facts } = parts.incident;
  const closedAtMs = parts.isInGrace ? NOON_MS - 30_000 : closed;
  const base = makeCase({ record: parts.record });
  const place = { lat: 41.05 + metresNorth * NORTH_DEG_PER_M, lng: -68.42, accuracyM };
  const seen = {
    ...facts,
    ...(closedAtMs === undefined ? {} : { closedAtMs }),
    ...(hasPosition ? { position: place } : {}),
  };
  const { isOnline, isSynthetic, actions, wentUnanswered, approvals: given } = parts;
  const grace = parts.isInGrace
    ? { closeGraceMs: 60_000, runningSinceMs: NOON_MS - 60_000 }
    : { closeGraceMs: parts.closeGraceMs, runningSinceMs: parts.runningSinceMs };
  const camera = { position: { lat: 41.05, lng: -68.42, accuracyM: 5 }, isOnline, isSynthetic, actions };
  const purpose = { code: parts.code, ...(parts.hasIncident ? { incidentId: "26-1" } : {}) };
  const [head = RECORD] = base.snapshot.consents;
  const action = parts.isRecorded ? "view-recorded" : parts.action;
  const isTimed = (action === "view-recorded" || action === "export") !== parts.isOddlyTimed;
  const asked = { action, purpose, supportedObligations: parts.supported, ...(isTimed ? { range: parts.range } : {}) };
  return {
    request: { ...base.request, ...asked },
    snapshot: {
      ...base.snapshot,
      subject: {
        ...{ mayViewLive: parts.mayView, isStationBound: parts.isBound },
        ...{ isUnattended: parts.isAlone, isPurposePushed: parts.isPushed },
      },
      camera: parts.isKnown ? camera : null,
      consents: Array.from({ length: parts.heads }, () => head),
      incident: parts.hasIncident ? seen : null,
      ...{ approvals: parts.isRecorded ? given.map(rerange) : given, wentUnanswered, ...grace },
    },
  };
}

/** A yes to a recording, of most of the day unless chance says otherwise; a yes to a live picture has no time. */
function rerange(approval: ScopedApproval): ScopedApproval {
  const range = approval.range ?? { fromMs: NOON_MS - 31 * 86_400_000, toMs: null };
  return approval.action === "view-live" ? { ...approval, action: "view-recorded", range } : approval;
}
