import type { TimelineEntry } from "../../contract/incidentTimeline.ts";

/** Entries of one act: the same thing by the same person within a few seconds. */
export interface TimelineGroup extends TimelineEntry {
  readonly cameraIds: readonly string[];
}

/** Between two entries of one act. Our choice: a wall of thirteen opens within one. */
const ONE_ACT_MS = 5_000;
const GROUPED: ReadonlySet<TimelineEntry["kind"]> = new Set([
  ...(["view-opened", "view-ended", "played-back", "asked", "held", "let-go"] as const),
  ...(["clip-pulled", "clip-downloaded"] as const),
]);

/** Thirteen views opened at once are one line. Newest first, as they come. */
export function groupTimeline(entries: readonly TimelineEntry[]): TimelineGroup[] {
  const groups: { -readonly [F in keyof TimelineGroup]: TimelineGroup[F] }[] = [];
  for (const entry of entries) {
    const cameraIds = entry.cameraId === undefined ? [] : [entry.cameraId];
    const last = groups.at(-1);
    if (last !== undefined && isOneAct(last, entry)) last.cameraIds = [...cameraIds, ...last.cameraIds];
    else groups.push({ ...entry, cameraIds });
  }
  return groups;
}

function isOneAct(group: TimelineGroup, entry: TimelineEntry): boolean {
  return (
    GROUPED.has(entry.kind) &&
    group.kind === entry.kind &&
    group.by === entry.by &&
    group.cause === entry.cause &&
    Math.abs(group.atMs - entry.atMs) <= ONE_ACT_MS
  );
}
