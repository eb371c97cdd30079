import { type Incident, type IncidentPage, MAX_INCIDENTS } from "../../../contract/incidents.ts";
import { createNews, type News } from "../news.ts";

/** What is new: all of it, or changes since the last news. */
export interface IncidentChange {
  readonly isWhole: boolean;
  readonly changed: Incident[];
  readonly removedIds: string[];
  /** Those of which something changed that owners' terms rest on. */
  readonly movedIds: ReadonlySet<string>;
}

/** Of all incidents together, as JSON: some 6 KiB each where there are as many as there may be. Our choice. */
const MAX_KEPT_BYTES = 32 * 1_024 * 1_024;

/**
 * Incidents as last read from the hub, never more than {@link MAX_INCIDENTS} nor {@link MAX_KEPT_BYTES}: the least urgent
 * give way.
 */
export interface IncidentMirror {
  readonly changed: News<IncidentChange>;
  all(): Incident[];
  find(incidentId: string): Incident | undefined;
  /** Reads what has changed; while one reading goes on, all others wait for one that follows it. */
  read(): Promise<void>;
  /** Reads everything: what the hub no longer tells is gone. */
  readWhole(): Promise<void>;
  put(incident: Incident): void;
  clear(): void;
}

export function createIncidentMirror(
  askPage: (since: number) => Promise<IncidentPage>,
  maxBytes = MAX_KEPT_BYTES,
): IncidentMirror {
  const changed = createNews<IncidentChange>();
  let incidents = new Map<string, Incident>();
  let sizesBytes = new Map<string, number>();
  let revision = 0;
  let era = 0;
  let isWholeDue = true;
  let reading: Promise<void> | null = null;
  let following: Promise<void> | null = null;

  /** As many pages as may be held at once; `isMore` where others follow. */
  async function readSince(since: number): Promise<IncidentPage> {
    const whole: IncidentPage = { revision: since, incidents: [], isMore: true };
    let bytes = 0;
    while (whole.isMore && bytes <= maxBytes) {
      const page = await askPage(whole.revision);
      whole.incidents.push(...page.incidents);
      bytes += Buffer.byteLength(JSON.stringify(page.incidents));
      // A page that leads nowhere would be asked for without end.
      whole.isMore = page.isMore && page.revision > whole.revision;
      whole.revision = page.revision;
    }
    return whole;
  }

  async function readOnce(): Promise<void> {
    const mine = era;
    const since = isWholeDue ? 0 : revision;
    isWholeDue = false;
    const page = await readSince(since).catch((fault: unknown) => {
      isWholeDue ||= since === 0;
      throw fault;
    });
    if (mine !== era) return;
    // A hub that counts from the start again has forgotten what we know.
    if (page.revision < since) {
      isWholeDue = true;
      return readOnce();
    }
    revision = page.revision;
    take(page.incidents, since === 0);
    if (page.isMore) return readOnce();
  }

  function forget(): void {
    incidents = new Map();
    sizesBytes = new Map();
  }

  function take(news: readonly Incident[], isWhole: boolean): void {
    const before = incidents;
    if (isWhole) forget();
    const fresh = news.filter((incident) => incident.revision > (incidents.get(incident.id)?.revision ?? -1));
    if (fresh.length === 0 && !isWhole) return;
    const moved = fresh.filter((incident) => nameFacts(incident) !== nameFacts(before.get(incident.id)));
    for (const incident of fresh) {
      incidents.set(incident.id, incident);
      sizesBytes.set(incident.id, Buffer.byteLength(JSON.stringify(incident)));
    }
    const removedIds = dropLeastUrgent(incidents, sizesBytes, maxBytes);
    const removed = new Set(removedIds);
    changed.tell({
      ...{ isWhole, changed: fresh.filter(({ id }) => !removed.has(id)).slice(0, MAX_INCIDENTS), removedIds },
      movedIds: new Set(moved.map(({ id }) => id)),
    });
  }

  function read(): Promise<void> {
    if (reading === null) {
      reading = readOnce().finally(() => {
        reading = null;
      });
      return reading;
    }
    following ??= reading
      .catch(() => {})
      .then(() => {
        following = null;
        return read();
      });
    return following;
  }

  return {
    changed,
    all: () => [...incidents.values()],
    find: (incidentId) => incidents.get(incidentId),
    read,
    readWhole() {
      isWholeDue = true;
      return read();
    },
    put: (incident) => take([incident], false),
    clear() {
      era++;
      forget();
      isWholeDue = true;
    },
  };
}

function nameFacts(incident: Incident | undefined): string {
  if (incident === undefined) return "";
  const { kind, priority, verified, position, closedAtMs } = incident;
  return JSON.stringify([kind, priority, verified, position, closedAtMs]);
}

/** Closed ones go first, then what nobody verified, the least urgent, the oldest before. Those dropped are returned, a bounded number at once. */
function dropLeastUrgent(
  incidents: Map<string, Incident>,
  sizesBytes: Map<string, number>,
  maxBytes: number,
): string[] {
  let bytes = 0;
  for (const sizeBytes of sizesBytes.values()) bytes += sizeBytes;
  const isTooMuch = (): boolean => incidents.size > MAX_INCIDENTS || bytes > maxBytes;
  if (!isTooMuch()) return [];
  const removedIds: string[] = [];
  const order = [...incidents.values()].sort(
    (a, b) =>
      Number(b.closedAtMs !== undefined) - Number(a.closedAtMs !== undefined) ||
      Number(a.verified) - Number(b.verified) ||
      b.priority - a.priority ||
      a.openedAtMs - b.openedAtMs,
  );
  for (const { id } of order) {
    if (!isTooMuch()) break;
    bytes -= sizesBytes.get(id) ?? 0;
    incidents.delete(id);
    sizesBytes.delete(id);
    removedIds.push(id);
  }
  return removedIds.slice(0, MAX_INCIDENTS);
}
