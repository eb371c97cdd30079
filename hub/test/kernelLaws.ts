import type { ConsentRecord } from "../../contract/consentRecord.ts";
import { INCIDENT_KINDS } from "../../contract/incidents.ts";
import type { TimeRange } from "../../contract/recorded.ts";
import { type decide as Decide, type Decision, OUTCOMES, type ScopedApproval } from "../consent/decide.ts";
import { isScheduleOpen } from "../consent/schedule.ts";
import { type KernelCase, makeApproval } from "./kernelCases.ts";

/** What must be true of every decision, written without looking at how the kernel comes to it. */
export interface KernelLaw {
  readonly sentence: string;
  readonly holds: (decide: typeof Decide, sample: KernelCase) => boolean;
}

const EARTH_RADIUS_M = 6_371_008.8;
/** Slack of the second, cruder distance formula at city scale. */
const FORMULA_SLACK_M = 0.5;
const RANK: Readonly<Record<Decision["outcome"], number>> = {
  deny: 0,
  "pending-supervisor": 1,
  "pending-owner": 2,
  permit: 3,
};

function isPermit({ outcome }: Decision): boolean {
  return outcome === "permit";
}

function headOf({ snapshot }: KernelCase): ConsentRecord | undefined {
  return snapshot.consents.length === 1 ? snapshot.consents[0] : undefined;
}

function withSnapshot(sample: KernelCase, change: Partial<KernelCase["snapshot"]>): KernelCase {
  return { ...sample, snapshot: { ...sample.snapshot, ...change } };
}

function run(decide: typeof Decide, { request, snapshot }: KernelCase): Decision {
  return decide(request, snapshot);
}

/** A condition without which nothing is shown. */
interface Gate {
  readonly sentence: string;
  readonly isOpen: (sample: KernelCase, head: ConsentRecord) => boolean;
}

function gate(sentence: string, isOpen: Gate["isOpen"]): Gate {
  return { sentence, isOpen };
}

function permitOnlyThrough({ sentence, isOpen }: Gate): KernelLaw {
  return {
    sentence: `permits only ${sentence}`,
    holds: (decide, sample) => {
      if (!isPermit(run(decide, sample))) return true;
      const head = headOf(sample);
      return head !== undefined && isOpen(sample, head);
    },
  };
}

/** Distance by another formula than the kernel's. */
function roughDistanceM({ snapshot: { camera, incident } }: KernelCase): number {
  const [from, to] = [camera?.position, incident?.position];
  if (from === undefined || to === undefined) return Number.POSITIVE_INFINITY;
  const east = (to.lng - from.lng) * Math.cos((from.lat * Math.PI) / 180);
  return (Math.hypot(to.lat - from.lat, east) * Math.PI * EARTH_RADIUS_M) / 180 + from.accuracyM + to.accuracyM;
}

function hasYes({ request, snapshot }: KernelCase, by: ScopedApproval["by"]): boolean {
  const wanted = makeApproval(by, {
    action: request.action,
    purposeCode: request.purpose.code,
    incidentId: request.purpose.incidentId,
  });
  const { untilMs: _any, ...wantedScope } = wanted;
  return snapshot.approvals.some(({ untilMs, range, ...scope }) => {
    const isInScope = untilMs > snapshot.nowMs && JSON.stringify(scope) === JSON.stringify(wantedScope);
    return isInScope && isWithin(request.range, range);
  });
}

/** Whether a yes for one time, or for none, is one for another. */
function isWithin(asked: TimeRange | undefined, given: TimeRange | undefined): boolean {
  if (asked === undefined || given === undefined) return asked === undefined && given === undefined;
  const endOf = ({ toMs }: TimeRange) => toMs ?? Number.POSITIVE_INFINITY;
  return given.fromMs <= asked.fromMs && endOf(given) >= endOf(asked);
}

