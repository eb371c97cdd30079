import type { Incident } from "../../contract/incidents.ts";

/** Open incidents first, the most urgent before, the newest before among equals; closed ones by when they closed. */
export function rankIncidents(incidents: Iterable<Incident>): Incident[] {
  return [...incidents].sort(
    (a, b) =>
      Number(a.closedAtMs !== undefined) - Number(b.closedAtMs !== undefined) ||
      (b.closedAtMs ?? 0) - (a.closedAtMs ?? 0) ||
      a.priority - b.priority ||
      b.openedAtMs - a.openedAtMs,
  );
}
