import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isPurposeFitting } from "../../contract/incidents.ts";
import { MAX_RECORDED_RANGE_MS } from "../../contract/recorded.ts";
import { makeCase, NOON_MS, RECORDED } from "../test/kernelCases.ts";
import { KERNEL_LAWS } from "../test/kernelLaws.ts";
import { kernelCase } from "../test/kernelSamples.ts";
import { KERNEL_TABLE } from "../test/kernelTable.ts";
import type { decide as Decide } from "./decide.ts";

/** Tests the tests: each mutant is the kernel's own source with one gate broken, and must be caught. */

const SAMPLES = 6_000;
const SEED = 322;
const MONTH_MS = 30 * 86_400_000;
/** Every law on one kernel is a second of work, or twenty on a machine that does other things too. */
const LAWS_LIMIT_MS = 60_000;

/** What is broken, the text it replaces, and the text in its place. */
const MUTANTS: readonly (readonly [name: string, from: string, to: string])[] = [
  ["any station will do", "if (!subject.isStationBound)", "if (false)"],
  ["any role may watch", "if (!subject.mayViewLive)", "if (false)"],
  ["a wall alone is as good as an operator", "if (!subject.isUnattended) return null", "return null"],
  ["a wall alone may replay", 'action === "view-live" && isWallPurpose', "isWallPurpose"],
  ["a wall alone chooses its purposes", 'action === "view-live" && isWallPurpose', 'action === "view-live"'],
  ["a wall alone shows what is private", 'subject.isUnattended && record.ownerKind !== "city"', "false"],
  ["a wall alone asks owners", 'if (subject.isUnattended) return deny("SUBJ_UNATTENDED")', ""],
  ["unsupported actions pass", "if (!camera.actions.includes(action))", "if (false)"],
  ["offline cameras pass", "camera.isOnline || runningSinceMs !== null", "true"],
  ["no incident is needed", "WITHOUT_INCIDENT.includes(purpose.code) ? null", "true ? null"],
  ["another incident will do", "incident === null || incident.id !== purpose.incidentId", "incident === null"],
  ["closed incidents pass", "if (snapshot.nowMs >= endOfIncidentMs(snapshot))", "if (false)"],
  ["what begins after a close has its grace", "runningSinceMs !== null && runningSinceMs < closedAtMs", "true"],
  ["grace has no end", "? closedAtMs + closeGraceMs", "? Number.POSITIVE_INFINITY"],
  ["a permit outlasts the grace", "endOfIncidentMs(snapshot),", ""],
  ["any purpose fits any incident", "if (!isPurposeFitting(incident.kind, purpose.code))", "if (false)"],
  ["unverified incidents pass", "if (!incident.verified)", "if (false)"],
  ["purposes without records pass", "if (WITHOUT_RECORD_TYPE.includes(purpose.code))", "if (false)"],
  ["a mild threat is active", 'purpose.code === "active-threat" && incident.priority > MOST_URGENT', "false"],
  ["the first of two records counts", "if (second !== undefined)", "if (false)"],
  ["withdrawal is ignored", 'if (record.state === "withdrawn")', "if (false)"],
  ["suspension is ignored", 'if (record.state === "suspended")', "if (false)"],
  ["expiry is ignored", 'record.state === "expired" || nowMs >= record.validUntilMs', 'record.state === "expired"'],
  ["expiry comes a millisecond late", "nowMs >= record.validUntilMs", "nowMs > record.validUntilMs"],
  ["the beginning is ignored", "if (nowMs < record.validFromMs)", "if (false)"],
  ["registry-only cameras are shown", 'record.tier === "registry-only" ? "CONSENT_REGISTRY_ONLY" : record', "record"],
  [
    "private cameras are public space",
    'purpose.code === "public-space-monitoring" && record.ownerKind !== "city"',
    "false",
  ],
  ["training looks at real people", 'purpose.code === "training" && camera?.isSynthetic !== true', "false"],
  ["residents are fished", "isFishing || ", ""],
  ["residents may be watched always", 'isFishing || record.tier === "standing"', "isFishing"],
  ["purposes are not asked for", "record.purposes.includes(meant)", "true"],
  ["training needs its own grant", 'purpose.code === "training" ? "emergency-response" : purpose.code', "purpose.code"],
  [
    "unknown hours are open",
    'if (isOpen === undefined) return "EVAL_INDETERMINATE"',
    "if (isOpen === undefined) return null",
  ],
  ["hours are ignored", 'return isOpen ? null : "RULE_OUTSIDE_SCHEDULE"', "return null"],
  ["urgency is ignored", "if (incident.priority > emergency.minPriority)", "if (false)"],
  ["urgency is turned round", "incident.priority > emergency.minPriority", "incident.priority < emergency.minPriority"],
  ["the camera's doubt is forgotten", "camera.position.accuracyM + incident", "incident"],
  ["the incident's doubt counts for access", "+ incident.position.accuracyM", "- incident.position.accuracyM"],
  [
    "an unknown place is near",
    "if (!Number.isFinite(farthestM))",
    "if (Number.isNaN(farthestM)) return null; if (false)",
  ],
  ["distance is ignored", 'farthestM <= emergency.radiusM ? null : "RULE_OUTSIDE_RADIUS"', "null"],
  ["obligations are not checked", "isMet && !needsGateway", "!needsGateway"],
  ["gateway masks pass", "isMet && !needsGateway", "isMet"],
  ["masks are no obligation", "obligations.masks.length > 0", "false"],
  ["viewings never end", "nowMs - runningSinceMs < record.obligations.maxViewingMs", "true"],
  ["owners are not asked", 'record.tier === "on-request" ? findApproval', "false ? findApproval"],
  ["supervisors are not asked", "needsSupervisor(snapshot, record) ? findApproval", "false ? findApproval"],
  [
    "residents are asked without a supervisor",
    'record.supervisorFirst || record.ownerKind === "resident"',
    "record.supervisorFirst",
  ],
  ["a supervisor's yes is an owner's", "approval.by === by &&", ""],
  ["a yes holds for every operator", "approval.operatorId === request.operatorId &&", ""],
  ["a yes holds for every camera", "approval.cameraId === request.cameraId &&", ""],
  ["a yes holds for every purpose", "approval.purposeCode === request.purpose.code &&", ""],
  ["a yes holds for every incident", "approval.incidentId === request.purpose.incidentId &&", ""],
  ["a yes outlives its terms", "approval.epoch === epoch &&", ""],
  ["a yes holds for ever", "nowMs < approval.untilMs", "true"],
  ["a permit outlasts the owner's yes", "owner?.untilMs ?? Number.POSITIVE_INFINITY", "Number.POSITIVE_INFINITY"],
  [
    "a permit outlasts the terms",
    "record.validUntilMs,\n    startedAtMs",
    "Number.POSITIVE_INFINITY,\n    startedAtMs",
  ],
  [
    "recordings need no time",
    "return range !== undefined && isPast(range, nowMs)",
    "return range === undefined || isPast(range, nowMs)",
  ],
  ["live pictures may have a time", 'return range === undefined ? null : "REQ_MALFORMED"', "return null"],
  ["the future may be watched", "fromMs < nowMs &&", ""],
  ["time may run backwards", "&& fromMs < toMs", ""],
  [
    "terms without recordings show them",
    'if (lookbackMs === undefined) return "RULE_ACTION_NOT_GRANTED"',
    "lookbackMs ??= 1e12",
  ],
  ["look-back is ignored", "nowMs - lookbackMs,", "0,"],
  ["look-back comes late by a second", "nowMs - lookbackMs,", "nowMs - lookbackMs - 1000,"],
  ["what was captured before the terms is shown", "wish.fromMs, captureFromMs,", "wish.fromMs,"],
  ["a range is as long as you like", "endMs - MAX_RECORDED_RANGE_MS", "0"],
  ["a range begins before it was asked to", "Math.max(wish.fromMs, captureFromMs", "Math.max(captureFromMs"],
  ["a range goes on beyond its end", "Math.min(wish.toMs ?? nowMs, nowMs)", "nowMs"],
  ["a range goes on beyond now", "Math.min(wish.toMs ?? nowMs, nowMs)", "(wish.toMs ?? nowMs)"],
  ["an end is forgotten", "wish.toMs === null ? null : Math.floor(endMs)", "null"],
  ["an empty range is permitted", "if (fromMs < endMs) return", "if (fromMs <= endMs) return"],
  ["the past needs a stream", "|| OF_THE_PAST.includes(action)", ""],
  ["a yes holds for every time", "coversRange(approval.range, request.range) &&", ""],
  ["a yes holds for what it touches", "outer.fromMs <= inner.fromMs", "true"],
  ["a yes has no end", "inner.toMs <= outer.toMs", "true"],
  [
    "a yes with an end holds for what has none",
    "inner.toMs !== null && inner.toMs <= outer.toMs",
    "inner.toMs <= outer.toMs",
  ],
  ["a permit outlasts its range", "endOfRangeMs(range, record),", ""],
  ["no answer is asked again", "if (wentUnanswered)", "if (false)"],
];