function isOfThePast({ action }: KernelCase["request"]): boolean {
  return action === "view-recorded" || action === "export";
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** Whether wish, terms and the hub's own bound all allow a moment of the past. */
function isAllowedAt(atMs: number, { request: { range }, snapshot: { nowMs } }: KernelCase, head: ConsentRecord) {
  if (range === undefined || head.lookbackMs === undefined) return false;
  const endMs = range.toMs === null ? nowMs : Math.min(range.toMs, nowMs);
  const isWished = atMs >= range.fromMs && atMs < endMs && endMs - atMs <= WEEK_MS;
  return isWished && atMs >= head.captureFromMs && nowMs - atMs <= head.lookbackMs;
}

function needsSupervisor({ snapshot }: KernelCase, { tier, ownerKind, supervisorFirst }: ConsentRecord): boolean {
  const isResident = ownerKind === "resident";
  if (tier === "on-request") return isResident || supervisorFirst;
  return isResident && snapshot.incident?.priority !== 1;
}

const FREE_CODES = new Set(["public-space-monitoring", "training"]);

/** Open; or closed so shortly that what ran before may go on. Nothing may begin. */
function isGoingOn({ nowMs, incident, runningSinceMs, closeGraceMs }: KernelCase["snapshot"]): boolean {
  const closedAtMs = incident?.closedAtMs;
  if (closedAtMs === undefined) return true;
  return runningSinceMs !== null && runningSinceMs < closedAtMs && nowMs < closedAtMs + closeGraceMs;
}

const GATES: readonly Gate[] = [
  gate("with one record, active and valid now", ({ snapshot: { nowMs } }, head) => {
    return head.state === "active" && head.validFromMs <= nowMs && nowMs < head.validUntilMs;
  }),
  gate("cameras that are shared at all", (_sample, { tier }) => tier !== "registry-only"),
  gate(
    "a bound station and a role that may watch",
    ({ snapshot: { subject } }) => subject.isStationBound && subject.mayViewLive,
  ),
  gate("live city cameras on a wall without an operator, for public space or what was pushed to it", (sample, head) => {
    const { request, snapshot } = sample;
    if (!snapshot.subject.isUnattended) return true;
    const isForIt = request.purpose.code === "public-space-monitoring" || snapshot.subject.isPurposePushed;
    return request.action === "view-live" && head.ownerKind === "city" && isForIt;
  }),
  gate("what the camera can do", ({ request, snapshot }) => snapshot.camera?.actions.includes(request.action) === true),
  gate("live pictures of cameras that are online, or already watched", ({ request, snapshot }) => {
    return snapshot.camera?.isOnline === true || snapshot.runningSinceMs !== null || isOfThePast(request);
  }),
  gate("times that are over, for recordings and nothing else", ({ request, snapshot: { nowMs } }) => {
    const { range } = request;
    if (range === undefined || !isOfThePast(request)) return (range !== undefined) === isOfThePast(request);
    return range.fromMs < nowMs && (range.toMs === null || range.fromMs < range.toMs);
  }),
  gate("recordings of which the terms cover the last moment at least", (sample, head) => {
    const { range } = sample.request;
    if (range === undefined) return true;
    const endMs = Math.min(range.toMs ?? sample.snapshot.nowMs, sample.snapshot.nowMs);
    return isAllowedAt(endMs - 1, sample, head);
  }),
  gate("for an incident that is known, open and verified, where one is needed or named", ({ request, snapshot }) => {
    const { code, incidentId } = request.purpose;
    if (incidentId === undefined) return FREE_CODES.has(code);
    const { incident } = snapshot;
    return incident?.id === incidentId && incident.verified && isGoingOn(snapshot);
  }),
  gate("purposes that fit the kind of incident", ({ request: { purpose }, snapshot: { incident } }) => {
    if (purpose.incidentId === undefined || incident === null || purpose.code === "training") return true;
    const fitting: readonly string[] = INCIDENT_KINDS[incident.kind];
    return fitting.includes(purpose.code);
  }),
  gate("purposes the owner granted", ({ request: { purpose } }, { purposes }) => {
    return purposes.includes(purpose.code === "training" ? "emergency-response" : purpose.code);
  }),
  gate("purposes that have records behind them", ({ request: { purpose } }) => {
    return purpose.code !== "officer-safety" && purpose.code !== "event-safety";
  }),
  gate("an active threat of the highest priority", ({ request, snapshot }) => {
    return request.purpose.code !== "active-threat" || snapshot.incident?.priority === 1;
  }),
  gate("public-space monitoring of city cameras", ({ request }, { ownerKind }) => {
    return request.purpose.code !== "public-space-monitoring" || ownerKind === "city";
  }),
  gate("training on drawn cameras", ({ request, snapshot }) => {
    return request.purpose.code !== "training" || snapshot.camera?.isSynthetic === true;
  }),
  gate("residents' cameras not always, and for investigations what was recorded", ({ request }, head) => {
    const isOpen = request.purpose.code !== "investigation" || request.action !== "view-live";
    return head.ownerKind !== "resident" || (head.tier !== "standing" && isOpen);
  }),
  gate("emergencies urgent and near enough", (sample, { tier, emergency }) => {
    if (tier !== "emergency") return true;
    const { incident } = sample.snapshot;
    if (incident === null || emergency === undefined || incident.priority > emergency.minPriority) return false;
    return roughDistanceM(sample) <= emergency.radiusM + FORMULA_SLACK_M;
  }),
  gate("in the owner's hours", ({ snapshot: { nowMs } }, { tier, schedule }) => {
    return tier !== "scheduled" || (schedule !== undefined && isScheduleOpen(schedule, nowMs) === true);
  }),
  gate(
    "with the owner's yes where each request is asked",
    (sample, { tier }) => tier !== "on-request" || hasYes(sample, "owner"),
  ),
  gate(
    "with a supervisor's yes where one is needed",
    (sample, head) => !needsSupervisor(sample, head) || hasYes(sample, "supervisor"),
  ),
  gate("to clients that can do what they must", ({ request: { supportedObligations: can } }, { obligations }) => {
    const flags = ["watermark", "noAudio", "noExport", "noSnapshot", "notifyOwner"] as const;
    const areFlagsMet = flags.every((name) => !obligations[name] || can.includes(name));
    const areMasksMet = obligations.masks.length === 0 || can.includes("masks");
    return areFlagsMet && areMasksMet && can.includes("maxHeightPx") && can.includes("maxViewingMs");
  }),
  gate("pictures whose masks are not left to the hub, but in clips it cuts", ({ request }, { obligations }) => {
    return request.action === "export" || obligations.masks.every(({ enforcement }) => enforcement !== "gateway");
  }),
  gate("viewings within their time", ({ snapshot: { nowMs, runningSinceMs } }, { obligations }) => {
    return runningSinceMs === null || nowMs - runningSinceMs < obligations.maxViewingMs;
  }),
];

export const KERNEL_LAWS: readonly KernelLaw[] = [
  {
    sentence: "answers one of four outcomes with a reason",
    holds: (decide, sample) => {
      const { outcome, reasons } = run(decide, sample);
      return OUTCOMES.includes(outcome) && reasons.length > 0 && (outcome === "permit") === reasons.includes("OK");
    },
  },
  {
    sentence: "answers the same to the same",
    holds: (decide, sample) =>
      JSON.stringify(run(decide, sample)) === JSON.stringify(run(decide, structuredClone(sample))),
  },
  ...GATES.map(permitOnlyThrough),
  {
    sentence: "a permit ends with the terms, the viewing's time, the incident's grace and every yes it needed",
    holds: (decide, sample) => {
      const decision = run(decide, sample);
      const head = headOf(sample);
      if (decision.outcome !== "permit" || head === undefined) return true;
      const { nowMs, runningSinceMs, approvals, incident, closeGraceMs } = sample.snapshot;
      const needed = approvals.filter(({ by }) =>
        by === "owner" ? head.tier === "on-request" : needsSupervisor(sample, head),
      );
      const ends = [head.validUntilMs, (runningSinceMs ?? nowMs) + head.obligations.maxViewingMs];
      const rangeEndMs = decision.range?.toMs ?? null;
      if (rangeEndMs !== null) ends.push(rangeEndMs + (head.lookbackMs ?? 0));
      if (incident?.closedAtMs !== undefined) ends.push(incident.closedAtMs + closeGraceMs);
      const yesEnds = (["owner", "supervisor"] as const).flatMap((by) =>
        needed.filter((yes) => yes.by === by && isWithin(sample.request.range, yes.range)).map((yes) => yes.untilMs),
      );
      return decision.untilMs === Math.min(...ends, ...yesEnds);
    },
  },
  {
    sentence: "permits of the past exactly the moments that wish, terms and the longest range allow",
    holds: (decide, sample) => {
      const decision = run(decide, sample);
      const head = headOf(sample);
      if (decision.outcome !== "permit" || head === undefined) return true;
      const { range } = decision;
      if (range === undefined) return sample.request.range === undefined;
      const toMs = range.toMs ?? sample.snapshot.nowMs;
      const moments = [range.fromMs - 1, range.fromMs, Math.floor((range.fromMs + toMs) / 2), toMs - 1, toMs];
      return (
        (range.toMs === null) === (sample.request.range?.toMs === null) &&
        moments.every((atMs) => (atMs >= range.fromMs && atMs < toMs) === isAllowedAt(atMs, sample, head))
      );
    },
  },
  {
    sentence: "permits nothing of before terms that were given again just now",
    holds: (decide, sample) => {
      const { nowMs } = sample.snapshot;
      const consents = sample.snapshot.consents.map((record) => ({ ...record, captureFromMs: nowMs }));
      return sample.request.range === undefined || !isPermit(run(decide, withSnapshot(sample, { consents })));
    },
  },
  {
    sentence: "never blames the terms for a time that is not over",
    holds: (decide, sample) => {
      const { range } = sample.request;
      const isOver =
        range === undefined ||
        (range.fromMs < sample.snapshot.nowMs && range.fromMs < (range.toMs ?? Number.POSITIVE_INFINITY));
      const blamed = ["CONSENT_NOT_COVERING_CAPTURE_TIME", "RULE_OUTSIDE_LOOKBACK"];
      return isOver || !run(decide, sample).reasons.some((reason) => blamed.includes(reason));
    },
  },
  {
    sentence: "never reaches farther back as time goes by",
    holds: (decide, sample) => {
      const now = run(decide, sample);
      const later = run(decide, withSnapshot(sample, { nowMs: sample.snapshot.nowMs + 1_000 }));
      if (now.outcome !== "permit" || later.outcome !== "permit") return true;
      return (later.range?.fromMs ?? 0) >= (now.range?.fromMs ?? 0);
    },
  },
  {
    sentence: "asks a resident only after a supervisor",
    holds: (decide, sample) => {
      const isAsking = run(decide, sample).outcome === "pending-owner";
      return !isAsking || headOf(sample)?.ownerKind !== "resident" || hasYes(sample, "supervisor");
    },
  },
  {
    sentence: "asks an owner only under on-request terms",
    holds: (decide, sample) => run(decide, sample).outcome !== "pending-owner" || headOf(sample)?.tier === "on-request",
  },
  {
    sentence: "asks nobody for a wall without an operator",
    holds: (decide, sample) =>
      !sample.snapshot.subject.isUnattended || !run(decide, sample).outcome.startsWith("pending"),
  },
  {
    sentence: "asks nobody a second time after no answer",
    holds: (decide, sample) => !sample.snapshot.wentUnanswered || !run(decide, sample).outcome.startsWith("pending"),
  },
  {
    sentence: "a yes more never narrows",
    holds: (decide, sample) => {
      const { approvals } = sample.snapshot;
      const { action, purpose, range } = sample.request;
      const scope = { action, purposeCode: purpose.code, incidentId: purpose.incidentId, range };
      const more = [...approvals, makeApproval("supervisor", scope), makeApproval("owner", scope)];
      return RANK[run(decide, withSnapshot(sample, { approvals: more })).outcome] >= RANK[run(decide, sample).outcome];
    },
  },
  {
    sentence: "knowing less never opens",
    holds: (decide, sample) => {
      const { incident } = sample.snapshot;
      const blurred = incident?.position && { ...incident.position, accuracyM: 100_000 };
      const { position: _forgotten, ...unplaced } = incident ?? { position: undefined };
      const less: Partial<KernelCase["snapshot"]>[] = [{ approvals: [] }, { incident: null }];
      if (incident !== null && blurred !== undefined) less.push({ incident: { ...incident, position: blurred } });
      if (incident !== null && "id" in unplaced) less.push({ incident: unplaced });
      const before = isPermit(run(decide, sample));
      return less.every((change) => before || !isPermit(run(decide, withSnapshot(sample, change))));
    },
  },
  {
    sentence: "permits whenever every gate is open",
    holds: (decide, sample) => {
      const head = headOf(sample);
      if (head === undefined || !GATES.every(({ isOpen }) => isOpen(sample, head))) return true;
      const isBorderline = Math.abs(roughDistanceM(sample) - (head.emergency?.radiusM ?? 0)) <= FORMULA_SLACK_M;
      return isPermit(run(decide, sample)) || (head.tier === "emergency" && isBorderline);
    },
  },
  {
    sentence: "withdrawing always denies",
    holds: (decide, sample) => {
      const consents = sample.snapshot.consents.map((record) => ({ ...record, state: "withdrawn" as const }));
      return run(decide, withSnapshot(sample, { consents })).outcome === "deny";
    },
  },
];
