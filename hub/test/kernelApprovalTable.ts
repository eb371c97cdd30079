import { type KernelRow, makeApproval, NOON_MS, ON_REQUEST, RESIDENT } from "./kernelCases.ts";

const SUPERVISOR = makeApproval("supervisor");
const OWNER = makeApproval("owner");

/** Questions to the kernel that rest on somebody's yes. */
export const APPROVAL_ROWS: readonly KernelRow[] = [
  ["a business that is asked each time", { record: ON_REQUEST }, "pending-owner", "PENDING_OWNER"],
  [
    "a business that wants a supervisor first",
    { record: { ...ON_REQUEST, supervisorFirst: true } },
    "pending-supervisor",
    "PENDING_SUPERVISOR",
  ],
  [
    "a resident who is asked each time",
    { record: { ...ON_REQUEST, ...RESIDENT } },
    "pending-supervisor",
    "PENDING_SUPERVISOR",
  ],
  [
    "a resident, the supervisor having agreed",
    { record: { ...ON_REQUEST, ...RESIDENT }, snapshot: { approvals: [SUPERVISOR] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
  [
    "a resident, only the owner having agreed",
    { record: { ...ON_REQUEST, ...RESIDENT }, snapshot: { approvals: [OWNER] } },
    "pending-supervisor",
    "PENDING_SUPERVISOR",
  ],
  [
    "a resident, both having agreed",
    { record: { ...ON_REQUEST, ...RESIDENT }, snapshot: { approvals: [SUPERVISOR, OWNER] } },
    "permit",
    "OK",
  ],
  [
    "a request that got no answer",
    { record: ON_REQUEST, snapshot: { wentUnanswered: true } },
    "deny",
    "REQUEST_NO_ANSWER",
  ],
  [
    "a yes to another operator",
    { record: ON_REQUEST, snapshot: { approvals: [makeApproval("owner", { operatorId: "trainer" })] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
  [
    "a yes for another camera",
    { record: ON_REQUEST, snapshot: { approvals: [makeApproval("owner", { cameraId: "cam-2" })] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
  [
    "a yes to another action",
    { record: ON_REQUEST, snapshot: { approvals: [makeApproval("owner", { action: "export" })] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
  [
    "a yes to another purpose",
    { record: ON_REQUEST, snapshot: { approvals: [makeApproval("owner", { purposeCode: "investigation" })] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
  [
    "a yes for another incident",
    { record: ON_REQUEST, snapshot: { approvals: [makeApproval("owner", { incidentId: "26-2" })] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
  [
    "a yes under earlier terms",
    { record: ON_REQUEST, snapshot: { approvals: [makeApproval("owner", { epoch: 0 })] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
  [
    "a yes that has just run out",
    { record: ON_REQUEST, snapshot: { approvals: [makeApproval("owner", { untilMs: NOON_MS })] } },
    "pending-owner",
    "PENDING_OWNER",
  ],
];
