import type { EventStream } from "../events/eventStream.ts";
import type { HubClock } from "../ports.ts";

/** News of an incident's clips is gathered this long. */
const GATHER_MS = 400;

/** News of clips, a few times a second at most for each incident: the first at once, the rest gathered. */
export function createClipNews(events: EventStream, clock: HubClock) {
  const waiting = new Map<string, { isDue: boolean; readonly cancel: () => void }>();

  function publish(incidentId: string): void {
    events.publish({ type: "clips.changed", incidentId }, { to: "operators" });
    const cancel = clock.after(GATHER_MS, () => {
      const isDue = waiting.get(incidentId)?.isDue === true;
      waiting.delete(incidentId);
      if (isDue) publish(incidentId);
    });
    waiting.set(incidentId, { isDue: false, cancel });
  }

  return {
    changed(incidentId: string): void {
      const gathering = waiting.get(incidentId);
      if (gathering === undefined) publish(incidentId);
      else gathering.isDue = true;
    },
    close(): void {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
