import type { TimeRange } from "../../contract/recorded.ts";
import {
  type CaseParts,
  EMERGENCY,
  HOUR_MS,
  type KernelRow,
  makeApproval,
  makeMask,
  NOON_MS,
  ON_REQUEST,
  RECORD,
  RECORDED,
  RESIDENT,
} from "./kernelCases.ts";
import { EVERY_OBLIGATION } from "./testStation.ts";

const OWNER = makeApproval("owner");

/** A recording from so many minutes of now on. */
function at(fromMinutes: number, toMinutes: number | null): CaseParts {
  return { ...RECORDED, request: { ...RECORDED.request, range: around(fromMinutes, toMinutes) } };
}

function around(fromMinutes: number, toMinutes: number | null): TimeRange {
  const ms = (minutes: number) => NOON_MS + (minutes * HOUR_MS) / 60;
  return { fromMs: ms(fromMinutes), toMs: toMinutes === null ? null : ms(toMinutes) };
}

function allow(fromMinutes: number, toMinutes: number) {
  return makeApproval("owner", { action: "view-recorded", range: around(fromMinutes, toMinutes) });
}

/** Questions to the kernel about what was recorded: to look at it, and to cut clips of it. */
export const RECORDED_ROWS: readonly KernelRow[] = [
  ["a recording of the terms' time", RECORDED, "permit", "OK"],
  ["a recording of no time", { ...RECORDED, request: { action: "view-recorded" } }, "deny", "CTX_TIME_RANGE_INVALID"],
  ["a recording that ends where it begins", at(-10, -10), "deny", "CTX_TIME_RANGE_INVALID"],
  ["a recording that ends before it begins", at(-10, -20), "deny", "CTX_TIME_RANGE_INVALID"],
  ["a recording of this very millisecond", at(0, null), "deny", "CTX_TIME_RANGE_INVALID"],
  ["a recording of what is to come", at(10, 20), "deny", "CTX_TIME_RANGE_INVALID"],
  ["a recording from no time on", at(Number.NaN, null), "deny", "CTX_TIME_RANGE_INVALID"],
  ["a recording that goes on beyond now", at(-10, 10), "permit", "OK"],
  ["a recording that rolls along with now", at(-10, null), "permit", "OK"],
  ["a live picture with a time", { request: { range: RECORDED.request.range } }, "deny", "REQ_MALFORMED"],
  [
    "a recording under terms that say nothing of recordings",
    { ...RECORDED, record: { lookbackMs: undefined } },
    "deny",
    "RULE_ACTION_NOT_GRANTED",
  ],
  [
    "a recording of before the terms cover",
    { ...RECORDED, record: { captureFromMs: NOON_MS - HOUR_MS / 4 } },
    "deny",
    "CONSENT_NOT_COVERING_CAPTURE_TIME",
  ],
  [
    "a recording with a millisecond that the terms cover",
    { ...RECORDED, record: { captureFromMs: NOON_MS - HOUR_MS / 4 - 1 } },
    "permit",
    "OK",
  ],
  [
    "a recording as old as terms reach back",
    { ...RECORDED, record: { lookbackMs: HOUR_MS / 4 } },
    "deny",
    "RULE_OUTSIDE_LOOKBACK",
  ],
  [
    "a recording a millisecond younger than terms reach back",
    { ...RECORDED, record: { lookbackMs: HOUR_MS / 4 + 1 } },
    "permit",
    "OK",
  ],
  [
    "a recording given to be seen and withdrawn since",
    { ...RECORDED, record: { state: "withdrawn" } },
    "deny",
    "CONSENT_WITHDRAWN",
  ],
  [
    "a recording of an offline camera",
    { ...RECORDED, camera: { ...RECORDED.camera, isOnline: false } },
    "permit",
    "OK",
  ],
  [
    "a recording for an incident that is closed",
    { ...RECORDED, incident: { closedAtMs: NOON_MS } },
    "deny",
    "CTX_INCIDENT_CLOSED",
  ],
  [
    "a recording for an incident that is not verified",
    { ...RECORDED, incident: { verified: false } },
    "deny",
    "CTX_INCIDENT_UNVERIFIED",
  ],
  [
    "a recording of a camera too far from its incident",
    { ...RECORDED, record: { tier: "emergency", emergency: { radiusM: 50, minPriority: 2 } } },
    "deny",
    "RULE_OUTSIDE_RADIUS",
  ],
  [
    "a recording asked for where a live picture was allowed",
    { ...RECORDED, record: ON_REQUEST, snapshot: { approvals: [OWNER] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
  [
    "a recording of a part of the time that was allowed",
    { ...RECORDED, record: ON_REQUEST, snapshot: { approvals: [allow(-60, -10)] } },
    "permit",
    "OK",
  ],
  [
    "a recording of more than the time that was allowed",
    { ...RECORDED, record: ON_REQUEST, snapshot: { approvals: [allow(-60, -16)] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
  [
    "a recording that rolls along, after a yes for one that has an end",
    { ...at(-10, null), record: ON_REQUEST, snapshot: { approvals: [allow(-60, -5)] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
  [
    "an investigation of what a resident's camera recorded",
    {
      ...RECORDED,
      request: { ...RECORDED.request, purpose: { code: "investigation", incidentId: "26-1" } },
      record: { ...RESIDENT, ...EMERGENCY },
    },
    "permit",
    "OK",
  ],
  [
    "a clip with a mask the hub draws",
    {
      request: { ...RECORDED.request, action: "export" },
      camera: { actions: ["export"] },
      record: { obligations: { ...RECORD.obligations, noExport: false, masks: [makeMask("gateway")] } },
    },
    "permit",
    "OK",
  ],
  [
    "a clip with a mask, from a hub that cannot draw it",
    {
      request: {
        ...RECORDED.request,
        action: "export",
        supportedObligations: EVERY_OBLIGATION.filter((name) => name !== "masks"),
      },
      camera: { actions: ["export"] },
      record: { obligations: { ...RECORD.obligations, noExport: false, masks: [makeMask("gateway")] } },
    },
    "deny",
    "OBLIGATION_UNSUPPORTED_BY_PEP",
  ],
  [
    "an export that is forbidden",
    { request: { action: "export", range: RECORDED.request.range }, camera: { actions: ["export"] } },
    "deny",
    "RES_ACTION_UNSUPPORTED",
  ],
];