function readPlain(file: string): string {
  const source = readFileSync(join(import.meta.dirname, file), "utf8");
  return stripTypeScriptTypes(source)
    .replace(/^import .*$/gm, "")
    .replace(/^export /gm, "");
}

const helpers = readPlain("distance.ts") + readPlain("spans.ts") + readPlain("schedule.ts");
const kernel = readPlain("range.ts") + readPlain("decide.ts");

function evaluate(source: string): typeof Decide {
  const names = ["isPurposeFitting", "MAX_RECORDED_RANGE_MS"];
  return new Function(...names, `${helpers}\n${source}\nreturn decide;`)(isPurposeFitting, MAX_RECORDED_RANGE_MS);
}

/** Stripping leaves spaces where types were, so the text to replace is looked for without regard to them. */
function mutate(from: string, to: string): string {
  const pattern = new RegExp(from.split(/\s+/).map(escapePattern).join("\\s+"));
  if (!pattern.test(kernel)) throw new Error(`the kernel no longer says ${from}`);
  return kernel.replace(pattern, () => to);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** What goes on after its incident was closed, and is not stopped sooner by anything else: chance seldom draws it. */
const IN_GRACE = makeCase({
  incident: { closedAtMs: NOON_MS - 1 },
  snapshot: { closeGraceMs: 2, runningSinceMs: NOON_MS - 2 },
});
/** A month of a camera whose terms would have it. */
const MONTH = makeCase({
  ...RECORDED,
  request: { ...RECORDED.request, range: { fromMs: NOON_MS - MONTH_MS, toMs: null } },
  record: { captureFromMs: 0, lookbackMs: MONTH_MS },
});
const OFFLINE = makeCase({ ...RECORDED, camera: { ...RECORDED.camera, isOnline: false } });
const samples = [IN_GRACE, MONTH, OFFLINE, ...fc.sample(kernelCase, { numRuns: SAMPLES, seed: SEED })];

function findFailure(decide: typeof Decide): string | undefined {
  for (const [sentence, parts, outcome, reason] of KERNEL_TABLE) {
    const { request, snapshot } = makeCase(parts);
    const decision = decide(request, snapshot);
    if (decision.outcome !== outcome || decision.reasons[0] !== reason) return sentence;
  }
  return undefined;
}

function findBrokenLaw(decide: typeof Decide): string | undefined {
  return KERNEL_LAWS.find(({ holds }) => samples.some((sample) => !holds(decide, sample)))?.sentence;
}

test("the unbroken kernel passes the table and the laws", { timeout: LAWS_LIMIT_MS }, () => {
  expect(findFailure(evaluate(kernel))).toBeUndefined();
  expect(findBrokenLaw(evaluate(kernel))).toBeUndefined();
});

const byLaws = new Set<string>();

test.each(MUTANTS)("caught: %s", { timeout: LAWS_LIMIT_MS }, (name, from, to) => {
  const mutant = evaluate(mutate(from, to));
  const law = findBrokenLaw(mutant);
  if (law !== undefined) byLaws.add(name);
  expect(law ?? findFailure(mutant)).toBeDefined();
});

/** From what the tests of each mutant found, so that no test is all of the work; it needs them to have run. */
test("the laws alone catch nine mutants in ten", () => {
  const missed = MUTANTS.map(([name]) => name).filter((name) => !byLaws.has(name));
  process.stdout.write(
    `mutants ${MUTANTS.length}, caught by laws alone ${byLaws.size}; by the table only: ${missed.join(", ")}\n`,
  );
  expect(byLaws.size / MUTANTS.length).toBeGreaterThanOrEqual(0.9);
});
