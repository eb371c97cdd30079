import type { Incident } from "../../contract/incidents.ts";
import type { EventStream } from "../events/eventStream.ts";
import type { HubClock } from "../ports.ts";
import type { Incidents } from "../registry/incidents.ts";
import type { RunningViewings } from "../viewings/runningViewings.ts";
import type { ViewingDesk } from "../viewings/viewingDesk.ts";

/** News of incidents is gathered this long after the first of it: a storm of updates is a few events a second. */
const GATHER_MS = 250;

/**
 * What a change of an incident does to the views opened for it, and how desks hear of it. In the tick in which the
 * change has become durable, and ends before news. Returns its end.
 */
export function watchIncidents(options: {
  desk: Pick<ViewingDesk, "review">;
  viewings: RunningViewings;
  incidents: Incidents;
  events: EventStream;
  clock: HubClock;
  closeGraceMs: number;
}): { stop(): void } {
  const { desk, viewings, incidents, events, clock, closeGraceMs } = options;
  const timers = new Set<() => void>();
  let quietUntilMs = 0;
  let isDue = false;
  let latest = 0;

  function listOf(incidentId: string) {
    return viewings.list().filter(({ purpose }) => purpose.incidentId === incidentId);
  }

  function after(ms: number, act: () => void): void {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      act();
    });
    timers.add(cancel);
  }

  function endAll({ id }: Incident): void {
    // Reopened within the grace, it goes on.
    if (incidents.find(id)?.closedAtMs === undefined) return;
    for (const viewing of listOf(id)) viewings.end(viewing, "incident-closed");
  }

  /** Also for a close before a restart: its grace runs on. */
  function armEnd(incident: Incident): void {
    const leftMs = (incident.closedAtMs ?? 0) + closeGraceMs - clock.nowMs();
    if (leftMs <= 0) endAll(incident);
    else after(leftMs, () => endAll(incident));
  }

  function tell(): void {
    isDue = false;
    quietUntilMs = clock.nowMs() + GATHER_MS;
    events.publish({ type: "incidents.changed", revision: latest }, { to: "all" });
  }

  function announce(revision: number): void {
    latest = Math.max(latest, revision);
    if (isDue) return;
    const waitMs = quietUntilMs - clock.nowMs();
    isDue = waitMs > 0;
    if (isDue) after(waitMs, tell);
    else tell();
  }

  incidents.onChanged((now, before) => {
    if (now.closedAtMs !== undefined && before?.closedAtMs === undefined) armEnd(now);
    else if (before !== undefined && hasMoved(before, now)) desk.review(listOf(now.id));
    announce(now.revision);
  });
  for (const { purpose } of viewings.list()) {
    const incident = purpose.incidentId === undefined ? undefined : incidents.find(purpose.incidentId);
    if (incident?.closedAtMs !== undefined) armEnd(incident);
  }

  return {
    stop: () => {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}

/** Whether what owners' terms rest on is another than before. */
function hasMoved(before: Incident, now: Incident): boolean {
  return (
    before.kind !== now.kind ||
    before.priority !== now.priority ||
    before.verified !== now.verified ||
    JSON.stringify(before.position) !== JSON.stringify(now.position)
  );
}
