import { MAX_SCENARIO_PROBLEMS, Scenario, type ScenarioEvent } from "../../contract/training.ts";
import type { Site } from "../site/loadSite.ts";

/** Every problem of a scenario is told, because whoever wrote it mends them in one go. */

export type CheckedScenario =
  | { readonly scenario: Scenario; readonly problems: null }
  | { readonly scenario: null; readonly problems: readonly string[] };

/** Longest problem told. */
const MAX_PROBLEM_LENGTH = 400;

/** `raw` is what a file held, parsed. */
export function checkScenario(raw: unknown, site: Pick<Site, "cameras" | "terms">): CheckedScenario {
  const parsed = Scenario.safeParse(raw);
  // A wrong shape does not hide what else is wrong: events that can be read are looked at, too.
  const shape = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${namePath(path)}: ${message}`);
  const sense = parsed.success ? findSenseless(parsed.data, site) : [];
  const problems = [...shape, ...sense].map((problem) => problem.slice(0, MAX_PROBLEM_LENGTH));
  if (parsed.success && problems.length === 0) return { scenario: parsed.data, problems: null };
  return { scenario: null, problems: problems.slice(0, MAX_SCENARIO_PROBLEMS) };
}

function namePath(path: readonly PropertyKey[]): string {
  const named = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step).slice(0, 64)}`)).join("");
  return named.replace(/^\./, "") || "the file";
}

function findSenseless({ events, durationMs }: Scenario, site: Pick<Site, "cameras" | "terms">): string[] {
  const find = createEventCheck(site);
  return events.flatMap((event, index) => {
    const say = (problem: string) => `events[${index}] (${event.do} at ${event.atMs} ms): ${problem}`;
    const before = events[index - 1];
    const isLate = before !== undefined && event.atMs < before.atMs;
    return [
      ...(isLate ? [say(`comes after one at ${before.atMs} ms; events stand in the order of their times`)] : []),
      ...(event.atMs > durationMs ? [say(`is after the scenario's end at ${durationMs} ms`)] : []),
      ...find(event).map(say),
    ];
  });
}

/** Looks at events one after another, in the order of their times; answers what is wrong with each. */
export function createEventCheck(site: Pick<Site, "cameras" | "terms">): (event: ScenarioEvent) => string[] {
  const cameras = new Map(site.cameras.map((camera) => [camera.id, camera]));
  const shared = new Map(site.terms.map(({ cameraId, tier }) => [cameraId, tier]));
  const open = new Set<string>();
  const known = new Set<string>();
  const withdrawn = new Set<string>();

  function checkCall(event: Extract<ScenarioEvent, { call: string }>): string[] {
    const { call } = event;
    if (event.do === "call") {
      if (known.has(call)) return [`there is a call ${call} already`];
      known.add(call);
      open.add(call);
      return [];
    }
    if (!known.has(call)) return [`there is no call ${call} before it`];
    if (!open.has(call)) return [`the call ${call} is closed by then`];
    if (event.do === "close") open.delete(call);
    else if (Object.keys(event).length <= ["do", "atMs", "call"].length) return ["changes nothing"];
    return [];
  }

  function checkCamera(event: Extract<ScenarioEvent, { cameraId: string }>): string[] {
    const { cameraId } = event;
    const camera = cameras.get(cameraId);
    if (camera === undefined) return [`there is no camera ${cameraId}`];
    if (event.do === "camera") return camera.stream === undefined ? [`camera ${cameraId} has no picture`] : [];
    const tier = shared.get(cameraId);
    if (tier === undefined || tier === "registry-only") return [`camera ${cameraId} is not shared`];
    if (event.do === "owner")
      return tier === "on-request" ? [] : [`the owner of camera ${cameraId} is not asked: it is shared as ${tier}`];
    if (event.do === "withdraw") {
      if (withdrawn.has(cameraId)) return [`camera ${cameraId} is withdrawn already`];
      withdrawn.add(cameraId);
      return [];
    }
    return withdrawn.delete(cameraId) ? [] : [`camera ${cameraId} was not withdrawn before`];
  }

  return (event) => ("call" in event ? checkCall(event) : checkCamera(event));
}
