import type { Span } from "../../contract/recorded.ts";
import { joinSpans } from "../consent/spans.ts";
import type { Site } from "../site/loadSite.ts";
import type { HubDatabase } from "../store/tables.ts";

/** Gaps the site states for its cameras' recordings, dated by the moment the hub first loaded it. */
export async function readSiteGaps({
  db,
  site,
}: {
  db: HubDatabase;
  site: Pick<Site, "cameras">;
}): Promise<(cameraId: string) => readonly Span[]> {
  const first = await db
    .selectFrom("consent")
    .select(({ fn }) => fn.min("at_ms").as("atMs"))
    .executeTakeFirst();
  const loadedAtMs = Number(first?.atMs ?? 0);
  const byCamera = new Map<string, Span[]>();
  for (const { id, stream } of site.cameras) {
    const spans = (stream?.gaps ?? []).map(({ agoMs, lengthMs }) => ({
      fromMs: loadedAtMs - agoMs,
      toMs: loadedAtMs - agoMs + lengthMs,
    }));
    byCamera.set(id, joinSpans(spans));
  }
  return (cameraId) => byCamera.get(cameraId) ?? [];
}
