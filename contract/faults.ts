import { z } from "zod";

/** The closed list of things that can break. A refusal is not a fault: it is a value in an answer. */
interface FaultFacts {
  /** HTTP status the hub answers with. */
  readonly status: number;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** One sentence for the operator: what happened and what to do. */
  readonly sentence: string;
}

export const FAULTS = {
  REQUEST_MALFORMED: {
    status: 400,
    retryable: false,
    sentence: "The request was not understood. Nothing was changed.",
  },
  REQUEST_TOO_LARGE: { status: 413, retryable: false, sentence: "The request was too large. Nothing was changed." },
  SIGN_IN_REQUIRED: { status: 401, retryable: false, sentence: "Sign in to go on." },
  SIGN_IN_WRONG: { status: 401, retryable: false, sentence: "Operator or password is wrong." },
  ACCOUNT_LOCKED: {
    status: 429,
    retryable: true,
    sentence: "Too many wrong passwords. This account is locked for 15 minutes.",
  },
  STATION_UNKNOWN: { status: 401, retryable: false, sentence: "This station is not enrolled with the hub." },
  STATION_NOT_ALLOWED: {
    status: 403,
    retryable: false,
    sentence: "This station may not run without an operator. An administrator allows it on the Stations screen.",
  },
  ENROL_CODE_WRONG: { status: 403, retryable: false, sentence: "The enrolment code is wrong, used or expired." },
  PROOF_WRONG: { status: 401, retryable: false, sentence: "The station could not prove its key to the hub." },
  FEED_SIGNATURE_WRONG: {
    status: 401,
    retryable: false,
    sentence: "The delivery was not signed with a key of this hub, or too long ago. Nothing was kept.",
  },
  GRANT_WRONG: { status: 401, retryable: false, sentence: "This view is not granted." },
  RIGHT_MISSING: { status: 403, retryable: false, sentence: "Your role does not allow this." },
  NOT_FOUND: { status: 404, retryable: false, sentence: "There is no such thing here." },
  CONFLICT: { status: 409, retryable: false, sentence: "Someone else changed this first. Look again and repeat." },
  FOOTAGE_REFUSED: { status: 409, retryable: false, sentence: "The recordings were not asked for." },
  CLIP_REFUSED: { status: 409, retryable: false, sentence: "There is no clip to be had." },
  CLIP_NOT_SAVED: { status: 507, retryable: true, sentence: "The clip could not be saved. Nothing was kept." },
  UPLOAD_REFUSED: { status: 409, retryable: false, sentence: "The file was not taken." },
  IMPORT_REFUSED: { status: 409, retryable: false, sentence: "Nothing was imported." },
  TRAINING_REFUSED: { status: 409, retryable: false, sentence: "Nothing was changed in the training." },
  CAMERA_OFFLINE: { status: 503, retryable: true, sentence: "The camera sends no picture at the moment." },
  RATE_LIMITED: { status: 429, retryable: true, sentence: "Too many requests. Wait a moment." },
  AUDIT_UNAVAILABLE: {
    status: 503,
    retryable: true,
    sentence: "The hub cannot write its audit log, so nothing new may be shown.",
  },
  HUB_UNREACHABLE: {
    status: 503,
    retryable: true,
    sentence: "The hub does not answer. Private views are closed and reopen by themselves.",
  },
  HUB_ANSWER_INVALID: { status: 502, retryable: false, sentence: "The hub sent an answer that was not understood." },
  STATION_LOCKED: { status: 423, retryable: false, sentence: "This station is locked. Unlock it to go on." },
  SECRET_WRONG: {
    status: 401,
    retryable: false,
    sentence: "Open Glasshouse with the address it printed at its start.",
  },
  BROWSER_MISSING: {
    status: 500,
    retryable: false,
    sentence: "No Chromium, Chrome or Edge was found. Open the printed address in one.",
  },
  DATA_UNUSABLE: { status: 500, retryable: false, sentence: "The data folder cannot be used." },
  PORT_TAKEN: { status: 500, retryable: false, sentence: "The port is taken by another program." },
  SNAPSHOT_NOT_SAVED: { status: 507, retryable: true, sentence: "The snapshot could not be saved. Nothing was kept." },
  SITE_UNUSABLE: { status: 500, retryable: false, sentence: "The site folder cannot be used." },
  INTERNAL: { status: 500, retryable: true, sentence: "Something unexpected happened. It was logged." },
} as const satisfies Record<string, FaultFacts>;

export type FaultCode = keyof typeof FAULTS;
export const FAULT_CODES = Object.keys(FAULTS) as [FaultCode, ...FaultCode[]];

/** Something broke. Crosses a process as a {@link Problem}: code, sentence, details; never a stack, token or URL. */
export class Fault extends Error {
  readonly code: FaultCode;
  /** What exactly, in words an operator may read; empty when the code says it all. */
  readonly detail: string;

  constructor(code: FaultCode, detail = "", options?: { cause?: unknown }) {
    super(detail === "" ? FAULTS[code].sentence : `${FAULTS[code].sentence} ${detail}`, options);
    this.name = "Fault";
    this.code = code;
    this.detail = detail;
  }

  get retryable(): boolean {
    return FAULTS[this.code].retryable;
  }
}

/** RFC 9457 `application/problem+json`, with the stable code and whether a retry can help. */
export const Problem = z.strictObject({
  type: z.string().max(200),
  title: z.string().max(400),
  status: z.int().min(400).max(599),
  code: z.enum(FAULT_CODES),
  detail: z.string().max(2_000),
  retryable: z.boolean(),
});
export type Problem = z.infer<typeof Problem>;

export function describeProblem(fault: Fault): Problem {
  const { status, retryable, sentence } = FAULTS[fault.code];
  return {
    type: `urn:glasshouse:fault:${fault.code}`,
    title: sentence,
    status,
    code: fault.code,
    detail: fault.detail.slice(0, 2_000),
    retryable,
  };
}
