import type { AuditLog } from "../audit/auditLog.ts";
import type { LiveSources } from "../media/liveSources.ts";
import type { HubClock } from "../ports.ts";
import type { Consents } from "../registry/consents.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { Site } from "../site/loadSite.ts";
import type { StreamBehaviour } from "../site/siteFiles.ts";
import type { HubDatabase } from "../store/tables.ts";
import { type KeptRun, listTaken, nameActor, nameIncident } from "./keptRun.ts";
import { planCall } from "./planCall.ts";
import { type CallState, findState, type ScenarioState } from "./scenarioState.ts";

export interface StageParts {
  readonly site: Pick<Site, "cameras">;
  readonly consents: Consents;
  readonly incidents: Incidents;
  readonly sources: Pick<LiveSources, "setBehaviour">;
  readonly audit: AuditLog;
  readonly clock: HubClock;
}

/** Brings about what is to be so, through the same code as what is real. */
export interface Stagehand {
  /**
   * From whatever is so now. What takes pictures away comes first, what gives them last. Throws `AUDIT_UNAVAILABLE`, having kept what was brought about until then; the next call goes on.
   */
  bringAbout(wanted: ScenarioState): Promise<void>;
  /** After a restart of the hub: which terms were withdrawn by the run and have not changed since. */
  remember(db: HubDatabase): Promise<void>;
}

/** `isKept`: the run was kept over a restart of the hub. Its calls are as they were, its cameras are not. */
export function createStagehand(run: KeptRun, parts: StageParts, isKept: boolean): Stagehand {
  const { site, consents, incidents, sources, audit, clock } = parts;
  const actor = nameActor(run);
  const usual = new Map(site.cameras.map(({ id, stream }) => [id, stream?.behaviour ?? "steady"]));
  const calls = new Map<string, CallState>(isKept ? findState(listEvents(run), run.positionMs).calls : []);
  const faults = new Map<string, StreamBehaviour>();
  /** Terms withdrawn by the run, and the epoch that made: another one is somebody else's doing. */
  const taken = new Map<string, number>();

  async function withdraw(wanted: ReadonlySet<string>): Promise<void> {
    for (const cameraId of wanted) {
      // Withdrawn by its owner, or given again by them since: their word stands.
      if (consents.find(cameraId)?.state !== "active" || taken.has(cameraId)) continue;
      await consents.changeState(cameraId, "withdrawn", actor);
      taken.set(cameraId, consents.epochOf(cameraId));
    }
  }

  async function giveBack(wanted: ReadonlySet<string>): Promise<void> {
    for (const [cameraId, epoch] of taken) {
      if (wanted.has(cameraId)) continue;
      if (consents.epochOf(cameraId) === epoch) await consents.changeState(cameraId, "active", actor);
      taken.delete(cameraId);
    }
  }

  async function remember(db: HubDatabase): Promise<void> {
    for (const { cameraId, epoch } of await listTaken(db, consents, actor)) taken.set(cameraId, epoch);
  }

  async function setFaults(wanted: ScenarioState["faults"]): Promise<void> {
    for (const cameraId of new Set([...faults.keys(), ...wanted.keys()])) {
      const base = usual.get(cameraId) ?? "steady";
      const fault = wanted.get(cameraId);
      const next = fault === undefined ? base : fault === "mends" ? "steady" : fault;
      if ((faults.get(cameraId) ?? base) === next) continue;
      await audit.append([{ type: "training.camera", actor, run: run.runId, camera: cameraId, behaviour: next }]);
      sources.setBehaviour(cameraId, next);
      faults.set(cameraId, next);
    }
  }

  async function setCalls(wanted: ScenarioState["calls"]): Promise<void> {
    for (const call of new Set([...calls.keys(), ...wanted.keys()])) {
      const incidentId = nameIncident(run, call);
      const state = wanted.get(call);
      const step = { incidentId, actor, before: calls.get(call), wanted: state, own: listNotes(run, call) };
      await incidents.update(incidentId, (kept) => planCall(kept, step, clock.nowMs()));
      if (state === undefined) calls.delete(call);
      else calls.set(call, state);
    }
  }

  return {
    remember,
    async bringAbout(wanted) {
      await withdraw(wanted.withdrawn);
      await setFaults(wanted.faults);
      await setCalls(wanted.calls);
      await giveBack(wanted.withdrawn);
    },
  };
}

/** Events of a run with those added by hand, in the order of their times. */
export function listEvents({ scenario, injected }: KeptRun) {
  return [...scenario.events, ...injected].sort((a, b) => a.atMs - b.atMs);
}

function listNotes(run: KeptRun, name: string) {
  return listEvents(run).flatMap((event) =>
    (event.do === "call" || event.do === "update") && event.call === name && event.note !== undefined
      ? [event.note]
      : [],
  );
}
